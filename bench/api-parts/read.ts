import { setTimeout as delay } from 'node:timers/promises'
import { Line } from './line.ts'
import type { Read, ReadOrder } from './orders.ts'

/** Asks for one path on many connections at once. */
export async function read(order: ReadOrder): Promise<Read> {
  const { site, path, cookies, warmUpSeconds, seconds, perSecond } = order
  const times: number[] = []
  const failures: string[] = []
  let failed = 0
  let bytes = 0
  const lines = cookies.map((cookie) => new Line(site, cookie))
  // A connection each, before anybody is in a hurry.
  for (let from = 0; from < lines.length; from += 50)
    await Promise.all(lines.slice(from, from + 50).map((line) => line.read(path)))

  const began = performance.now()
  const from = began + warmUpSeconds * 1_000
  const until = from + seconds * 1_000
  const everyMs = perSecond === undefined ? 0 : (lines.length * 1_000) / perSecond
  const ask = async (line: Line) => {
    let due = began + Math.random() * everyMs
    for (;;) {
      if (everyMs > 0) await delay(Math.max(0, due - performance.now()))
      const asked = everyMs > 0 ? due : performance.now()
      if (asked > until) return
      try {
        bytes = await line.read(path)
      } catch (error) {
        failed++
        if (failures.length < 5) failures.push(String(error))
      }
      const now = performance.now()
      if (asked >= from && now <= until) times.push(now - asked)
      due += everyMs
    }
  }
  const used = process.cpuUsage()
  await Promise.all(lines.map(ask))
  const { user, system } = process.cpuUsage(used)
  await Promise.all(lines.map((line) => line.close()))
  return {
    seconds,
    times: Float64Array.from(times),
    bytesEach: bytes,
    failed,
    failures,
    processorMs: (user + system) / 1_000,
  }
}

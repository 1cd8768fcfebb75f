import type { WrittenFormat } from '@quizmentor/contract/interchange'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

/** How many of its questions a bare parser may read while our reader reads one. */
const mostTimesBare = 3
const mostMB = 300

/**
 * A file read by our reader and by the bare parser, in turns, each time in a process of its own. XLSX
 * has no bare parser beside ours: it is about memory.
 */
export async function compared(format: WrittenFormat, path: string, count: number, rounds: number) {
  const ours: Reading[] = []
  const bare: Reading[] = []
  for (let round = 0; round < rounds; round++) {
    if (format !== 'xlsx') bare.push(await readIn('bare', format, path, count))
    ours.push(await readIn('ours', format, path, count))
  }
  const oursMs = Math.min(...ours.map(({ ms }) => ms))
  const bareMs = bare.length === 0 ? null : Math.min(...bare.map(({ ms }) => ms))
  const peakMB = Math.max(...ours.map((each) => each.peakMB))
  const isQuick = bareMs === null || oursMs <= mostTimesBare * bareMs
  return {
    perSecond: (count * 1_000) / oursMs,
    ...(bareMs !== null && {
      barePerSecond: (count * 1_000) / bareMs,
      toBare: bareMs / oursMs,
      barePeakMB: Math.max(...bare.map((each) => each.peakMB)),
    }),
    peakMB,
    kept: isQuick && peakMB < mostMB,
  }
}

const reading = z.object({ found: z.int(), ms: z.number(), peakMB: z.number() })
type Reading = z.infer<typeof reading>

async function readIn(by: 'ours' | 'bare', format: WrittenFormat, path: string, count: number) {
  const file = fileURLToPath(new URL('read.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [file, by, format, path])
  const read = reading.parse(JSON.parse(stdout))
  if (read.found !== count)
    throw new Error(`${by} found ${read.found} of ${count} questions as ${format}`)
  return read
}

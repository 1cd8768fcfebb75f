import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { v7 } from 'uuid'
import type { Frames } from './frames.ts'
import type { Transport } from './orders.ts'
import type { Side } from './side.ts'

const files = {
  ws: new URL('baseline-ws.ts', import.meta.url),
  'socket.io': new URL('baseline-socket-io.ts', import.meta.url),
}

/** Runs `work` against a baseline in a process of its own. */
export async function withBaseline<Result>(
  transport: Transport,
  frames: Frames,
  work: (side: Side) => Promise<Result>,
): Promise<Result> {
  const child = fork(fileURLToPath(files[transport]))
  const listening = new Promise((resolve) => child.once('message', resolve))
  child.send(frames)
  const port = await listening
  try {
    return await work({
      site: `http://127.0.0.1:${String(port)}`,
      transport,
      pid: child.pid ?? 0,
      cookie: '',
      openGames: async (count) =>
        Array.from({ length: count }, () => ({ gameId: v7(), code: '000000' })),
    })
  } finally {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
}

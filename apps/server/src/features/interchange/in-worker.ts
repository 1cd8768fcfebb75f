import type { ImportNotice } from '@quizmentor/contract/interchange'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { errorCode } from '../../platform/failure.ts'
import type { Task, Told } from './worker.ts'

export interface Watch {
  /** Milliseconds without a sign of life after which reading ends. */
  readonly stallMs?: number
  /** Milliseconds that it may take in all. */
  readonly mostMs?: number
  readonly onProgress?: (read: number) => void
  readonly signal?: AbortSignal
}

/** How it ended. */
export type Ended = Exclude<Told, { kind: 'alive' }>

const startMs = 30_000
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 }

/**
 * Reads or stores an import in a worker thread: the program goes on answering meanwhile. A file that
 * keeps it busy without an end, or needs more memory than there is for it, has failed. Rejects where
 * the file isn't to blame.
 */
export async function inWorker(
  task: Task,
  { stallMs = 10_000, mostMs = 600_000, onProgress, signal }: Watch = {},
): Promise<Ended> {
  // What is written on the way is gone with it, even where it is ended by force.
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-import-'))
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: limits,
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const tooLong = () => resolve(failed('took_too_long', 'Reading the file took too long.'))
  let stall = setTimeout(tooLong, startMs)
  const whole = setTimeout(tooLong, mostMs)
  const abort = () => reject(new Error('the program is stopping'))
  signal?.addEventListener('abort', abort)
  worker.on('message', (told: Told) => {
    clearTimeout(stall)
    if (told.kind !== 'alive') return resolve(told)
    stall = setTimeout(tooLong, stallMs)
    onProgress?.(told.read)
  })
  worker.once('error', (error) => {
    if (errorCode(error) !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error)
    resolve(failed('too_much_memory', 'Reading the file takes more memory than there is for it.'))
  })
  worker.once('exit', () => reject(new Error('the import worker ended without a result')))
  try {
    if (signal?.aborted === true) abort()
    return await promise
  } finally {
    clearTimeout(stall)
    clearTimeout(whole)
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
    await rm(folder, { recursive: true, force: true })
  }
}

function failed(code: string, reason: string): { kind: 'failed'; failure: ImportNotice } {
  return { kind: 'failed', failure: { where: 'the whole file', code, reason } }
}

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

/** Does what there is to do for an import. */
export type InWorker = (task: Omit<Task, 'folder'>, watch?: Watch) => Promise<Ended>

const startMs = 30_000
/** A file is looked at and then taken in; beginning a thread takes longer than reading most files. */
const restMs = 60_000
const mostRestingBytes = 96 * 1024 * 1024
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 }

/**
 * Reads or stores imports in worker threads: the program goes on answering meanwhile. A file that
 * keeps one busy without an end, or needs more memory than there is for it, has failed, and its
 * thread is ended. A thread that did its work waits a minute for more. Rejects where the file isn't
 * to blame.
 */
export function importWorkers(): InWorker {
  const resting = new Map<Worker, NodeJS.Timeout>()

  function take(): Worker {
    const [first] = resting
    if (first === undefined)
      return new Worker(new URL('./worker.ts', import.meta.url), {
        resourceLimits: limits,
        // A copy: the thread changes its own.
        env: { ...process.env },
      })
    const [worker, ending] = first
    clearTimeout(ending)
    resting.delete(worker)
    forget(worker)
    worker.ref()
    return worker
  }

  async function rest(worker: Worker): Promise<void> {
    const end = () => {
      resting.delete(worker)
      void worker.terminate()
    }
    forget(worker)
    worker.once('error', end).once('exit', end)
    // After a large file, its memory is given back.
    const { total_heap_size: heap } = await worker
      .getHeapStatistics()
      .catch(() => ({ total_heap_size: Infinity }))
    if (heap > mostRestingBytes) return end()
    // Whoever waits for nothing else needn't wait for it.
    worker.unref()
    resting.set(worker, setTimeout(end, restMs).unref())
  }

  return async (task, { stallMs = 10_000, mostMs = 600_000, onProgress, signal } = {}) => {
    // What is written on the way is gone with it, even where it is ended by force.
    const folder = await mkdtemp(join(tmpdir(), 'quizmentor-import-'))
    const worker = take()
    const { promise, resolve, reject } = Promise.withResolvers<Ended>()
    const tooLong = () => resolve(failed('took_too_long', 'Reading the file took too long.'))
    let stall = setTimeout(tooLong, startMs)
    const whole = setTimeout(tooLong, mostMs)
    const abort = () => reject(new Error('the program is stopping'))
    signal?.addEventListener('abort', abort)
    let isWhole = false
    worker.on('message', (told: Told) => {
      clearTimeout(stall)
      if (told.kind !== 'alive') {
        isWhole = true
        return resolve(told)
      }
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
      // A thread, not a window.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      else worker.postMessage({ ...task, folder } satisfies Task)
      return await promise
    } finally {
      clearTimeout(stall)
      clearTimeout(whole)
      signal?.removeEventListener('abort', abort)
      if (isWhole) await rest(worker)
      else await worker.terminate()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Whoever listened to it before hears no more. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}

function failed(code: string, reason: string): { kind: 'failed'; failure: ImportNotice } {
  return { kind: 'failed', failure: { where: 'the whole file', code, reason } }
}

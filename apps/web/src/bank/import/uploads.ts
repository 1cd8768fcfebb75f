import { CHUNK_BYTES } from '@quizmentor/contract/interchange'
import { chunkCount, chunkOf, nextChunk } from './chunks.ts'

/** A file on its way to the server, from this page. */
export interface Upload {
  readonly id: string
  readonly workspaceId: string
  readonly file: File
  /** Bytes that are there. */
  readonly sent: number
  readonly state: 'waiting' | 'sending' | 'stuck'
  /** Why it is stuck. */
  readonly error: unknown
}

/** What is said to the server. */
export interface UploadCalls {
  readonly begin: (upload: Upload, signal: AbortSignal) => Promise<unknown>
  readonly send: (
    upload: Upload,
    piece: { readonly number: number; readonly data: string },
    signal: AbortSignal,
  ) => Promise<unknown>
  /** All bytes are there: it is to be read. */
  readonly finish: (upload: Upload, signal: AbortSignal) => Promise<unknown>
  readonly forget: (upload: Upload) => Promise<unknown>
  /** Whether the same call may go through later. */
  readonly mayPass: (error: unknown) => boolean
  /** Waits a while before the next try. */
  readonly pause: (tries: number, signal: AbortSignal) => Promise<void>
}

export interface Uploads {
  readonly all: () => readonly Upload[]
  readonly subscribe: (listener: () => void) => () => void
  /** Files to go up, one after the other; from `sent` on, where a part of one is there already. */
  readonly add: (files: readonly Pick<Upload, 'id' | 'workspaceId' | 'file' | 'sent'>[]) => void
  readonly goOn: (id: string) => void
  /** Stops one and forgets what is there of it. */
  readonly cancel: (id: string) => void
}

const MOST_TRIES = 6

/**
 * Sends files in pieces, one file after the other. A piece that doesn't get through is tried again;
 * what stays stuck can go on from there. A file that is there whole is no upload any more.
 */
export function createUploads(calls: UploadCalls, chunkBytes = CHUNK_BYTES): Uploads {
  let uploads: readonly Upload[] = []
  let current: { readonly id: string; readonly stop: AbortController } | null = null
  const listeners = new Set<() => void>()

  function set(next: readonly Upload[]) {
    uploads = next
    for (const listener of listeners) listener()
  }
  function change(id: string, parts: Partial<Upload>) {
    set(uploads.map((upload) => (upload.id === id ? { ...upload, ...parts } : upload)))
  }

  async function persistent(call: () => Promise<unknown>, signal: AbortSignal) {
    for (let tries = 1; ; tries++)
      try {
        return await call()
      } catch (error) {
        if (signal.aborted || tries === MOST_TRIES || !calls.mayPass(error)) throw error
        await calls.pause(tries, signal)
      }
  }

  async function sendAll(upload: Upload, signal: AbortSignal) {
    const { id, file } = upload
    await persistent(() => calls.begin(upload, signal), signal)
    const count = chunkCount(file.size, chunkBytes)
    for (let number = nextChunk(upload.sent, chunkBytes); number < count; number++) {
      const data = await chunkOf(file, number, chunkBytes)
      await persistent(() => calls.send(upload, { number, data }, signal), signal)
      change(id, { sent: Math.min((number + 1) * chunkBytes, file.size) })
    }
    await persistent(() => calls.finish(upload, signal), signal)
  }

  async function work() {
    if (current !== null) return
    const next = uploads.find(({ state }) => state === 'waiting')
    if (next === undefined) return
    const stop = new AbortController()
    current = { id: next.id, stop }
    change(next.id, { state: 'sending', error: null })
    try {
      await sendAll(next, stop.signal)
      set(uploads.filter(({ id }) => id !== next.id))
    } catch (error) {
      if (!stop.signal.aborted) change(next.id, { state: 'stuck', error })
    }
    current = null
    void work()
  }

  return {
    all: () => uploads,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(files) {
      const ids = new Set(files.map(({ id }) => id))
      const added = files.map((file) => ({ ...file, state: 'waiting' as const, error: null }))
      set([...uploads.filter(({ id }) => !ids.has(id)), ...added])
      void work()
    },
    goOn(id) {
      change(id, { state: 'waiting', error: null })
      void work()
    },
    cancel(id) {
      const upload = uploads.find((each) => each.id === id)
      if (upload === undefined) return
      if (current?.id === id) current.stop.abort()
      set(uploads.filter((each) => each.id !== id))
      // Where it isn't forgotten now, the list of imports has it, to be taken away there.
      calls.forget(upload).catch(() => undefined)
    },
  }
}

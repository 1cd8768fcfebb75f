import { problemOf } from '../app/problem.ts'

/** Where a sending stands: `waiting` after a try that didn't reach the server. */
export type SendingState = 'sending' | 'waiting'

interface Options<Answer> {
  readonly send: (signal: AbortSignal) => Promise<Answer>
  readonly onState: (state: SendingState) => void
  readonly signal: AbortSignal
}

const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 15_000

/**
 * Sends until the server answers, with growing pauses that end at once when the connection comes
 * back. Throws what the server refuses; that won't change by trying again.
 */
export async function sendUntilAcknowledged<Answer>(options: Options<Answer>): Promise<Answer> {
  const { send, onState, signal } = options
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    onState('sending')
    try {
      return await send(signal)
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error
    }
    onState('waiting')
    await pauseOrOnline(pause, signal)
  }
}

/** Whether the same call may succeed later. */
function mayPass(error: unknown): boolean {
  const { kind, status } = problemOf(error)
  return kind === 'unreachable' || status === 429 || status >= 500
}

function pauseOrOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController()
    const finish = () => {
      clearTimeout(timer)
      done.abort()
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    addEventListener('online', finish, { signal: done.signal })
    signal.addEventListener('abort', finish, { signal: done.signal })
  })
}

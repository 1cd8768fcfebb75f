import type { Problem } from '@quizmentor/contract/route'

/** The server understood, and says why not. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  /** When to try again, where the server says so. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail)
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Stable; what programs decide by. */
  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/** The server was not reached, or the connection broke: whether it did anything is unknown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(cause: unknown) {
    super('The server can not be reached.', { cause })
  }
}

/** The failure that an answer other than 2xx stands for. */
export async function failureOf(response: Response): Promise<ProblemError> {
  const text = await response.text().catch(() => '')
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ProblemError(
    problemIn(text) ?? {
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      detail: 'The server gave an answer that is not understood. Try again in a moment.',
      code: 'unexpected_answer',
      requestId: response.headers.get('x-request-id') ?? '',
    },
    Number.isNaN(after) ? undefined : after,
  )
}

function problemIn(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProblem(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string' &&
    'status' in value &&
    typeof value.status === 'number'
  )
}

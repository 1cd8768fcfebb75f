/** One fault in the input: where (a JSON pointer such as `/body/title`), a code, and a sentence. */
export interface InputFault {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/**
 * What goes wrong in a way that the caller can understand and act on (RFC 9457). Thrown anywhere
 * below a route; the server sends it as `application/problem+json`. `detail` says what to do.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly errors: readonly InputFault[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { errors?: readonly InputFault[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.status = status
    this.code = code
    this.errors = more.errors
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** The same answer for what doesn't exist and for what belongs to somebody else. */
export function notFound(what: string): Problem {
  return new Problem(404, 'not_found', `There is no such ${what} here.`)
}

export function forbidden(detail = 'Your role does not allow this. Ask an admin.'): Problem {
  return new Problem(403, 'forbidden', detail)
}

export function conflict(code: string, detail: string): Problem {
  return new Problem(409, code, detail)
}

export function invalid(errors: readonly InputFault[], detail = 'The input has faults.'): Problem {
  return new Problem(400, 'invalid_input', detail, { errors })
}

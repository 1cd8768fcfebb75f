/** What went wrong, in a shape that pages can show. */
export interface Shown {
  /** 0 where no answer came at all. */
  readonly status: number
  readonly code: string
  /** The server's own sentence, or `null` where there is none to show. */
  readonly detail: string | null
  readonly requestId: string | undefined
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
}

/** Reads any thrown value as a problem. */
export function problemOf(error: unknown): Shown {
  const problem = isRecord(error) && isRecord(error['problem']) ? error['problem'] : error
  if (!isRecord(problem) || typeof problem['status'] !== 'number' || problem['status'] === 0)
    return { status: 0, code: 'network', detail: null, requestId: undefined, errors: [] }
  return {
    status: problem['status'],
    code: textOf(problem['code']) ?? 'unknown',
    detail: textOf(problem['detail']),
    requestId: textOf(problem['requestId']) ?? undefined,
    errors: Array.isArray(problem['errors']) ? problem['errors'].filter(isFault) : [],
  }
}

/** What is wrong with the field at `pointer`, such as `/body/email`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (error === null || error === undefined) return undefined
  return problemOf(error).errors.find((fault) => fault.pointer === pointer)?.detail
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isFault(value: unknown): value is { pointer: string; detail: string } {
  return (
    isRecord(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string'
  )
}

import { NetworkError, ProblemError } from '@quizmentor/client/failures'
import { stringsNow } from '../i18n/strings.tsx'

/** What went wrong, in a shape that pages can show. */
export interface Shown {
  readonly kind: 'refused' | 'unreachable' | 'broken'
  /** 0 where no answer came at all. */
  readonly status: number
  readonly code: string
  /** What happened and what to do, in the reader's language where we have it. */
  readonly detail: string
  readonly requestId: string | undefined
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
}

/** Reads any thrown value as a problem. */
export function problemOf(error: unknown): Shown {
  if (error instanceof ProblemError) {
    const { status, code, requestId } = error.problem
    const words = stringsNow('common')?.problems
    const detail = words?.byCode[`${code}:${status}`] ?? words?.byCode[code] ?? error.problem.detail
    const errors = (error.problem.errors ?? []).map((fault) => ({
      pointer: fault.pointer,
      detail:
        words?.byFault[`${fault.pointer.split('/').at(-1)}:${fault.code}`] ??
        words?.byFault[fault.code] ??
        fault.detail,
    }))
    return { kind: 'refused', status, code, detail, requestId, errors }
  }
  const kind = error instanceof NetworkError ? 'unreachable' : 'broken'
  return { kind, status: 0, code: kind, detail: '', requestId: undefined, errors: [] }
}

/** What is wrong with the field at `pointer`, such as `/body/email`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  return problemOf(error).errors.find((fault) => fault.pointer === pointer)?.detail
}

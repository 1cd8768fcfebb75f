import { ProblemNotice } from '../design/problem-notice.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { problemOf } from './problem.ts'

interface Props {
  readonly error: unknown
  readonly onRetry?: () => void
  /** Pointers of fields that show their own error. */
  readonly fields?: readonly string[]
}

/** Shows what went wrong with a call to the server; nothing for no error. */
export function Failure({ error, onRetry, fields = [] }: Props) {
  const { problems } = useStrings('common')
  if (error === null || error === undefined) return null
  const { kind, status, detail, requestId, errors } = problemOf(error)
  const others = errors.filter((fault) => !fields.includes(fault.pointer))
  const marked = errors.length > 0 && others.length === 0
  const text =
    kind === 'unreachable'
      ? problems.network
      : kind === 'broken'
        ? problems.unknown
        : marked
          ? problems.fields
          : [detail, ...others.map((fault) => fault.detail)].join(' ')
  return (
    <ProblemNotice
      text={text}
      reference={status >= 500 ? requestId : undefined}
      onRetry={onRetry}
    />
  )
}

import { useStrings } from '../i18n/strings.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface Props {
  /** What happened and what to do, in sentences. */
  readonly text: string
  readonly reference?: string | undefined
  readonly onRetry?: (() => void) | undefined
}

/** Says that something went wrong, beside where it did. */
export function ProblemNotice({ text, reference, onRetry }: Props) {
  const { actions, problems } = useStrings('common')
  return (
    <div role="alert" className="flex items-start gap-3 border-s-4 border-wrong bg-wrong-wash p-4">
      <Icon name="warning" className="mt-1 text-wrong" />
      <div className="grid justify-items-start gap-2">
        <p>{text}</p>
        {reference !== undefined && (
          <p className="text-xs text-soft">{problems.requestId(reference)}</p>
        )}
        {onRetry !== undefined && (
          <Button size="small" onClick={onRetry}>
            {actions.tryAgain}
          </Button>
        )}
      </div>
    </div>
  )
}

import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** How a field looks once what was typed there is judged. The words beside it say it too. */
export function answeredClass(answered: boolean, correct: boolean, partly: boolean): string {
  if (!answered) return ''
  if (partly && !correct) return 'border-partial! bg-partial-wash! text-partial'
  return correct
    ? 'border-correct! bg-correct-wash! text-correct'
    : 'border-wrong! bg-wrong-wash! text-wrong line-through decoration-2'
}

interface Props {
  readonly accepted: readonly string[]
  readonly given: string
  readonly correct: boolean
}

/** The right answer in words, and what else counts. */
export function AcceptedAnswers({ accepted, given, correct }: Props) {
  const { solution: t } = useStrings('questions')
  const [first = '', ...rest] = accepted
  const others = rest.filter((each) => each !== given).slice(0, 6)
  if (correct && given.trim() === first && others.length === 0) return null
  return (
    <div className="grid gap-1 border-s-4 border-correct bg-correct-wash px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="flex items-center gap-1.5 font-bold text-correct">
          <Icon name="check" />
          {t.rightAnswer}
        </span>
        <span className="text-lg font-bold">{first}</span>
      </p>
      {others.length > 0 && (
        <p className="text-sm text-soft">
          {t.accepted}: {others.join(' · ')}
        </p>
      )}
    </div>
  )
}

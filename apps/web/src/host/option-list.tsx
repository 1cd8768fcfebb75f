import type { StageScreen } from '@quizmentor/engine/live/types'
import type { ShownQuestion } from '@quizmentor/engine/question/question'
import { AnswerMark, answerFill, letterOf } from '../design/answer-mark.tsx'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { useExactNumber } from '../live/exact-number.ts'
import { optionsOf, rightIds } from '../live/options.ts'
import { Markdown } from '../questions/prompt.tsx'

interface Props {
  readonly shown: ShownQuestion
  readonly screen: StageScreen
}

/** The answers; once revealed, how often each was given and which is right. */
export function OptionList({ shown, screen }: Props) {
  const { screen: t } = useStrings('host')
  const { number } = useFormat()
  const exact = useExactNumber()
  const revealed = screen.name === 'revealed' ? screen : null
  const right = revealed === null ? null : rightIds(revealed.solution)
  const counts = new Map(revealed?.distribution.map(({ value, count }) => [value, count]))
  const most = Math.max(1, ...counts.values())

  if (shown.type === 'numeric') {
    if (revealed?.solution.type !== 'numeric') return null
    const { value, unit } = revealed.solution.key
    return (
      <div className="grid gap-4">
        <p className="flex items-center gap-2 text-xl font-bold text-correct">
          <Icon name="check" />
          {t.rightAnswer}: {exact(value)} {unit}
        </p>
        <ul className="grid gap-1">
          {revealed.distribution.map((row) => (
            <li key={row.value} className="tabular flex gap-4">
              <span className="w-24 text-end font-bold">{row.value}</span>
              <span>{t.votes(row.count)}</span>
            </li>
          ))}
        </ul>
      </div>
    )
  }

  return (
    <ul className="grid grid-cols-1 gap-2">
      {optionsOf(shown, t).map((option, place) => {
        const isRight = right?.has(option.id) ?? false
        const count = counts.get(option.id) ?? 0
        return (
          <li
            key={option.id}
            className={`relative flex min-h-14 items-center gap-3 border-2 px-3 py-2
              ${isRight ? 'border-correct bg-correct-wash' : 'border-rule'}`}
          >
            <AnswerMark place={place} className="size-9" />
            <span className="only-heard">{letterOf(place)}: </span>
            <span dir="auto" className="min-w-0 grow">
              <Markdown text={option.text ?? ''} inline />
            </span>
            {isRight && (
              <span className="flex shrink-0 items-center gap-1.5 text-sm font-bold text-correct">
                <Icon name="check" />
                {t.right}
              </span>
            )}
            {revealed !== null && (
              <>
                <span
                  className="tabular shrink-0 font-display text-xl font-black"
                  aria-label={t.votes(count)}
                >
                  {number(count)}
                </span>
                <span
                  aria-hidden
                  style={{ width: `${(count / most) * 100}%` }}
                  className={`keeps-colour absolute start-0 bottom-0 h-1.5 ${answerFill(place)}`}
                />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

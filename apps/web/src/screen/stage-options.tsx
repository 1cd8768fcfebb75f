import type { ShownQuestion } from '@quizmentor/engine/question/question'
import { AnswerMark, answerFill, letterOf } from '../design/answer-mark.tsx'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { optionsOf, rightIds } from '../live/options.ts'
import { Markdown } from '../questions/prompt.tsx'
import { Fit } from './fit.tsx'
import type { QuestionMoment } from './question-scene.tsx'

interface Props {
  readonly shown: ShownQuestion
  readonly screen: QuestionMoment
}

/** The answers with colour, shape and letter; once revealed, which is right and who chose what. */
export function StageOptions({ shown, screen }: Props) {
  const { screen: t } = useStrings('host')
  const { number } = useFormat()
  const options = optionsOf(shown, t)
  const revealed = screen.name === 'revealed' ? screen : null
  const right = revealed === null ? null : rightIds(revealed.solution)
  const counts = new Map(revealed?.distribution.map(({ value, count }) => [value, count]))
  const all = Math.max(1, ...counts.values())

  return (
    <Fit most={options.length > 4 ? 2.7 : 3.4} least={1.2} className="h-full">
      <ul className="stage-options grow" style={{ '--columns': options.length > 6 ? 3 : 2 }}>
        {options.map((option, place) => {
          const isRight = right?.has(option.id) ?? false
          const verdict = right === null ? 'open' : isRight ? 'right' : 'left'
          const count = counts.get(option.id) ?? 0
          return (
            <li
              key={option.id}
              data-verdict={verdict}
              className={`stage-tile keeps-colour ${answerFill(place)}`}
              style={{ '--place': place, '--share': count / all }}
            >
              <AnswerMark place={place} plain={verdict !== 'left'} className="size-[1.9em]" />
              <span className="only-heard">{letterOf(place)}: </span>
              <span dir="auto" className="grow">
                <Markdown text={option.text ?? ''} inline />
              </span>
              {isRight && (
                <span className="flex shrink-0 items-center gap-[0.3em] bg-ink px-[0.5em] py-[0.15em] text-[0.62em] text-paper">
                  <Icon name="check" />
                  {t.right}
                </span>
              )}
              {revealed !== null && (
                <>
                  <span className="stage-number shrink-0 text-[1.5em]" aria-label={t.votes(count)}>
                    {number(count)}
                  </span>
                  <span
                    aria-hidden
                    className={`stage-bar ${isRight ? 'bg-ink' : answerFill(place)}`}
                  />
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Fit>
  )
}

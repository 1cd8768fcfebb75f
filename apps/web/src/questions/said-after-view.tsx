import type { Given, ShownQuestion, Solution } from '@quizmentor/engine/question/question'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Markdown } from './prompt.tsx'
import { saidAfter } from './said-after.ts'

interface Props {
  readonly question: ShownQuestion
  readonly solution: Solution
  readonly given: Given
  readonly score: number
  readonly correct: boolean
}

/** What the author says to this answer: to its parts, and to how right it was as a whole. */
export function SaidAfter({ question, solution, given, score, correct }: Props) {
  const { solution: t, picture } = useStrings('questions')
  const { percent } = useFormat()
  const parts = saidAfter(question, solution, given)
  const whole = solution.feedback?.[correct ? 'right' : score > 0 ? 'partly' : 'wrong']
  if (parts.length === 0 && whole === undefined) return null
  return (
    <div className="mb-4 grid gap-3">
      {parts.map(({ to, spot, text, worth }, place) => (
        <div key={place} className="border-s-4 border-ink ps-4">
          {(to !== '' || spot !== undefined || worth !== null) && (
            <div className="flex flex-wrap items-baseline gap-x-3 text-sm">
              {spot !== undefined && <span className="font-bold">{picture.spot(spot)}</span>}
              {to !== '' && <Markdown text={to} inline className="min-w-0 font-bold" />}
              {worth !== null && <span className="text-soft">{t.worth(percent(worth))}</span>}
            </div>
          )}
          {text !== '' && <Markdown text={text} />}
        </div>
      ))}
      {whole !== undefined && <Markdown text={whole} className="font-medium" />}
    </div>
  )
}

import type { Distribution } from '@quizmentor/engine/live/types'
import type { SolutionOf } from '@quizmentor/engine/question/question'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { useExactNumber } from '../live/exact-number.ts'
import { Fit } from './fit.tsx'
import type { QuestionMoment } from './question-scene.tsx'

const shownAtMost = 8

interface Props {
  readonly units: readonly string[]
  readonly screen: QuestionMoment
}

/** A question whose answer is a number: what to do, then the right number and what was guessed. */
export function Numbers({ units, screen }: Props) {
  const { screen: t } = useStrings('host')
  if (screen.name !== 'revealed' || screen.solution.type !== 'numeric')
    return (
      <div className="number-call keeps-colour bg-answer-3 text-on-answer-3">
        <p className="poster text-[calc(5.5*var(--u))]">{t.number}</p>
        {units.length > 0 && (
          <p className="text-[calc(2.4*var(--u))] font-bold">{units.join(' · ')}</p>
        )}
      </div>
    )
  return (
    <div className="flex min-h-0 grow items-stretch gap-[calc(3*var(--u))]">
      <RightNumber solution={screen.solution} />
      <Guesses distribution={screen.distribution} solution={screen.solution} />
    </div>
  )
}

function RightNumber({ solution }: { readonly solution: SolutionOf<'numeric'> }) {
  const { screen: t } = useStrings('host')
  const { percent } = useFormat()
  const number = useExactNumber()
  const { value, unit, tolerance } = solution.key
  const margin =
    tolerance.kind === 'absolute' ? number(tolerance.amount) : percent(tolerance.amount)
  return (
    <div className="keeps-colour flex w-[42%] min-w-0 flex-col justify-center bg-answer-3 p-[calc(2*var(--u))] text-on-answer-3">
      <p className="flex items-center gap-[0.4em] text-[calc(1.8*var(--u))] font-bold">
        <Icon name="check" />
        {t.rightAnswer}
      </p>
      <Fit most={9} least={3} align="center" className="grow">
        <p className="stage-number leading-none">
          {number(value)} {unit}
        </p>
      </Fit>
      {tolerance.amount > 0 && <p className="text-[calc(1.5*var(--u))]">{t.tolerance(margin)}</p>}
    </div>
  )
}

interface GuessesProps {
  readonly distribution: Distribution
  readonly solution: SolutionOf<'numeric'>
}

function Guesses({ distribution, solution }: GuessesProps) {
  const { screen: t } = useStrings('host')
  const { number: counted } = useFormat()
  const number = useExactNumber()
  const rows = distribution.toSorted((one, other) => other.count - one.count).slice(0, shownAtMost)
  const most = Math.max(1, ...rows.map((row) => row.count))
  if (rows.length === 0)
    return <p className="poster my-auto text-[calc(3*var(--u))] text-soft">{t.noAnswers}</p>
  return (
    <Fit most={2.6} least={1.3} className="grow">
      <ul className="grid gap-[0.35em]">
        {rows.map(({ value, count }) => {
          const isRight = isRightNumber(value, solution)
          return (
            <li key={value} className="flex items-center gap-[0.6em]">
              <span className="tabular w-[6em] shrink-0 truncate text-end font-bold">
                {readable(value, number)}
              </span>
              <span className="relative h-[1.5em] grow">
                <span
                  className={`stage-bar keeps-colour !h-full ${isRight ? 'bg-answer-3' : 'bg-ink'}`}
                  aria-hidden
                  style={{ '--share': count / most }}
                />
              </span>
              <span className="w-[1.2em] shrink-0">
                {isRight && <Icon name="check" label={t.right} className="text-correct" />}
              </span>
              <span className="stage-number w-[1.6em] shrink-0" aria-label={t.votes(count)}>
                {counted(count)}
              </span>
            </li>
          )
        })}
      </ul>
    </Fit>
  )
}

/** Whether a number as it was given, such as `2 km`, is right. */
function isRightNumber(value: string, { key }: SolutionOf<'numeric'>): boolean {
  const [digits = '', ...unit] = value.split(' ')
  const given = Number(digits) * (key.factors[unit.join(' ')] ?? 1)
  const { kind, amount } = key.tolerance
  const margin = kind === 'absolute' ? amount : amount * Math.abs(key.value)
  return Math.abs(given - key.value) <= margin + Number.EPSILON * Math.abs(key.value) * 8
}

/** A number as it was given, with its unit, in the language's own digits and signs. */
function readable(value: string, number: (value: number) => string): string {
  const [digits = '', ...unit] = value.split(' ')
  return [number(Number(digits)), ...unit].join(' ')
}

import { Interval, type IntervalValue } from '../design/interval.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { levelOf } from './standing.ts'

interface Props {
  readonly value: IntervalValue | null
  readonly before?: IntervalValue | null
  readonly goal?: number
  /** What the estimate rests on, in words: “24 answers”. */
  readonly evidence: string
}

/** How well somebody knows a topic: the interval drawn, the level in words, the evidence. */
export function StandingView({ value, before = null, goal, evidence }: Props) {
  const { standing: t } = useStrings('learn')
  const { number } = useFormat()
  if (value === null)
    return goal === undefined ? (
      <p className="text-sm text-soft">{t.none}</p>
    ) : (
      <Interval value={null} label={t.none} goal={goal} />
    )
  const level = t.levels[levelOf(value)]
  const [low, high] = [number(Math.round(value.low)), number(Math.round(value.high))]
  return (
    <div className="grid gap-0.5">
      <Interval
        value={value}
        before={before}
        label={t.sentence(level, low, high, evidence)}
        {...(goal !== undefined && { goal })}
      />
      <p className="tabular flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="font-bold">{level}</span>
        <span className="text-soft">
          {t.between(low, high)} · {evidence}
        </span>
      </p>
    </div>
  )
}

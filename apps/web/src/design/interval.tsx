export interface IntervalValue {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

interface Props {
  /** From 0 to 100; `null` while nothing is known. */
  readonly value: IntervalValue | null
  /** Drawn hollow above: what was known before. */
  readonly before?: IntervalValue | null
  /** Where the goal stands, from 0 to 100. */
  readonly goal?: number
  /** The whole of it in a sentence. */
  readonly label: string
}

/**
 * An estimate with its uncertainty on a scale from 0 to 100: the bar is where the true value
 * probably lies, the stroke the best guess, the notch the goal.
 */
export function Interval({ value, before = null, goal, label }: Props) {
  return (
    <div role="img" aria-label={label} className="relative h-8 min-w-32">
      <div className="absolute inset-x-0 bottom-1.5 border-t-2 border-rule" />
      {[0, 25, 50, 75, 100].map((at) => (
        <div
          key={at}
          className="absolute bottom-1.5 h-1.5 w-0.5 bg-rule"
          style={{ insetInlineStart: `${at}%` }}
        />
      ))}
      {before !== null && (
        <div
          className="absolute bottom-4 h-2 border-2 border-edge"
          style={{ insetInlineStart: `${before.low}%`, width: `${before.high - before.low}%` }}
        />
      )}
      {value !== null && (
        <>
          <div
            className="absolute bottom-0.5 h-3 bg-answer-3/45 transition-[inset-inline-start,width] duration-400 ease-out dark:bg-answer-3"
            style={{ insetInlineStart: `${value.low}%`, width: `${value.high - value.low}%` }}
          />
          <div
            className="absolute bottom-0 h-4 w-1 -translate-x-1/2 rtl:translate-x-1/2 bg-ink"
            style={{ insetInlineStart: `${value.estimate}%` }}
          />
        </>
      )}
      {goal !== undefined && (
        <svg
          viewBox="0 0 10 24"
          className="absolute bottom-0 h-6 w-2.5 -translate-x-1/2 rtl:translate-x-1/2 text-accent"
          style={{ insetInlineStart: `${goal}%` }}
        >
          <path d="M0 0h10L5 7zM4.2 6h1.6v18H4.2z" fill="currentColor" />
        </svg>
      )}
    </div>
  )
}

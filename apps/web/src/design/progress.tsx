interface Props {
  readonly label: string
  readonly value: number
  readonly max: number
  /** The value in words: “3 of 10”. */
  readonly text: string
}

/** How far something is, as a bar. */
export function Progress({ label, value, max, text }: Props) {
  const share = max === 0 ? 0 : Math.min(value / max, 1)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={text}
      className="h-3 overflow-hidden border-2 border-ink"
    >
      <div
        className="h-full origin-left bg-ink transition-[width] duration-300 ease-out"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}

interface Props {
  readonly className?: string
}

const tick = 'M27 33 39 47 59 23'

/** Our mark: a Q whose tail is the tick of a right answer. */
function Mark({ className = 'size-8' }: Props) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden className={`shrink-0 ${className}`}>
      <circle cx="27" cy="29" r="19.5" fill="none" stroke="currentColor" strokeWidth="11" />
      <path
        d={tick}
        fill="none"
        className="stroke-paper"
        strokeWidth="17.5"
        strokeLinecap="square"
      />
      <path d={tick} fill="none" className="stroke-accent" strokeWidth="10" />
    </svg>
  )
}

/** Mark and name, as they stand at the top of pages. */
export function Wordmark({ className = 'text-xl' }: Props) {
  return (
    <span className={`poster inline-flex items-center gap-[0.35em] leading-none ${className}`}>
      <Mark className="size-[1.35em]" />
      <span>QuizMentor</span>
    </span>
  )
}

interface Props {
  readonly className?: string
}

/** Our mark: a Q whose tail is the tick of a right answer. */
export function Mark({ className = 'size-8' }: Props) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden className={`shrink-0 ${className}`}>
      <circle cx="29" cy="29" r="20.5" fill="none" className="stroke-current" strokeWidth="11" />
      <path
        d="M27 36 40 51 61 25"
        fill="none"
        className="stroke-paper"
        strokeWidth="19"
        strokeLinejoin="miter"
      />
      <path
        d="M27 36 40 51 61 25"
        fill="none"
        className="stroke-accent"
        strokeWidth="10"
        strokeLinejoin="miter"
      />
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

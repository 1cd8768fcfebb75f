interface Props {
  readonly className?: string
}

/**
 * The four answer shapes, printed over each other in their colours, as on a poster whose plates
 * have slipped a little. Decoration only.
 */
export function PosterShapes({ className = '' }: Props) {
  return (
    <svg
      viewBox="0 0 400 300"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden
      className={`poster-shapes pointer-events-none forced-colors:hidden ${className}`}
    >
      <circle cx="100" cy="190" r="96" className="fill-answer-1" />
      <path d="M206 40 322 156 206 272 90 156z" className="fill-answer-2" />
      <path d="M226 138h168v168H226z" className="fill-answer-3" />
      <path d="M300 4 404 184H196z" className="fill-answer-4" />
    </svg>
  )
}

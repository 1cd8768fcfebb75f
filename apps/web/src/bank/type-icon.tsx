import type { QuestionType } from '@quizmentor/engine/question/question'

/** A drawing per type of question, in the hand of the other icons. */
const strokes: Readonly<Record<QuestionType, string>> = {
  single_choice:
    'M4 8a3 3 0 1 0 6 0 3 3 0 1 0-6 0M7 8h.01M14 8h7M4 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0M14 17h7',
  multiple_choice:
    'M3 5h6v6H3zM4.5 8l1.3 1.4L8.5 6M13 8h8M3 14h6v6H3zM4.5 17l1.3 1.4L8.5 15M13 17h8',
  true_false: 'M3 12.5 6.5 16 12 8.5M15 9l6 6M21 9l-6 6',
  numeric: 'M9 4 7 20M17 4l-2 16M4 9h17M3 15h17',
  short_text: 'M3 7h18v10H3zM7 10.5v3M11 13.5h6',
  ordering: 'M5 4v16M2 17l3 3 3-3M12 6h5M12 12h7M12 18h9',
  matching: 'M3 4h5v5H3zM16 15h5v5h-5zM3 15h5v5H3zM16 4h5v5h-5zM8 6.5 16 17.5M8 17.5l8-11',
  fill_in: 'M3 8h18M3 16h3M9 18.5h7M19 16h2',
  hotspot: 'M3 4h18v16H3zM6.5 8h5v4h-5zM14 12.5h4v4h-4zM8 9.8l.8.8 1.4-1.8',
  select_point: 'M3 4h18v16H3zM12 7.5v9M7.5 12h9M12 12h.01',
  associate: 'M3 4h6v5H3zM15 4h6v5h-6zM9 6.5h6M3 15h6v5H3zM15 15h6v5h-6zM9 17.5h6',
  gap_match: 'M3 6h5M14 6h7M8.5 3.5h4.5v5H8.5zM4 15.5h6v5H4zM14 15.5h6v5h-6zM7 15.5V12h3.8V8.5',
  slider: 'M3 13h18M13 9h4v8h-4zM4 18.5v2M20 18.5v2',
  extended_text: 'M4 3h16v18H4zM8 8h8M8 12h8M8 16h4',
}

interface Props {
  readonly type: QuestionType
  readonly className?: string
}

/** The sign of a type of question; its name stands beside it or is said elsewhere. */
export function TypeIcon({ type, className = '' }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden
      className={`inline-block size-[1.2em] shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="square"
      strokeLinejoin="miter"
    >
      <path d={strokes[type]} />
    </svg>
  )
}

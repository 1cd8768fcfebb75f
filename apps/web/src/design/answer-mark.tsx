/**
 * What tells answers apart: a letter, a shape, a colour. The first four have a colour and a shape
 * of their own; later ones share colours, never shapes with their neighbours.
 */
const shapes = [
  { d: 'M20 2a18 18 0 1 0 0 36 18 18 0 1 0 0-36z', letterAt: 27 },
  { d: 'M20 0.5 39.5 20 20 39.5 0.5 20z', letterAt: 27 },
  { d: 'M3 3h34v34H3z', letterAt: 27 },
  { d: 'M20 1.5 39.5 37.5H0.5z', letterAt: 33 },
  { d: 'M20 1 37 10.5v19L20 39 3 29.5v-19z', letterAt: 27 },
  { d: 'M12 2h16v10h10v16H28v10H12V28H2V12h10z', letterAt: 27 },
  { d: 'M3 38V19a17 17 0 0 1 34 0v19z', letterAt: 29 },
  { d: 'M12.5 2h15L38 12.5v15L27.5 38h-15L2 27.5v-15z', letterAt: 27 },
] as const

/** The answer colours' class names, by place. */
const answerFills = [
  'bg-answer-1 text-on-answer-1',
  'bg-answer-2 text-on-answer-2',
  'bg-answer-3 text-on-answer-3',
  'bg-answer-4 text-on-answer-4',
] as const

const markFills = ['fill-answer-1', 'fill-answer-2', 'fill-answer-3', 'fill-answer-4'] as const

const letterFills = [
  'fill-on-answer-1',
  'fill-on-answer-2',
  'fill-on-answer-3',
  'fill-on-answer-4',
] as const

/** The letter of the answer at this place, from 0: A, B, C … */
export function letterOf(place: number): string {
  return String.fromCodePoint(65 + place)
}

/** The background and text colour of the answer at this place. */
export function answerFill(place: number): string {
  return answerFills[place % 4] ?? answerFills[0]
}

interface Props {
  /** From 0. */
  readonly place: number
  /** `plain`: the shape in the colour of the text around it, for tiles filled with the colour. */
  readonly plain?: boolean
  readonly className?: string
}

/** The mark of an answer. Names nothing to a screen reader: the answer's label has the letter. */
export function AnswerMark({ place, plain = false, className = 'size-9' }: Props) {
  const shape = shapes[place % shapes.length] ?? shapes[0]
  const fill = plain ? 'fill-paper' : markFills[place % 4]
  const letter = plain ? 'fill-ink' : letterFills[place % 4]
  return (
    <svg viewBox="-1 -1 42 42" aria-hidden className={`shrink-0 ${className}`}>
      <path d={shape.d} className={`${fill} stroke-ink`} strokeWidth="2" strokeLinejoin="round" />
      <text
        x="20"
        y={shape.letterAt}
        textAnchor="middle"
        className={`${letter} font-display font-black`}
        fontSize="20"
      >
        {letterOf(place)}
      </text>
    </svg>
  )
}

import type {
  Given,
  GivenOf,
  QuestionType,
  ShownOf,
  ShownQuestion,
  Solution,
  SolutionOf,
} from '@quizmentor/engine/question/question'
import { toMark } from './extended-text/marks.ts'

/** What the widget of each type gets. It holds nothing itself that is worth keeping. */
export interface PlayerProps<Type extends QuestionType> {
  readonly question: ShownOf<Type>
  /** The answer so far; may be incomplete. */
  readonly given: GivenOf<Type> | null
  readonly onChange: (given: GivenOf<Type> | null) => void
  /** The answer is on its way, or was given: it can't be changed any more. */
  readonly locked: boolean
  /** Once answered. */
  readonly solution: SolutionOf<Type> | null
  /** Whether the answer was right; known with the solution. */
  readonly correct: boolean
  /** `rows` for reading in peace, `tiles` for a live game. */
  readonly look: 'rows' | 'tiles'
  /** The id of the element that holds the stem. */
  readonly labelledBy: string
}

/** The answer that a question starts from: an order is one from the beginning. */
export function firstGiven(question: ShownQuestion): Given | null {
  return question.type === 'ordering'
    ? { type: 'ordering', order: question.body.items.map((item) => item.id) }
    : null
}

/**
 * Whether the answer is complete enough to be checked. One that learners mark themselves is once they
 * have: `revealed` is what they mark it by.
 */
export function isAnswered(
  question: ShownQuestion,
  given: Given | null,
  revealed: Solution | null | undefined = null,
): boolean {
  if (given === null) return false
  switch (given.type) {
    case 'multiple_choice':
      return given.choices.length > 0
    case 'short_text':
      return given.text.trim() !== ''
    case 'numeric':
      return (
        question.type === 'numeric' &&
        (question.body.units.length === 0 || given.unit !== undefined)
      )
    case 'matching':
      return (
        question.type === 'matching' &&
        question.body.prompts.every((prompt) => given.pairs[prompt.id] !== undefined)
      )
    case 'fill_in':
      return (
        question.type === 'fill_in' &&
        question.body.gaps.every((gap) => (given.gaps[gap.id] ?? '').trim() !== '')
      )
    case 'hotspot':
      return given.spots.length > 0
    case 'select_point':
      return given.points.length > 0
    case 'associate':
      return given.pairs.length > 0
    case 'gap_match':
      return Object.keys(given.gaps).length > 0
    case 'extended_text':
      return (
        revealed?.type === 'extended_text' &&
        toMark(revealed.key).every((id) => given.marks[id] !== undefined)
      )
    default:
      return true
  }
}

import { solutionOf, type ShownOf, type Solution } from '../question/question.ts'
import { lastDeadline } from './deadline.ts'
import type {
  GameQuestion,
  GameState,
  LiveContent,
  LiveType,
  Phase,
  QuestionInView,
  StageQuestion,
} from './types.ts'

/** The question that is going on, without anything that tells its key. */
export function questionInView(
  state: GameState,
  phase: Extract<Phase, { readonly question: number }>,
): QuestionInView & { readonly shown: ShownOf<LiveType> } {
  const { round, shown } = questionAt(state, phase.question)
  const times =
    phase.name === 'question_open' ? phase : { opensAt: 0, closesAt: null, paused: null }
  return {
    index: phase.question,
    total: state.setup.questions.length,
    round,
    shown,
    opensAt: times.opensAt,
    closesAt: times.closesAt,
    paused: times.paused !== null,
    left: times.paused,
  }
}

/** The question with how long it may stay open for the sake of those with extra time. */
export function stageQuestion(
  state: GameState,
  phase: Extract<Phase, { readonly question: number }>,
): StageQuestion {
  const question = questionInView(state, phase)
  const last = lastDeadline(state)
  const isLater = last !== null && question.closesAt !== null && last > question.closesAt
  return { ...question, extraUntil: isLater ? last : null }
}

/** Question and solution, for after the reveal. */
export function solutionIn(
  state: GameState,
  index: number,
): { readonly shown: ShownOf<LiveType>; readonly solution: Solution } {
  const { content, shown } = questionAt(state, index)
  return { shown, solution: solutionOnce(content) }
}

function questionAt({ setup }: GameState, index: number): GameQuestion {
  const question = setup.questions[index]
  if (question === undefined) throw new RangeError(`the game has no question ${index}`)
  return question
}

// A reveal shows one solution to thousands: worked out once.
const solutions = new WeakMap<LiveContent, Solution>()

function solutionOnce(content: LiveContent): Solution {
  const known = solutions.get(content)
  if (known !== undefined) return known
  const solution = solutionOf(content)
  solutions.set(content, solution)
  return solution
}

import { CORRECT_FROM, type Given } from '../question/question.ts'
import { whatNext } from './decide-host.ts'
import { solutionIn, stageQuestion } from './question-view.ts'
import type {
  Answer,
  Distribution,
  GameState,
  HostView,
  LiveContent,
  ScreenView,
  StageScreen,
} from './types.ts'

const playersShown = 200
/** Of numbers, which may be as many as players. */
const valuesShown = 20

/** What the big screen may show. */
export function screenView(state: GameState): ScreenView {
  return { audience: 'screen', ...stage(state) }
}

/** What the host sees: the big screen, and what comes next. */
export function hostView(state: GameState): HostView {
  const { rounds, questions } = state.setup
  return {
    audience: 'host',
    ...stage(state),
    next: whatNext(state),
    rounds: rounds.map(({ title }, round) => ({ title, questions: questionsIn(state, round) })),
    questionCount: questions.length,
    extraTime: thoseWithExtraTime(state),
  }
}

function thoseWithExtraTime({ players, extraTime }: GameState): HostView['extraTime'] {
  return Array.from(extraTime).flatMap(([playerId, factor]) => {
    const player = players.get(playerId)
    return player?.status === 'in' ? [{ playerId, nickname: player.nickname, factor }] : []
  })
}

function stage(state: GameState): Omit<ScreenView, 'audience'> {
  const { setup, version, locked, playerCount, answered, standings } = state
  return {
    version,
    title: setup.title,
    settings: setup.settings,
    locked,
    players: newestPlayers(state),
    playerCount,
    answered,
    screen: stageScreen(state),
    leaderboard: standings.top,
  }
}

function newestPlayers({ players }: GameState): ScreenView['players'] {
  return Array.from(players.values())
    .filter((player) => player.status === 'in')
    .slice(-playersShown)
    .map(({ id, nickname }) => ({ id, nickname }))
}

function stageScreen(state: GameState): StageScreen {
  const { phase, setup } = state
  switch (phase.name) {
    case 'lobby':
    case 'finished':
      return { name: phase.name }
    case 'round': {
      const title = setup.rounds[phase.round]?.title ?? ''
      return { ...phase, title, questions: questionsIn(state, phase.round) }
    }
    case 'question_open':
    case 'question_closed':
      return { name: phase.name, question: stageQuestion(state, phase) }
    case 'revealed': {
      const answers = answersOfThoseIn(state, phase.question)
      return {
        name: phase.name,
        question: stageQuestion(state, phase),
        solution: solutionIn(state, phase.question).solution,
        distribution: distributionOf(setup.questions[phase.question]?.content, answers),
        correctCount: answers.filter((answer) => answer.score >= CORRECT_FROM).length,
      }
    }
    case 'leaderboard': {
      const question = { index: phase.question, total: setup.questions.length }
      return { name: phase.name, question }
    }
  }
}

function questionsIn({ setup }: GameState, round: number): number {
  return setup.questions.filter((question) => question.round === round).length
}

function answersOfThoseIn({ answers, players }: GameState, question: number): Answer[] {
  return Array.from(answers[question] ?? [])
    .filter(([playerId]) => players.get(playerId)?.status === 'in')
    .map(([, answer]) => answer)
}

function distributionOf(
  content: LiveContent | undefined,
  answers: readonly Answer[],
): Distribution {
  const counts = new Map(offered(content).map((value) => [value, 0]))
  for (const { given } of answers)
    for (const value of valuesOf(given)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const all = Array.from(counts, ([value, count]) => ({ value, count }))
  if (all.length <= valuesShown) return all
  return all.sort((one, other) => other.count - one.count).slice(0, valuesShown)
}

/** What is listed even where nobody chose it. */
function offered(content: LiveContent | undefined): string[] {
  if (content?.type === 'true_false') return ['true', 'false']
  return content !== undefined && 'options' in content.body
    ? content.body.options.map((option) => option.id)
    : []
}

function valuesOf(given: Given): readonly string[] {
  switch (given.type) {
    case 'single_choice':
      return [given.choice]
    case 'multiple_choice':
      return given.choices
    case 'true_false':
      return [String(given.truth)]
    case 'numeric':
      return [given.unit === undefined ? String(given.value) : `${given.value} ${given.unit}`]
    default:
      return []
  }
}

import type { Given } from '../question/question.ts'
import { extraMs } from './deadline.ts'
import { ownResult, ownStanding, sharedPhase, sharedResult, sharedView } from './shared-view.ts'
import type { GameState, PlayerScreen, PlayerView, QuestionInView } from './types.ts'

/** What one player may see, or `null` for somebody who isn't in the game. */
export function playerView(state: GameState, playerId: string): PlayerView | null {
  const player = state.players.get(playerId)
  if (player?.status !== 'in') return null
  const me = ownStanding(state, player)
  return { ...sharedView(state), me, screen: playerScreen(state, playerId) }
}

function playerScreen(state: GameState, playerId: string): PlayerScreen {
  const shared = sharedPhase(state)
  if (shared === null) {
    const result = sharedResult(state)
    const own = ownResult(state, playerId)
    return result && own ? { ...result.screen, ...own.screen } : { name: 'finished' }
  }
  if (!('question' in shared)) return shared
  const given = givenBy(state, playerId, shared.question.index)
  return shared.name === 'question_open'
    ? { ...shared, question: withOwnTime(state, playerId, shared.question), given }
    : { ...shared, given }
}

function givenBy({ answers }: GameState, playerId: string, question: number): Given | null {
  return answers[question]?.get(playerId)?.given ?? null
}

function withOwnTime(state: GameState, playerId: string, question: QuestionInView): QuestionInView {
  const extra = extraMs(state, playerId)
  if (extra === 0) return question
  const longer = (ms: number | null) => (ms === null ? null : ms + extra)
  const { closesAt, left } = question
  return {
    ...question,
    closesAt: longer(closesAt),
    left: left && { ...left, untilClose: longer(left.untilClose) },
  }
}

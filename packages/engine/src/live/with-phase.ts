import type { Given } from '../question/question.ts'
import type { PlayerScreen, PlayerView, SharedScreen } from './types.ts'

/** What all players are told when the game goes on. */
export interface SharedPhase {
  readonly version: number
  readonly playerCount: number
  readonly screen: SharedScreen
}

/** A player's view after a phase that all players got: what is their own stays as it was. */
export function withPhase(view: PlayerView, phase: SharedPhase): PlayerView {
  const { version, playerCount, screen } = phase
  if (!('question' in screen)) return { ...view, version, playerCount, screen }
  const given = givenIn(view.screen, screen.question.index)
  return { ...view, version, playerCount, screen: { ...screen, given } }
}

function givenIn(screen: PlayerScreen, question: number): Given | null {
  return 'given' in screen && screen.question.index === question ? screen.given : null
}

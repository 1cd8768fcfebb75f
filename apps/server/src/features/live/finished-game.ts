import type { GameState } from '@quizmentor/engine/live/types'
import type { Seat } from './room.ts'

/** A game that came to its end, as far as learning goes on from it. */
export interface GameFinished {
  readonly gameId: string
  /** What members of the workspace answered; with guests nothing goes on. */
  readonly responses: readonly {
    readonly personId: number
    readonly questionVersion: number
    /** 0 to 1. */
    readonly score: number
    /** Milliseconds since the epoch. */
    readonly answeredAt: number
  }[]
}

/** What learning needs of a game, in memory or stored. */
export interface PlayedGame {
  readonly facts: { readonly id: string }
  readonly state: GameState
  readonly seats: Iterable<Seat>
}

export function finishedGame({ facts, state, seats }: PlayedGame): GameFinished {
  const members = new Map<string, number>()
  for (const { playerId, personId, isMember } of seats)
    if (isMember) members.set(playerId, personId)
  return {
    gameId: facts.id,
    responses: state.setup.questions.flatMap(({ version: questionVersion }, index) =>
      Array.from(state.answers[index] ?? []).flatMap(([playerId, { score, at: answeredAt }]) => {
        const personId = members.get(playerId)
        return personId === undefined ? [] : [{ personId, questionVersion, score, answeredAt }]
      }),
    ),
  }
}

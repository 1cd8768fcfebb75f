import type { Room } from './room.ts'

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

export function finishedGame(room: Room): GameFinished {
  const { setup, answers } = room.state
  return {
    gameId: room.facts.id,
    responses: setup.questions.flatMap(({ version: questionVersion }, index) =>
      Array.from(answers[index] ?? []).flatMap(([playerId, { score, at: answeredAt }]) => {
        const seat = room.seat(playerId)
        if (seat?.isMember !== true) return []
        return [{ personId: seat.personId, questionVersion, score, answeredAt }]
      }),
    ),
  }
}

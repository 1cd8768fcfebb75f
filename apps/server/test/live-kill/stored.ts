import { apply, create } from '@quizmentor/engine/live/game'
import type { GameState } from '@quizmentor/engine/live/types'
import { seatsOf } from '../../src/features/live/queries.ts'
import type { Seat } from '../../src/features/live/room.ts'
import type { StoredEvent } from '../live-simulation/store.ts'
import type { TestDatabase } from '../test-database.ts'

/** The part of a game that goes on, as a person would name it. */
export const phases = [
  'lobby',
  'round',
  'preview',
  'open',
  'closed',
  'revealed',
  'leaderboard',
  'finished, not learned from',
] as const
export type Phase = (typeof phases)[number]

/** A game as it is stored. */
export interface StoredGame {
  readonly events: StoredEvent[]
  readonly seats: Seat[]
  readonly finishedAt: number | null
  readonly learnedAt: number | null
}

export async function readGame(
  { kysely }: Pick<TestDatabase, 'kysely'>,
  gameId: string,
): Promise<StoredGame> {
  const game = await kysely
    .selectFrom('games')
    .select(['finished_at', 'learned_at'])
    .where('id', '=', gameId)
    .executeTakeFirstOrThrow()
  const events = await kysely
    .selectFrom('game_events')
    .select(['seq', 'at', 'event', 'command_id as commandId'])
    .where('game_id', '=', gameId)
    .orderBy('seq')
    .execute()
  return {
    events: events.map((event) => ({ ...event, at: event.at.getTime() })),
    seats: await seatsOf(kysely, gameId),
    finishedAt: game.finished_at?.getTime() ?? null,
    learnedAt: game.learned_at?.getTime() ?? null,
  }
}

/** The states that a log went through: that of version `n` is at place `n`. */
export function statesOf(events: readonly StoredEvent[]): GameState[] {
  const states: GameState[] = []
  for (const { event } of events) {
    const before = states.at(-1)
    const state = event.name === 'created' ? create(event.setup) : before && apply(before, event)
    if (state === undefined) throw new Error('a log does not begin with its game')
    states[state.version] = state
  }
  return states
}

/** Where a game is; `null` where all is over. */
export function phaseOf(game: StoredGame, now: number): Phase | null {
  const phase = statesOf(game.events).at(-1)?.phase
  if (phase === undefined) return null
  switch (phase.name) {
    case 'question_open':
      return phase.opensAt > now ? 'preview' : 'open'
    case 'question_closed':
      return 'closed'
    case 'finished':
      return game.learnedAt === null ? 'finished, not learned from' : null
    default:
      return phase.name
  }
}

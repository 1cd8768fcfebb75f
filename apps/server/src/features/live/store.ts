import type { GameEvent } from '@quizmentor/engine/live/types'
import type { Draft } from './draft.ts'
import type { Seat, StoredGame } from './room.ts'

/** The seats that were made, with their persons, per draft. */
export type StoredSeats = ReadonlyMap<Draft, readonly Seat[]>

/** Where live games are kept. */
export interface LiveStore {
  /** What is stored of a game, whether it goes on or is long over; `null` where nothing is. */
  load(gameId: string): Promise<StoredGame | null>
  /** Where some games stand. */
  standings(gameIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>
  /** What happened in a game after as many events; `null` where there is none such. */
  since(gameId: string, version: number): Promise<Happened | null>
  /**
   * Makes this node the owner of those games that go on and have no other living one. Gives the
   * epochs of its ownership: what an owner of an earlier epoch wants to store is refused.
   */
  take(gameIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Gives back all games of this node. */
  release(): Promise<void>
  /** Games that go on and have no living owner, but those that somebody is about to touch. */
  orphans(before: string | null): Promise<readonly string[]>
  /**
   * Stores what was drafted for any number of games, all or nothing. Fails with `Unstorable` where
   * it is certain that nothing was stored, as it is of games that another node took; after any
   * other failure nobody knows.
   */
  store(drafts: readonly Draft[]): Promise<StoredSeats>
  /** Games that go on though their time is over: the newest, or those that come `before` one. */
  expired(now: number, before: string | null): Promise<readonly string[]>
  /** Games that are finished, and from which learning has yet to go on. */
  unlearned(before: string | null): Promise<readonly string[]>
  learned(gameId: string, at: number): Promise<void>
}

/** How far a game is, and the other living node that runs it, if one does. */
export interface Standing {
  readonly version: number
  readonly owner: string | null
  readonly screenTokenHash: Buffer
}

/** Events as they were stored, the seats that were made with them, and the commands they came of. */
export interface Happened {
  readonly events: readonly GameEvent[]
  readonly seats: readonly Seat[]
  readonly commands: readonly string[]
  readonly screenTokenHash: Buffer
}

/** What was to be stored can't be: nothing of it is. */
export class Unstorable extends Error {
  constructor(cause: unknown) {
    super('what came of a live game can’t be stored', { cause })
    this.name = 'Unstorable'
  }
}

/** All ids of all pages, one page in memory at a time. */
export async function* allOf(
  page: (before: string | null) => Promise<readonly string[]>,
): AsyncGenerator<string> {
  let before: string | null = null
  for (;;) {
    const ids: readonly string[] = await page(before)
    yield* ids
    before = ids.at(-1) ?? null
    if (before === null) return
  }
}

import type { Draft } from './draft.ts'
import type { Seat, StoredGame } from './room.ts'

/** The seats that were made, with their persons, per draft. */
export type StoredSeats = ReadonlyMap<Draft, readonly Seat[]>

/** Where live games are kept. */
export interface LiveStore {
  /** What is stored of a game, whether it goes on or is long over; `null` where nothing is. */
  load(gameId: string): Promise<StoredGame | null>
  /** How many events are stored of each of some games. */
  versions(gameIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /**
   * Stores what was drafted for any number of games, all or nothing. Fails with `Unstorable` where
   * it is certain that nothing was stored; after any other failure nobody knows.
   */
  store(drafts: readonly Draft[]): Promise<StoredSeats>
  /** Games that go on: the newest, or those that come `before` one. Empty: there are no more. */
  unfinished(before: string | null): Promise<readonly string[]>
  /** Those of them whose time is over. */
  expired(now: number, before: string | null): Promise<readonly string[]>
  /** Games that are finished, and from which learning has yet to go on. */
  unlearned(before: string | null): Promise<readonly string[]>
  learned(gameId: string, at: number): Promise<void>
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

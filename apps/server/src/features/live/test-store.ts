import { reduce } from '@quizmentor/engine/live/game'
import type { GameSetup } from '@quizmentor/engine/live/types'
import type { Draft, DraftedEvent } from './draft.ts'
import type { GameFacts, Seat, StoredGame } from './room.ts'
import { type LiveStore, type Standing, Unstorable } from './store.ts'

interface Kept {
  readonly facts: GameFacts
  readonly screenTokenHash: Buffer
  readonly log: DraftedEvent[]
  readonly seats: Seat[]
}

/** Live games kept in memory. Everybody plays as a guest. */
export class MemoryStore implements LiveStore {
  readonly #games = new Map<string, Kept>()
  #persons = 0
  /** A commit takes until this is kept. */
  commit: Promise<void> = Promise.resolve()
  /** How many were begun. */
  commits = 0

  create(facts: GameFacts, screenTokenHash: Buffer, setup: GameSetup): void {
    const created = { seq: 1, at: 0, event: { name: 'created', setup }, commandId: null } as const
    this.#games.set(facts.id, { facts, screenTokenHash, log: [created], seats: [] })
  }

  async load(gameId: string): Promise<StoredGame | null> {
    const game = this.#games.get(gameId)
    if (game === undefined) return null
    const { facts, screenTokenHash, log, seats } = game
    const state = reduce(log.map(({ event }) => event))
    const commands = log.flatMap(({ commandId }) => commandId ?? [])
    return { facts, screenTokenHash, state, seats: [...seats], commands, owner: null }
  }

  async standings(gameIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    const standing = (id: string) => ({
      version: this.#games.get(id)?.log.length ?? 0,
      owner: null,
      screenTokenHash: this.#games.get(id)?.screenTokenHash ?? Buffer.alloc(0),
    })
    return new Map(gameIds.map((id) => [id, standing(id)]))
  }

  async since(): Promise<null> {
    return null
  }

  async take(gameIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return new Map(gameIds.map((id) => [id, 1]))
  }

  async release(): Promise<void> {}

  async store(drafts: readonly Draft[]): Promise<ReadonlyMap<Draft, readonly Seat[]>> {
    this.commits++
    await this.commit
    const all = drafts.map((draft) => ({ draft, game: this.#games.get(draft.room.facts.id) }))
    for (const { draft, game } of all)
      if (draft.events[0] !== undefined && draft.events[0].seq !== (game?.log.at(-1)?.seq ?? 0) + 1)
        throw new Unstorable('another wrote this game’s next event')
    return new Map(
      all.map(({ draft, game }) => {
        const seats = Array.from(draft.seats.values(), (seat) => {
          this.#persons++
          return { ...seat, personId: this.#persons, isMember: false }
        })
        game?.log.push(...draft.events)
        game?.seats.push(...seats)
        return [draft, seats]
      }),
    )
  }

  readonly orphans = async (): Promise<readonly string[]> => []
  readonly expired = async (): Promise<readonly string[]> => []
  readonly unlearned = async (): Promise<readonly string[]> => []
  async learned(): Promise<void> {}
}

import type { Kysely } from 'kysely'
import { tooMany } from '../../http/limits.ts'
import { limitKey } from '../../http/network.ts'
import { Problem } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { gameByCode } from './queries.ts'
import type { LiveTime } from './time.ts'

const mostWrong = 20
const forgivenAfterMs = 60_000
const knownForMs = 10_000

interface Tries {
  count: number
  readonly until: number
}

/**
 * Finds games by their code, and stops who guesses: after too many wrong codes an address gets the
 * same refusal for every code, right or wrong, for a while.
 */
export class Codes {
  readonly #db: Kysely<Database>
  readonly #time: LiveTime
  /** Codes that were wrong, or may turn out to be, by address. */
  readonly #tries = new Map<string, Tries>()
  /** A class asks for one code at once: those who do share one look-up. */
  readonly #known = new Map<string, { readonly gameId: Promise<string | null>; until: number }>()

  constructor(db: Kysely<Database>, time: LiveTime) {
    this.#db = db
    this.#time = time
  }

  /** The id of the game that goes on under this code; throws where none does. */
  async find(code: string, address: string): Promise<string> {
    const now = this.#time.now()
    const key = limitKey(address)
    const known = this.#known.get(code)
    if (known !== undefined && known.until > now) {
      const tries = this.#tries.get(key)
      if (tries !== undefined) stopGuessing(tries, now)
      const gameId = await known.gameId
      if (gameId !== null) return gameId
    }
    // Paid for before it is looked up, so that many at once gain nothing, and paid back if right.
    const tries = this.#pay(key, now)
    const gameId = this.#lookUp(code, now)
    this.#remember(code, gameId, now)
    const found = await gameId
    if (found === null) throw unknownCode()
    tries.count--
    return found
  }

  #pay(key: string, now: number): Tries {
    const before = this.#tries.get(key)
    const isOver = before === undefined || before.until <= now
    const tries = isOver ? { count: 0, until: now + forgivenAfterMs } : before
    stopGuessing(tries, now)
    tries.count++
    this.#tries.set(key, tries)
    return tries
  }

  async #lookUp(code: string, now: number): Promise<string | null> {
    const game = await gameByCode(this.#db, code)
    if (game === undefined || game.expiresAt.getTime() <= now) return null
    return game.id
  }

  #remember(code: string, gameId: Promise<string | null>, now: number): void {
    tidy(this.#known, now)
    tidy(this.#tries, now)
    this.#known.set(code, { gameId, until: now + knownForMs })
    const forget = () => void this.#known.delete(code)
    gameId.then((found) => found ?? forget(), forget)
  }
}

function stopGuessing({ count, until }: Tries, now: number): void {
  if (count >= mostWrong && until > now) throw tooMany(until - now, 'Too many wrong codes.')
}

function tidy(map: Map<string, { readonly until: number }>, now: number): void {
  if (map.size <= 1_000) return
  for (const [key, { until }] of map) if (until <= now) map.delete(key)
}

function unknownCode(): Problem {
  return new Problem(
    404,
    'unknown_code',
    'No game has this code. Look at the big screen again: it is six digits.',
  )
}

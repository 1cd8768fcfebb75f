import type { Kysely } from 'kysely'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { tooMany } from '../../http/limits.ts'
import { limitKey } from '../../http/network.ts'
import { Problem } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { gameByCode } from './queries.ts'

const wrongPerMinute = 20
const knownForMs = 10_000

/**
 * Finds games by their code, and stops who guesses: after too many wrong codes an address gets the
 * same refusal for every code, right or wrong, for a while.
 */
export class Codes {
  readonly #db: Kysely<Database>
  readonly #wrong = new RateLimiterMemory({ points: wrongPerMinute, duration: 60 })
  /** A class asks for one code at once: those who do share one look-up. */
  readonly #known = new Map<string, { readonly gameId: Promise<string | null>; until: number }>()

  constructor(db: Kysely<Database>) {
    this.#db = db
  }

  /** The id of the game that goes on under this code; throws where none does. */
  async find(code: string, address: string): Promise<string> {
    const key = limitKey(address)
    const known = this.#known.get(code)
    if (known !== undefined && known.until > Date.now()) {
      const tries = await this.#wrong.get(key)
      if (tries !== null && tries.consumedPoints >= wrongPerMinute) throw tooManyWrong(tries)
      const gameId = await known.gameId
      if (gameId !== null) return gameId
    }
    // Paid for before it is looked up, so that many at once gain nothing, and paid back if right.
    await this.#pay(key)
    const gameId = this.#lookUp(code)
    this.#remember(code, gameId)
    const found = await gameId
    if (found === null) throw unknownCode()
    await this.#wrong.reward(key)
    return found
  }

  async #pay(key: string): Promise<void> {
    try {
      await this.#wrong.consume(key)
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooManyWrong(refusal) : refusal
    }
  }

  async #lookUp(code: string): Promise<string | null> {
    const game = await gameByCode(this.#db, code)
    if (game === undefined || game.expiresAt.getTime() <= Date.now()) return null
    return game.id
  }

  #remember(code: string, gameId: Promise<string | null>): void {
    const now = Date.now()
    if (this.#known.size > 1_000)
      for (const [each, { until }] of this.#known) if (until <= now) this.#known.delete(each)
    this.#known.set(code, { gameId, until: now + knownForMs })
    const forget = () => void this.#known.delete(code)
    gameId.then((found) => found ?? forget(), forget)
  }
}

function tooManyWrong({ msBeforeNext }: RateLimiterRes): Problem {
  return tooMany(msBeforeNext, 'Too many wrong codes.')
}

function unknownCode(): Problem {
  return new Problem(
    404,
    'unknown_code',
    'No game has this code. Look at the big screen again: it is six digits.',
  )
}

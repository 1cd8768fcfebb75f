import type { Log } from '../../platform/log.ts'
import { finishedGame, type GameFinished, type PlayedGame } from './finished-game.ts'
import { allOf, type LiveStore } from './store.ts'
import type { LiveTime } from './time.ts'

export interface LearningOptions {
  readonly store: Pick<LiveStore, 'load' | 'unlearned' | 'learned'>
  readonly time: LiveTime
  readonly log: Log
  /** Told of a game at least once, and again where nobody knows whether it was. */
  readonly onFinished: (game: GameFinished) => Promise<void>
}

const firstAgainMs = 30_000
const longestAgainMs = 60 * 60_000

/** Lets learning go on from every finished game, whatever happens to the program meanwhile. */
export class Learning {
  readonly #options: LearningOptions
  readonly #running = new Map<string, Promise<void>>()
  /** Games with which it failed: when to try again, and how long that was to wait. */
  readonly #failed = new Map<string, { readonly at: number; readonly waitMs: number }>()
  #catchingUp: Promise<void> | null = null
  #isClosed = false

  constructor(options: LearningOptions) {
    this.#options = options
  }

  /** Goes on from a game that came to its end. */
  from(game: PlayedGame): Promise<void> {
    return this.#once(game.facts.id, async () => game)
  }

  /** Goes on from games that have finished while nobody did, or with which it failed. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#catchUp().finally(() => {
      this.#catchingUp = null
    })
    return this.#catchingUp
  }

  /** Waits for what has begun. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#catchingUp
    await Promise.all(this.#running.values())
  }

  async #catchUp(): Promise<void> {
    const { store, time, log } = this.#options
    try {
      for await (const id of allOf((before) => store.unlearned(before))) {
        if (this.#isClosed) return
        const failed = this.#failed.get(id)
        if (failed === undefined || failed.at <= time.now())
          await this.#once(id, () => store.load(id))
      }
    } catch (error) {
      log.warn({ err: error }, 'games that learning has yet to go on from could not be found')
    }
  }

  #once(id: string, find: () => Promise<PlayedGame | null>): Promise<void> {
    const running = this.#running.get(id) ?? this.#learn(id, find)
    this.#running.set(id, running)
    return running.finally(() => this.#running.delete(id))
  }

  async #learn(id: string, find: () => Promise<PlayedGame | null>): Promise<void> {
    const { store, time, log, onFinished } = this.#options
    try {
      const game = await find()
      if (game === null) return
      await onFinished(finishedGame(game))
      await store.learned(id, time.now())
      this.#failed.delete(id)
    } catch (error) {
      const waitMs = Math.min(longestAgainMs, (this.#failed.get(id)?.waitMs ?? firstAgainMs) * 2)
      this.#failed.set(id, { at: time.now() + waitMs, waitMs })
      log.error(
        { err: error, gameId: id },
        'what follows a game could not be done; it is tried again',
      )
    }
  }
}

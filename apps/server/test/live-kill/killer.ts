import type { HostView } from '@quizmentor/engine/live/types'
import { setTimeout as delay } from 'node:timers/promises'
import type { Dice } from '../live-simulation/dice.ts'
import type { TestDatabase } from '../test-database.ts'
import type { Game } from './game.ts'
import type { Host } from './host.ts'
import type { MortalProgram } from './mortal-program.ts'
import { until } from './scene.ts'
import { type Phase, phaseOf, phases, readGame } from './stored.ts'
import type { Table } from './table.ts'

/** One death of the program. */
export interface Kill {
  readonly at: number
  /** When the next program listened. */
  readonly listensAt: number
  /** Where the games were. */
  readonly phases: readonly Phase[]
  readonly held: Held | null
}

/**
 * What of its work it was kept from when it died, by a lock on the table that it needed. A statement
 * that was sent already is carried out once the lock is gone, whoever lives then.
 */
type Held = keyof typeof heldTables
const heldTables = { commits: 'responses', learning: 'cards' } as const

/** How often each phase is to be hit before killing goes by chance alone. */
const quota = 2
/**
 * How long some of each dozen lives last: in one clients get time to trust the server again, and in
 * the next they have a second to come back.
 */
const lives: Readonly<Record<number, readonly [number, number]>> = {
  7: [5_500, 6_500],
  8: [1_200, 1_500],
}

/** Kills the program at random moments, and starts it again. */
export class Killer {
  readonly kills: Kill[] = []
  readonly #program: MortalProgram
  readonly #database: TestDatabase
  readonly #dice: Dice
  readonly #hits = new Map<Phase, number>(phases.map((phase) => [phase, 0]))
  /** How far the games were at the last death. */
  readonly #versions = new Map<Game, number>()
  #letGo = async () => {}

  constructor(program: MortalProgram, database: TestDatabase, dice: Dice) {
    this.#program = program
    this.#database = database
    this.#dice = dice
  }

  /** How often each phase was hit. */
  get hits(): ReadonlyMap<Phase, number> {
    return this.#hits
  }

  /** Whether some phase has not been hit often enough. */
  get isCurious(): boolean {
    return phases.some((phase) => this.#isWanted(phase))
  }

  /** Waits for a moment to kill the program, and starts the next one. */
  async strike(tables: readonly Table<Host>[]): Promise<void> {
    const dice = this.#dice
    if (!dice.happens(0.15)) await this.#moved(tables)
    await this.#moment(tables)
    const last = tables.find(({ host }) => host.isBeforeEnd)
    if (last !== undefined) {
      if (!this.#isWanted('finished, not learned from')) return void (last.host.mayFinish = true)
      await this.#finishUnlearned(last)
      await this.#kill(tables, 'learning')
    } else if (dice.happens(0.2)) {
      await this.#hold('commits')
      await delay(dice.between(0, 300))
      await this.#kill(tables, 'commits')
    } else await this.#kill(tables, null)
  }

  /** Lets go of what is held. */
  async close(): Promise<void> {
    await this.#letGo()
  }

  /** Lets a game end while nobody can learn from it. */
  async #finishUnlearned({ host }: Table<Host>): Promise<void> {
    await this.#hold('learning')
    host.mayFinish = true
    await until('a game has finished', () => host.view?.screen.name === 'finished')
    await delay(this.#dice.between(0, 150))
  }

  async #kill(tables: readonly Table<Host>[], held: Held | null): Promise<void> {
    const dice = this.#dice
    const at = Date.now()
    await this.#program.kill()
    const found = await this.#phases(tables, at)
    for (const phase of found) this.#hits.set(phase, (this.#hits.get(phase) ?? 0) + 1)
    const outageMs = dice.happens(0.3) ? dice.between(0, 1_500) : 0
    // What the dead had begun may end before the next one begins, or in the midst of it.
    const released = delay(dice.between(0, 800)).then(() => this.#letGo())
    await delay(outageMs)
    if (dice.happens(0.1)) await this.#stillbirth()
    const listensAt = await this.#program.start()
    await released
    this.kills.push({ at, listensAt, phases: found, held })
  }

  /** Kills it before it is ready. */
  async #stillbirth(): Promise<void> {
    this.#program.begin()
    await delay(this.#dice.between(0, 1_000))
    await this.#program.kill()
  }

  /** Waits until games go on again after the last death, where any does. */
  async #moved(tables: readonly Table<Host>[]): Promise<void> {
    const hasMoved = ({ game, host }: Table<Host>) =>
      (host.view?.version ?? 0) > (this.#versions.get(game) ?? 0)
    await until('a game goes on', () => isAtAnEnd(tables) || tables.some(hasMoved))
  }

  /** Waits for a phase that was not hit often enough; not for long. */
  async #moment(tables: readonly Table<Host>[]): Promise<void> {
    const dice = this.#dice
    const life = lives[this.kills.length % 12]
    const [least, most] = life ?? [50, 1_000]
    const lastsMs = dice.between(least, most)
    const begun = performance.now()
    const isChance = () =>
      isAtAnEnd(tables) ||
      tables.some(({ host }) => host.view !== null && this.#isWanted(shownPhase(host.view)))
    await until('a moment to kill comes', () => {
      if (performance.now() - begun > lastsMs || tables.every(isOver)) return true
      return life === undefined && isChance()
    })
    await delay(dice.between(0, 80))
  }

  #isWanted(phase: Phase | null): boolean {
    return phase !== null && (this.#hits.get(phase) ?? 0) < quota
  }

  async #phases(tables: readonly Table<Host>[], at: number): Promise<Phase[]> {
    const found: Phase[] = []
    for (const { game } of tables) {
      const stored = await readGame(this.#database, game.id)
      this.#versions.set(game, stored.events.length)
      const phase = phaseOf(stored, at)
      if (phase !== null) found.push(phase)
    }
    return found
  }

  /** Keeps the program from something, until it is let go. */
  async #hold(what: Held): Promise<void> {
    const client = await this.#database.pool.connect()
    await client.query(`begin; lock table ${heldTables[what]} in share mode`)
    this.#letGo = async () => {
      this.#letGo = async () => {}
      await client.query('rollback')
      client.release()
    }
  }
}

/** Whether a game waits to be ended, or all are. */
function isAtAnEnd(tables: readonly Table<Host>[]): boolean {
  return tables.every(isOver) || tables.some(({ host }) => host.isBeforeEnd)
}

export function isOver({ host }: Table<Host>): boolean {
  return host.view?.screen.name === 'finished'
}

function shownPhase({ screen }: HostView): Phase | null {
  switch (screen.name) {
    case 'question_open':
      return screen.question.opensAt > Date.now() ? 'preview' : 'open'
    case 'question_closed':
      return 'closed'
    case 'finished':
      return null
    default:
      return screen.name
  }
}

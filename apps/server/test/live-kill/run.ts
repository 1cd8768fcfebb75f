import { Dice } from '../live-simulation/dice.ts'
import type { TestDatabase } from '../test-database.ts'
import { checkAll } from './check-all.ts'
import { Host } from './host.ts'
import { isOver, Killer } from './killer.ts'
import type { MortalProgram } from './mortal-program.ts'
import { Scene, until } from './scene.ts'
import { Site } from './site.ts'
import { comeToRest, leave, openTable, type Table } from './table.ts'

export interface RunOptions {
  readonly seed: number
  readonly kills: number
  readonly database: TestDatabase
  readonly program: MortalProgram
}

const gamesAtOnce = 3
const learners = 3
const fewest = 20
const most = 30
/** By then every phase must have been hit. */
const mostWaves = 8

/** Games that go on while their program is killed again and again, and what is wrong with them. */
export class Run {
  readonly faults: string[] = []
  readonly killer: Killer
  readonly tables: Table<Host>[] = []
  readonly #options: RunOptions
  readonly #dice: Dice
  readonly #scene: Scene

  constructor(options: RunOptions) {
    const { program, database, seed } = options
    this.#options = options
    this.#dice = new Dice(seed)
    this.killer = new Killer(program, database, this.#dice.for('killer'))
    this.#scene = new Scene(program.url)
  }

  /** Plays until the program was killed often enough, and checks everything. */
  async play(): Promise<void> {
    const { program, database } = this.#options
    await program.start()
    try {
      const site = await Site.open(this.#scene, database, learners)
      for (let wave = 0; wave < mostWaves && !this.#isEnough; wave++) await this.#wave(site, wave)
      await this.#check(site)
    } finally {
      this.#scene.end()
      for (const table of this.tables) leave(table)
      await this.killer.close()
    }
    this.faults.push(...program.faults)
  }

  get #isEnough(): boolean {
    return this.killer.kills.length >= this.#options.kills && !this.killer.isCurious
  }

  async #wave(site: Site, wave: number): Promise<void> {
    const scene = this.#scene
    scene.isSettled = false
    const tables: Table<Host>[] = []
    for (let index = 0; index < gamesAtOnce; index++)
      tables.push(await this.#openTable(site, wave * gamesAtOnce + index))
    this.tables.push(...tables)
    for (const { players } of tables) for (const player of players) player.come()
    while (!this.#isEnough && !tables.every(isOver)) await this.killer.strike(tables)
    scene.isSettled = true
    for (const { host } of tables) host.mayFinish = true
    await until('all games have come to their end', () => tables.every(isOver))
    if (this.#dice.happens(0.5)) await this.killer.strike(tables)
    for (const table of tables) {
      this.faults.push(...(await comeToRest(table, this.#options.database)))
      leave(table)
    }
  }

  async #openTable(site: Site, number: number): Promise<Table<Host>> {
    const dice = this.#dice.for(`game ${number}`)
    const game = await site.openGame(dice, number)
    const players = dice.int(fewest, most)
    const host = new Host(this.#scene, game, Math.floor(players * 0.7))
    return openTable(this.#scene, site, game, { players, host })
  }

  async #check(site: Site): Promise<void> {
    const games = this.tables.map(({ game }) => game)
    this.faults.push(...(await checkAll(this.#options.database, site, games)))
  }
}

import { setTimeout as delay } from 'node:timers/promises'
import { Dice } from '../live-simulation/dice.ts'
import { checkHistory } from '../live-simulation/check-history.ts'
import { Recount } from '../live-simulation/recount.ts'
import type { TestDatabase } from '../test-database.ts'
import { checkFrames } from './check-frames.ts'
import { checkScreens } from './check-screens.ts'
import { checkLearning, checkResponses, checkResults, type Played } from './check-stored.ts'
import { Host } from './host.ts'
import { isOver, Killer, type Table } from './killer.ts'
import type { MortalProgram } from './mortal-program.ts'
import { LivePage } from './page.ts'
import { Player } from './player.ts'
import { Scene, until } from './scene.ts'
import { Site } from './site.ts'
import { readGame } from './stored.ts'

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
  readonly tables: Table[] = []
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
    const tables: Table[] = []
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
      await this.#comeToRest(table)
      leave(table)
    }
  }

  async #openTable(site: Site, number: number): Promise<Table> {
    const scene = this.#scene
    const dice = this.#dice.for(`game ${number}`)
    const game = await site.openGame(dice, number)
    const count = dice.int(fewest, most)
    const players = Array.from(
      { length: count },
      (_, index) => new Player(scene, game, index, site.learners[index]?.client ?? null),
    )
    const ear = game.ear({ name: `screen ${number}`, role: 'screen', playerId: '' })
    const as = { role: 'screen', gameId: game.id, token: game.screenToken } as const
    const screen = new LivePage<'screen'>({ site: scene.url, as, ear })
    return { game, host: new Host(scene, game, Math.floor(count * 0.7)), screen, players }
  }

  /** Waits until everybody sees the end, and nobody waits for a reply. */
  async #comeToRest(table: Table): Promise<void> {
    const { game, host, screen, players } = table
    const stored = () => readGame(this.#options.database, game.id)
    let wrong: readonly string[] = []
    await until(`all see the end of game ${game.number}`, async () => {
      wrong = checkScreens(table, await stored())
      if (wrong.length === 0) return true
      for (const each of [host, screen, ...players]) each.lookAgain()
      await delay(300)
      return false
    }).catch(() => this.faults.push(...wrong))
    const { answers, commands } = game.history
    const said = [...answers.values(), ...commands.values()]
    await until(`all is answered in game ${game.number}`, () =>
      said.every(({ isWaiting }) => !isWaiting()),
    )
    await until(`learning goes on from game ${game.number}`, async () => {
      await delay(50)
      return (await stored()).learnedAt !== null
    })
  }

  async #check(site: Site): Promise<void> {
    const { database } = this.#options
    const played: Played[] = []
    for (const { game } of this.tables) {
      const stored = await readGame(database, game.id)
      played.push({ game, stored, csv: await site.results(game) })
      const recount = new Recount(game.setup, stored.events)
      this.faults.push(
        ...recount.faults,
        ...checkHistory({ history: game.history, log: stored }, recount),
        ...checkFrames(game, stored),
      )
    }
    for (const each of played) this.faults.push(...checkResults(each))
    this.faults.push(...(await checkResponses(database, played)))
    this.faults.push(...(await checkLearning(database, played)))
  }
}

function leave({ host, screen, players }: Table): void {
  for (const page of [host.page, screen]) page.close()
  for (const player of players) player.leave()
}

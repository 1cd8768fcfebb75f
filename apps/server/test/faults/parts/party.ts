import type { GameSettings } from '@quizmentor/engine/live/types'
import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import { Kysely, PostgresDialect } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { openPool } from '../../../src/platform/database/pool.ts'
import type { Database } from '../../../src/platform/database/schema.ts'
import { checkAll } from '../../live-kill/check-all.ts'
import type { Ear } from '../../live-kill/ear.ts'
import type { Game } from '../../live-kill/game.ts'
import { contentOf, type Quiz } from '../../live-kill/quiz.ts'
import { Scene, until } from '../../live-kill/scene.ts'
import { Site } from '../../live-kill/site.ts'
import { readGame, type StoredGame } from '../../live-kill/stored.ts'
import { comeToRest, leave, openTable, type Table } from '../../live-kill/table.ts'
import type { Stage } from '../scenario.ts'
import type { Clerk } from './clerk.ts'
import { Leader } from './leader.ts'

export interface PartyOptions {
  /** Where everybody goes. */
  readonly url: string
  /** By which the checks look at what is stored. */
  readonly databaseUrl: string
  /** Of each game. */
  readonly players: number
  readonly games?: number
  readonly questions?: number
  /** How long a question is open. */
  readonly seconds?: number
  /** Within what time most answer. */
  readonly answersWithinMs?: number
  /** Set: all have programs of somebody else's, which say everything so often. */
  readonly saysTimes?: number
}

const learners = 3

/** People around games, and the checks of what they were told. */
export class Party {
  readonly scene: Scene
  readonly site: Site
  readonly tables: readonly Table<Leader>[]
  readonly #stage: Stage
  #database: Kysely<Database>

  private constructor(
    stage: Stage,
    scene: Scene,
    site: Site,
    { tables, database }: { tables: readonly Table<Leader>[]; database: Kysely<Database> },
  ) {
    this.#stage = stage
    this.scene = scene
    this.site = site
    this.tables = tables
    this.#database = database
  }

  /** Opens games at a program that runs, and has everybody come in. */
  static async open(stage: Stage, options: PartyOptions): Promise<Party> {
    const { url, databaseUrl, players, games = 1 } = options
    const scene = new Scene(url)
    // Nobody does anything but play: what is measured is the fault's doing.
    scene.isSettled = true
    scene.fetch = anew
    scene.answersWithinMs = options.answersWithinMs ?? 1_600
    if (options.saysTimes !== undefined) {
      scene.oneRawOf = 1
      scene.rawSaysTimes = options.saysTimes
    }
    const database = openDatabase(stage, databaseUrl)
    const site = await Site.open(scene, { kysely: database }, learners)
    const tables: Table<Leader>[] = []
    stage.finally(() => {
      scene.end()
      for (const table of tables) leave(table)
    })
    for (let number = 0; number < games; number++) {
      const game = await site.openGame(
        stage.dice.for(`game ${number}`),
        number,
        quiz(options, number),
      )
      tables.push(openTable(scene, site, game, { players, host: new Leader(scene, game) }))
    }
    const party = new Party(stage, scene, site, { tables, database })
    await party.#gather()
    return party
  }

  get games(): readonly Game[] {
    return this.tables.map(({ game }) => game)
  }

  /** Every page that is or was open. */
  get ears(): readonly Ear[] {
    return this.games.flatMap(({ ears }) => ears)
  }

  /** In every game on to the next question. */
  async ask(): Promise<void> {
    await Promise.all(this.tables.map(({ host }) => host.leadTo('question_open')))
  }

  /** Waits until the open questions are closed, by the clock or the last answer. */
  async closed(): Promise<void> {
    await Promise.all(this.tables.map(({ host }) => host.sees('question_closed')))
  }

  /** Of what a clerk was told is written, how much is not there. */
  async lostWrites({ writes }: Clerk): Promise<number> {
    const rows = await this.#database.selectFrom('topics').select('id').execute()
    const stored = new Set(rows.map(({ id }) => id))
    return writes.filter(({ id, outcome }) => outcome === 'done' && !stored.has(id)).length
  }

  /** A game as it is stored now. */
  stored(game: Game): Promise<StoredGame> {
    return readGame({ kysely: this.#database }, game.id)
  }

  /**
   * Ends the games and holds everything that anybody was told against what is stored, in the
   * database of `databaseUrl`, where that is another one by now.
   */
  async finish(databaseUrl?: string): Promise<void> {
    const stage = this.#stage
    if (databaseUrl !== undefined) this.#database = openDatabase(stage, databaseUrl)
    const kysely = this.#database
    for (const table of this.tables) {
      await table.host.leadTo('finished').catch(async (error: unknown) => {
        if (table.host.view?.screen.name !== 'finished') throw error
      })
      stage.faulty(await comeToRest(table, { kysely }))
    }
    const answers = this.games.flatMap(({ history }) => [...history.answers.values()])
    stage.measured('answers', countedBy(answers.map(({ outcome }) => outcome)))
    stage.faulty(await checkAll({ kysely }, this.site, this.games))
    stage.measured('questions closed after their time', `at most ${await this.latestClose()} ms`)
  }

  async #gather(): Promise<void> {
    for (const { players } of this.tables) for (const player of players) player.come()
    await until('everybody is in the lobby', () =>
      this.tables.every(
        ({ host, players }) =>
          host.view !== null && players.every(({ isIn, pages }) => isIn && pages.at(-1)?.screen),
      ),
    )
    await delay(200)
  }

  /** How late after their time had ended questions were closed by the clock, at most. */
  async latestClose(): Promise<number> {
    let latest = 0
    for (const { id } of this.games) {
      let endsAt = Infinity
      for (const { at, event } of (await readGame({ kysely: this.#database }, id)).events) {
        if (event.name === 'question_opened' || event.name === 'extended')
          endsAt = (event.closesAt ?? Infinity) + GRACE_MS
        if (event.name === 'question_closed') latest = Math.max(latest, at - endsAt)
      }
    }
    return latest
  }
}

/** Each request on a connection of its own, so that it may go to any node. */
const anew: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('connection', 'close')
  return fetch(input, { ...init, headers })
}

function quiz({ questions = 3, seconds = 8 }: PartyOptions, game: number): Quiz {
  const settings: GameSettings = {
    scoring: 'speed',
    seconds,
    previewSeconds: 0,
    questionOnPhones: true,
    generatedNames: false,
  }
  const types = ['single_choice', 'multiple_choice', 'true_false', 'numeric'] as const
  const round = Array.from({ length: questions }, (_, index) =>
    contentOf(types[index % types.length] ?? 'true_false', game, index),
  )
  return { settings, rounds: [round] }
}

/** A connection for looking at what is stored. */
export function openDatabase(stage: Stage, url: string): Kysely<Database> {
  const pool = openPool({ connectionString: url }, pino({ level: 'silent' }))
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  stage.finally(() => kysely.destroy())
  return kysely
}

export function countedBy(all: readonly string[]): string {
  return [...Map.groupBy(all, (each) => each)]
    .map(([name, { length }]) => `${length} ${name}`)
    .join(', ')
}

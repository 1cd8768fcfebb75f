import type { Client } from '@quizmentor/client/client'
import { type Cookies, cookieJar } from '@quizmentor/client/cookies'
import type { Role } from '@quizmentor/contract/route'
import type { GameSetup } from '@quizmentor/engine/live/types'
import { randomBytes } from 'node:crypto'
import { type Bank, openBank } from '../../src/features/bank/service.ts'
import { passwords } from '../../src/features/identity/password.ts'
import { createUsers } from '../../src/features/identity/users.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Dice } from '../live-simulation/dice.ts'
import type { TestDatabase } from '../test-database.ts'
import { Game } from './game.ts'
import { drawQuiz, type Quiz } from './quiz.ts'
import type { Scene } from './scene.ts'

/** Somebody with an account, signed in at the program. */
export interface Member {
  readonly userId: string
  readonly client: Client
  readonly cookies: Cookies
}

/** What games need before they begin: accounts, questions, quizzes. */
export class Site {
  readonly #database: Pick<TestDatabase, 'kysely'>
  readonly #bank: Bank
  readonly workspaceId: string
  readonly #topicId: string
  readonly host: Member
  readonly learners: readonly Member[]

  private constructor(
    database: Pick<TestDatabase, 'kysely'>,
    workspaceId: string,
    topicId: string,
    [host, ...learners]: readonly [Member, ...Member[]],
  ) {
    this.#database = database
    this.#bank = openBank(database.kysely)
    this.workspaceId = workspaceId
    this.#topicId = topicId
    this.host = host
    this.learners = learners
  }

  /** Makes a host and so many learners, at a program that runs. */
  static async open(
    scene: Scene,
    database: Pick<TestDatabase, 'kysely'>,
    learners: number,
  ): Promise<Site> {
    const { id } = await database.kysely
      .selectFrom('workspaces')
      .select('id')
      .where('open_to_all', '=', true)
      .executeTakeFirstOrThrow()
    const topicId = newId()
    const topic = { id: topicId, parentId: null, title: 'Kills', description: '', reading: '' }
    await openBank(database.kysely).topics.create(id, topic)
    const host = await signedIn(scene, database, 'host')
    const others: Member[] = []
    for (let count = 0; count < learners; count++)
      others.push(await signedIn(scene, database, 'learner'))
    return new Site(database, id, topicId, [host, ...others])
  }

  /** Opens a game of a quiz of its own. */
  async openGame(
    dice: Dice,
    number: number,
    { settings, rounds }: Quiz = drawQuiz(dice.for('quiz'), number),
  ): Promise<Game> {
    const { client, userId, cookies } = this.host
    const workspaceId = this.workspaceId
    const made: { title: string; questionIds: string[] }[] = []
    for (const [index, contents] of rounds.entries()) {
      const questionIds: string[] = []
      for (const content of contents) {
        const id = newId()
        const topicId = this.#topicId
        const draft = { topicId, difficulty: 3, bloom: 'remember' as const, tags: [], content }
        await this.#bank.questions.create(workspaceId, userId, id, draft)
        await this.#bank.questions.setState(workspaceId, id, 'published')
        questionIds.push(id)
      }
      made.push({ title: `Round ${index + 1}`, questionIds })
    }
    const quizId = newId()
    const quiz = { title: `Game ${number}`, description: '', rounds: made }
    await this.#bank.quizzes.create(workspaceId, userId, quizId, quiz)
    const opened = await client.live.createGame({
      params: { workspaceId },
      body: { id: newId(), quizId, settings },
    })
    const { id, code } = opened.game
    const setup = await this.#setupOf(id)
    const { screenToken } = opened
    return new Game({ id, number, code, screenToken, setup, host: cookies, dice })
  }

  /** Somebody more, who was not there in the beginning. */
  member(scene: Scene, role: Role): Promise<Member> {
    return signedIn(scene, this.#database, role)
  }

  results(game: Game): Promise<string> {
    const params = { workspaceId: this.workspaceId, gameId: game.id }
    return this.host.client.live.gameResultsCsv({ params })
  }

  async #setupOf(gameId: string): Promise<GameSetup> {
    const { event } = await this.#database.kysely
      .selectFrom('game_events')
      .select('event')
      .where('game_id', '=', gameId)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow()
    if (event.name !== 'created') throw new Error('a log does not begin with its game')
    return event.setup
  }
}

async function signedIn(
  scene: Scene,
  { kysely }: Pick<TestDatabase, 'kysely'>,
  role: Role,
): Promise<Member> {
  const name = randomBytes(6).toString('hex')
  const password = `${name} sits by the window`
  const email = `${name}@example.org`
  const { id: userId } = await createUsers(kysely, passwords).create({
    name,
    email,
    password,
    role,
  })
  const cookies = cookieJar()
  const client = scene.client(cookies)
  await client.identity.signIn({ body: { email, password } })
  return { userId, client, cookies }
}

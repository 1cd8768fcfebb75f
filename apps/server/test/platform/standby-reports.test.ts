import { type Client, createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { argon2idPasswords } from '../../src/features/identity/password.ts'
import { createUsers } from '../../src/features/identity/users.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { newId } from '../../src/platform/ids.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { giveToPostgres, Postgres } from '../faults/parts/postgres.ts'
import { Wire } from '../faults/parts/wire.ts'

describe('exports and results with a standby', () => {
  let folder: string
  let primary: Postgres
  let standby: Postgres
  /** What the standby follows by. */
  let log: Wire
  /** What the program reaches the standby by. */
  let way: Wire
  let platform: Platform
  let app: App
  let author: Client
  let params: { workspaceId: string }
  let topicId: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quizmentor-reports-'))
    await giveToPostgres(folder)
    primary = await Postgres.create(join(folder, 'primary'), {
      fsync: 'off',
      max_wal_senders: '10',
      track_activity_query_size: '16kB',
    })
    log = await Wire.to({ host: '127.0.0.1', port: primary.port })
    standby = await primary.standby(join(folder, 'standby'), { by: log.port })
    await primary.start()
    await primary.createDatabase()
    await standby.start()
    way = await Wire.to({ host: '127.0.0.1', port: standby.port })
    await vi.waitFor(() => standby.query('SELECT'), { timeout: 10_000 })
    platform = await openPlatform(
      readConfig({
        DATABASE_URL: primary.url(),
        DATABASE_REPLICA_URL: standby.url(undefined, way.port),
        PORT: '0',
        // It has no game in memory.
        QUIZMENTOR_ROLES: 'api',
        QUIZMENTOR_SECRET: randomBytes(32).toString('base64url'),
        QUIZMENTOR_LOG_LEVEL: 'silent',
      }),
    )
    await migrate(platform.database.pool, platform.log)
    app = await startApp(platform)
    await platform.jobs.start({ work: false })
    author = await signedIn()
    const { memberships } = await author.identity.me({})
    params = { workspaceId: memberships[0]?.workspaceId ?? '' }
    topicId = newId()
    const topic = { parentId: null, title: 'Space', description: '', reading: '' }
    await author.bank.createTopic({ params, body: { id: topicId, ...topic } })
    await writeQuestion()
  }, 60_000)

  afterAll(async () => {
    await app.close()
    await platform.close()
    await Promise.all([way.close(), log.close()])
    await standby.close()
    await primary.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function signedIn(): Promise<Client> {
    const cheap = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })
    const [email, password] = ['ada@example.org', 'Ada walks home']
    await createUsers(platform.database.kysely, cheap).create({
      name: 'Ada',
      email,
      password,
      role: 'admin',
    })
    const client = createClient({ baseUrl: app.url, cookies: cookieJar() })
    await client.identity.signIn({ body: { email, password } })
    return client
  }

  async function writeQuestion(): Promise<string> {
    const id = newId()
    await author.bank.createQuestion({
      params,
      body: {
        id,
        topicId,
        difficulty: 5,
        bloom: 'remember',
        content: {
          type: 'single_choice',
          stem: `Question ${id}`,
          body: {
            options: [
              { id: 'a', text: 'A star' },
              { id: 'b', text: 'A planet' },
            ],
          },
          key: { choice: 'a' },
        },
      },
    })
    return id
  }

  async function exported(): Promise<string> {
    const answer = await author.interchange.exportQuestions({ params, query: { topicId } })
    return answer.text()
  }

  /** Whether what is done ends with a statement of that kind on the standby. */
  async function asksStandby(statement: RegExp, work: () => Promise<unknown>): Promise<boolean> {
    const [began] = await standby.query<{ at: string }>('SELECT clock_timestamp()::text AS at')
    await work()
    const asked = await standby.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity
        WHERE application_name = 'quizmentor reports' AND query_start > '${began?.at}'`,
    )
    return asked.some(({ query }) => statement.test(query))
  }

  async function newGame(): Promise<string> {
    const id = newId()
    const { items } = await author.bank.listQuizzes({ params, query: {} })
    const quizId = items[0]?.id ?? ''
    await author.live.createGame({ params, body: { id, quizId, settings: {} } })
    return id
  }

  it('read them there', async () => {
    const losses = () =>
      author.interchange.checkExport({ params, query: { topicId, format: 'aiken' } })
    const patience = { timeout: 10_000 }
    await expect.poll(() => asksStandby(/question_versions/, exported), patience).toBe(true)
    await expect.poll(() => asksStandby(/question_versions/, losses), patience).toBe(true)
    const gameId = await newGame()
    const results = () => author.live.gameResultsCsv({ params: { ...params, gameId } })
    await expect.poll(() => asksStandby(/game_events/, results), patience).toBe(true)
    expect(await results()).toContain('Rank,Nickname,Score,Right')
  })

  it('have what was written a moment ago', async () => {
    for (let written = 0; written < 10; written++) {
      const id = await writeQuestion()
      expect(await exported()).toContain(`Question ${id}`)
      const gameId = await newGame()
      const results = await author.live.gameResultsCsv({ params: { ...params, gameId } })
      expect(results).toContain('Rank')
    }
  })

  it('have it, too, while the standby is behind', async () => {
    log.freeze()
    const id = await writeQuestion()
    const gameId = await newGame()
    expect(await exported()).toContain(`Question ${id}`)
    expect(await author.live.gameResultsCsv({ params: { ...params, gameId } })).toContain('Rank')
    log.open()
  })

  it('are whole where the standby goes away meanwhile', async () => {
    await expect
      .poll(() => asksStandby(/question_versions/, exported), { timeout: 10_000 })
      .toBe(true)
    const whole = await exported()
    const going = [exported(), exported(), exported()]
    way.cut()
    expect(await Promise.all([...going, exported()])).toEqual([whole, whole, whole, whole])
    way.open()
  })
})

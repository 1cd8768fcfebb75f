import { createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { startEmbeddedServer } from '../../apps/server/src/platform/database/embedded/server.ts'
import { type Program, type ProgramOptions, startProgram } from '../../apps/server/test/program.ts'
import { residentMB } from './process.ts'
import { addressOf } from './phone.ts'
import { newPhones, settings, type Side } from './side.ts'

/** The real program on a real database. */
export interface Ours extends Side {
  readonly database: pg.Pool
  /** What it holds in memory before anybody came. */
  readonly idleMB: number
}

/** A database, and the program as often as it is wanted, afresh each time. */
export interface World {
  readonly database: pg.Pool
  withProgram<Result>(work: (ours: Ours) => Promise<Result>): Promise<Result>
}

const account = { name: 'Owner', email: 'owner@example.org', password: 'a bench in the park' }
/** Until what is put off at the start is done, too. */
const settleMs = 1_500

/** A PostgreSQL server for programs, and a folder for what they keep. */
export interface Place {
  readonly folder: string
  readonly url: string
  readonly database: pg.Pool
  /** The server's own process; its connections are children of it. */
  readonly serverPid: number
}

/** Runs `work` in a place that is gone afterwards. `settings` are PostgreSQL's. */
export async function withPlace<Result>(
  settings: Readonly<Record<string, string>>,
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-bench-'))
  const password = randomBytes(16).toString('hex')
  const server = await startEmbeddedServer({
    folder: join(folder, 'postgres'),
    password,
    log: pino({ level: 'silent' }),
    settings,
  })
  const { host, port, user } = server.address
  const address = `localhost:${port}/postgres?host=${encodeURIComponent(host)}`
  const url = `postgres://${user}:${password}@${address}`
  const database = new pg.Pool({ connectionString: url, max: 2 })
  database.on('error', () => {})
  try {
    return await work({ folder, url, database, serverPid: server.pid })
  } finally {
    await database.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs `work` in a world that is gone afterwards. */
export function withWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  return withPlace({}, ({ folder, url, database }) =>
    work({
      database,
      withProgram: (inProgram) =>
        withPrograms(
          [{ dataFolder: join(folder, 'data'), env: environment(url) }],
          async ([program]) => inProgram(await asOwner(program, database)),
        ),
    }),
  )
}

/** What a program is told: to use this database, and to believe the addresses that phones say. */
export function environment(databaseUrl: string): Record<string, string> {
  return { DATABASE_URL: databaseUrl, QUIZMENTOR_TRUSTED_PROXIES: 'loopback' }
}

/** Runs `work` with programs that are started one after the other, the first to set all up. */
export async function withPrograms<const Options extends readonly ProgramOptions[], Result>(
  options: Options,
  work: (programs: { readonly [Index in keyof Options]: Program }) => Promise<Result>,
): Promise<Result> {
  const programs: Program[] = []
  try {
    for (const each of options) programs.push(await startProgram(each))
    if (!areAll(options, programs)) throw new Error('a program is missing')
    return await work(programs)
  } catch (error) {
    const said = programs.map((program) => troubleIn(program.output())).join('\n')
    throw new Error(`it went wrong; the program said:\n${said}`, { cause: error })
  } finally {
    await Promise.all(programs.map((program) => program.stop()))
  }
}

function areAll<Options extends readonly ProgramOptions[]>(
  options: Options,
  programs: readonly Program[],
): programs is { readonly [Index in keyof Options]: Program } {
  return programs.length === options.length
}

/** The last lines of a log that are not about everyday things. */
function troubleIn(log: string): string {
  const lines = log.split('\n').filter((line) => /"level":"(warn|error|fatal)"/.test(line))
  return lines.slice(-3).join('\n') || 'nothing'
}

/** Makes itself the owner of a program's installation, or signs in as who is it already. */
export async function asOwner(
  { url: site, setupUrl, pid }: Program,
  database: pg.Pool,
): Promise<Ours> {
  const cookies = cookieJar()
  // One address may open only so many games a minute.
  const fetchFrom: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-for', addressOf(newPhones(1)))
    return fetch(input, { ...init, headers })
  }
  const client = createClient({ baseUrl: site, cookies, fetch: fetchFrom })
  const token = setupUrl?.split('/').at(-1)
  if (token !== undefined) await client.identity.claimOwnership({ body: { token, ...account } })
  if (cookies.header() === '')
    await client.identity.signIn({ body: { email: account.email, password: account.password } })
  const { memberships } = await client.identity.me()
  const workspaceId = memberships[0]?.workspaceId
  if (workspaceId === undefined) throw new Error('the owner belongs to no workspace')
  const { items } = await client.bank.listQuizzes({ params: { workspaceId } })
  const quizId = items.find((each) => each.playable)?.id
  if (quizId === undefined) throw new Error('no quiz can be played')
  await delay(settleMs)
  return {
    site,
    transport: 'ws',
    pid,
    database,
    cookie: cookies.header(),
    idleMB: await residentMB(pid),
    async openGames(count) {
      const games: { gameId: string; code: string }[] = []
      for (let made = 0; made < count; made++) {
        const body = { id: v7(), quizId, settings }
        const { game } = await client.live.createGame({ params: { workspaceId }, body })
        games.push({ gameId: game.id, code: game.code })
      }
      return games
    },
  }
}

import type { Schema } from '@quizmentor/contract/json-schema'
import { openApi } from '@quizmentor/contract/openapi'
import { reaches, type Role, roles, type Route } from '@quizmentor/contract/route'
import { routes } from '@quizmentor/contract/routes'
import { createClient, type Client } from '@quizmentor/client/client'
import { cookieJar, type Cookies } from '@quizmentor/client/cookies'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { type App, startApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { argon2idPasswords } from '../features/identity/password.ts'
import { createUsers } from '../features/identity/users.ts'
import { newId } from '../platform/ids.ts'
import { openPlatform, type Platform } from '../platform/platform.ts'
import { exampleOf } from './documentation-example.ts'
import { caching } from './headers.ts'
import { call } from './test-call.ts'

/** Every route of the contract: a new one is tested here without being added. */
const contract = Object.entries(routes).flatMap(([feature, all]) =>
  Object.entries<Route>(all).map(([name, route]) => ({ id: `${feature}.${name}`, route })),
)
const ofMembers = contract.flatMap(({ id, route }) =>
  route.access === 'anyone' || route.access === 'user' ? [] : [{ id, route, needs: route.access }],
)
const ofUsers = contract.filter(({ route }) => route.access === 'user')
const ofAnyone = contract.filter(({ route }) => route.access === 'anyone')

const document = openApi('1.0.0', 'http://localhost')
const bodies = new Map(
  Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId, requestBody }) => [
      operationId,
      requestBody?.content['application/json'].schema,
    ]),
)

/** What a route without a sign-in answers to an example of its body by nobody. */
const byNobody: Readonly<Record<string, number>> = {
  'identity.me': 200,
  'identity.signUp': 202,
  'identity.signIn': 401,
  'identity.signOut': 200,
  'identity.requestPasswordReset': 202,
  'identity.resetPassword': 400,
  'identity.verifyEmail': 400,
  'identity.claimOwnership': 400,
  'identity.showInvitation': 404,
  'live.lookUpGame': 404,
  'live.joinGame': 404,
  // Who knows the hash of a file may see it.
  'interchange.getMedia': 200,
}

/** Rows of one workspace, by the names that paths and bodies have for their ids. */
type Rows = Readonly<
  Record<
    | 'workspaceId'
    | 'userId'
    | 'topicId'
    | 'questionId'
    | 'trackId'
    | 'quizId'
    | 'sessionId'
    | 'responseId'
    | 'gameId'
    | 'invitationId'
    | 'calibrationId'
    | 'importId'
    | 'hash',
    string
  >
>

interface Person {
  readonly userId: string
  readonly cookies: Cookies
  readonly client: Client
}

let database: TestDatabase
let platform: Platform
let app: App
let people: Record<Role, Person>
let outsider: Person
let own: Rows
let foreign: Rows

beforeAll(async () => {
  database = await createTestDatabase()
  const config = readConfig({
    DATABASE_URL: database.url,
    PORT: '0',
    QUIZMENTOR_SECRET: randomBytes(32).toString('base64url'),
    QUIZMENTOR_TRUSTED_PROXIES: 'loopback',
    QUIZMENTOR_LOG_LEVEL: 'silent',
  })
  platform = await openPlatform(config)
  app = await startApp(platform)
  await platform.jobs.start({ work: false })

  const { id: workspaceId } = await database.kysely
    .selectFrom('workspaces')
    .select('id')
    .executeTakeFirstOrThrow()
  people = {
    learner: await person('learner'),
    host: await person('host'),
    author: await person('author'),
    admin: await person('admin'),
    owner: await person('owner'),
  }
  own = await fill(people.owner, workspaceId, people.learner.userId)

  outsider = await person('learner')
  await database.kysely.deleteFrom('people').where('user_id', '=', outsider.userId).execute()
  const elsewhere = newId()
  await outsider.client.identity.createWorkspace({ body: { id: elsewhere, name: 'Elsewhere' } })
  foreign = await fill(outsider, elsewhere, outsider.userId)
}, 60_000)

afterAll(async () => {
  await app.close()
  await platform.close()
  await database.drop()
})

async function person(role: Role): Promise<Person> {
  const name = randomBytes(5).toString('hex')
  const password = `${name} walks home`
  const cheap = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })
  const users = createUsers(database.kysely, cheap)
  const email = `${name}@example.org`
  const { id } = await users.create({ name, email, password, role })
  const cookies = cookieJar()
  const client = createClient({ baseUrl: app.url, cookies })
  await client.identity.signIn({ body: { email, password } })
  return { userId: id, cookies, client }
}

/** One of each thing that a workspace has, by its owner. */
async function fill({ client }: Person, workspaceId: string, userId: string): Promise<Rows> {
  const { bank, practice, live, identity } = client
  const params = { workspaceId }
  const topicId = newId()
  const questionId = newId()
  const trackId = newId()
  const quizId = newId()
  const sessionId = newId()
  const gameId = newId()
  const invitationId = newId()
  await bank.createTopic({ params, body: { id: topicId, title: 'Space' } })
  const content = {
    type: 'true_false' as const,
    stem: 'The moon is made of rock.',
    body: {},
    key: { truth: true },
  }
  const question = { topicId, difficulty: 3, bloom: 'remember' as const, content }
  // The game asks the first: practice has the other one meanwhile.
  for (const id of [questionId, newId()]) {
    await bank.createQuestion({ params, body: { id, ...question } })
    await bank.setQuestionState({
      params: { workspaceId, questionId: id },
      body: { state: 'published' },
    })
  }
  await bank.createTrack({
    params,
    body: { id: trackId, title: 'Sky', cutScore: 0.7, topics: [{ id: topicId, weight: 1 }] },
  })
  await bank.createQuiz({
    params,
    body: { id: quizId, title: 'Quiz', rounds: [{ title: 'One', questionIds: [questionId] }] },
  })
  await practice.startSession({
    params,
    body: {
      id: sessionId,
      scope: { kind: 'track', id: trackId },
      length: { kind: 'questions', questions: 5 },
    },
  })
  const responseId = newId()
  await practice.respond({
    params: { workspaceId, sessionId },
    body: {
      id: responseId,
      position: 0,
      given: { type: 'true_false', truth: false },
      latencyMs: 2_000,
    },
  })
  await live.createGame({ params, body: { id: gameId, quizId, settings: {} } })
  await identity.createInvitation({ params, body: { id: invitationId, role: 'host' } })
  const calibrationId = await calibrated(workspaceId)
  const importId = newId()
  await client.interchange.createImport({ params, body: { id: importId, fileName: 'a', size: 1 } })
  await client.interchange.sendChunk({
    params: { workspaceId, importId, number: 0 },
    body: { data: 'AA==' },
  })
  const hash = await shown(workspaceId)
  const rows = { topicId, questionId, trackId, quizId, sessionId, responseId, gameId, invitationId }
  return { workspaceId, userId, calibrationId, importId, hash, ...rows }
}

/** A calibration, which takes answers to make, is put there. */
async function calibrated(workspaceId: string): Promise<string> {
  const id = newId()
  const [made_at, rolled_back_at] = [new Date(), null]
  const version = { method: 'rating' as const, people: 1, answers: 1, made_at, rolled_back_at }
  await database.kysely
    .insertInto('calibrations')
    .values({ id, workspace_id: workspaceId, ...version })
    .execute()
  return id
}

/** A file that questions show, which takes an import to make, is put there. */
async function shown(workspaceId: string): Promise<string> {
  const hash = randomBytes(32)
  const file = { type: 'image/png', name: 'moon.png', bytes: randomBytes(8) }
  await database.kysely
    .insertInto('media')
    .values({ workspace_id: workspaceId, hash, ...file })
    .execute()
  return hash.toString('hex')
}

/** An example body of a route, its ids those of `rows`; its own id, if any, a new one. */
function bodyOf(id: string, rows: Rows): Record<string, unknown> | undefined {
  const schema = bodies.get(id)
  if (schema === undefined) return undefined
  const example = exampleOf(schema, document.components.schemas)
  if (!isObject(example)) throw new Error(`the body of ${id} is no object`)
  return {
    ...withIds(example, rows, schema),
    ...('id' in example && { id: newId() }),
    ...('baseVersion' in example && { baseVersion: 1 }),
  }
}

function withIds(value: object, rows: Rows, schema?: Schema): Record<string, unknown> {
  const optional = 'parentId' in (schema?.properties ?? {}) ? { parentId: null } : {}
  return Object.fromEntries(
    Object.entries({ ...optional, ...value }).map(([name, inside]: [string, unknown]) => {
      if (name === 'questionIds') return [name, [rows.questionId]]
      if (name === 'id') return [name, ownIdOf(value, inside, rows)]
      if (name.endsWith('Id')) return [name, rowId(name, rows)]
      if (Array.isArray(inside))
        return [name, inside.map((each: unknown) => (isObject(each) ? withIds(each, rows) : each))]
      return [name, isObject(inside) ? withIds(inside, rows) : inside]
    }),
  )
}

/** What `id` means inside a body: a scope's, a track's topic's, or that of a part of its own. */
function ownIdOf(around: object, id: unknown, rows: Rows): unknown {
  if ('kind' in around) return rows.trackId
  return 'weight' in around ? rows.topicId : id
}

/** Whose id a name in a path or a body is; a name that is not known yet is to be added here. */
function rowId(name: string, rows: Rows): string {
  if (name === 'parentId') return rows.topicId
  const id = Object.entries(rows).find(([known]) => known === name)?.[1]
  if (typeof id === 'string') return id
  throw new Error(`access.test.ts knows no row for "${name}": add one to fill()`)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names in paths that are no rows of a workspace. */
const noRows: Readonly<Record<string, string>> = { code: '000000', number: '0' }

function addressOf(route: Route, rows: Rows): string {
  const path = route.path.replaceAll(
    /:(\w+)/g,
    (_, name: string) => noRows[name] ?? rowId(name, rows),
  )
  return app.url + path
}

async function answerTo(
  { id, route }: { id: string; route: Route },
  caller: Person | null,
  place: Rows,
  inside: Rows = place,
) {
  const body = bodyOf(id, inside)
  const answer = await call(addressOf(route, place), {
    method: route.method,
    headers: {
      // An address of its own for each call: this is not about limits.
      'x-forwarded-for': [10, ...randomBytes(3)].join('.'),
      ...(caller && { cookie: caller.cookies.header() }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return answer
}

/** Ids of nothing. */
function nobodys(): Rows {
  return {
    workspaceId: newId(),
    userId: newId(),
    topicId: newId(),
    questionId: newId(),
    trackId: newId(),
    quizId: newId(),
    sessionId: newId(),
    responseId: newId(),
    gameId: newId(),
    invitationId: newId(),
    calibrationId: newId(),
    importId: newId(),
    hash: randomBytes(32).toString('hex'),
  }
}

/** An answer without what differs each time. */
function said({ json }: { readonly json: unknown }): unknown {
  return isObject(json) ? { ...json, requestId: '' } : json
}

describe('nobody', () => {
  test.each([...ofMembers, ...ofUsers])('$id: 401', async (operation) => {
    const answer = await answerTo(operation, null, own)
    expect(answer.status).toBe(401)
    expect(answer.json).toMatchObject({ code: 'not_signed_in' })
  })

  test.each(ofAnyone)('$id: as expected of a route without a sign-in', async (operation) => {
    const { status } = await answerTo(operation, null, own)
    expect({ [operation.id]: status }).toEqual({ [operation.id]: byNobody[operation.id] })
  })
})

describe('a member of another workspace', () => {
  test.each(ofMembers)('$id: 404, with ids that are there or not', async (operation) => {
    for (const rows of [own, { ...own, workspaceId: newId() }]) {
      const answer = await answerTo(operation, outsider, rows)
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ code: 'not_found' })
    }
  })
})

describe('a role that is too low', () => {
  const pairs = ofMembers.flatMap((operation) =>
    roles
      .filter((role) => !reaches(role, operation.needs))
      .map((role) => ({ ...operation, role, title: `${operation.id} as ${role}` })),
  )

  test.each(pairs)('$title: 403', async ({ role, ...operation }) => {
    const answer = await answerTo(operation, people[role], own)
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ code: 'forbidden' })
  })
})

describe('the owner of one workspace, with ids of another', () => {
  const inPath = ofMembers.filter(({ route }) =>
    [...route.path.matchAll(/:(\w+)/g)].some(([, name]) => name !== 'workspaceId'),
  )

  test.each(inPath)('$id: a foreign id in the path is not there (404)', async (operation) => {
    const rows = { ...foreign, workspaceId: own.workspaceId }
    const answer = await answerTo(operation, people.owner, rows, own)
    expect(answer.status, answer.body).toBe(404)
  })

  test.each(inPath)('$id: an id that nobody has is not there (404)', async (operation) => {
    const rows = { ...nobodys(), workspaceId: own.workspaceId }
    const answer = await answerTo(operation, people.owner, rows, own)
    expect(answer.status).toBe(404)
  })

  const inBody = ofMembers.filter(({ id }) => refersToRows(bodies.get(id)))

  test.each(inBody)(
    '$id: a foreign id in the body is as one that nobody has',
    async (operation) => {
      const withForeign = await answerTo(operation, people.owner, own, foreign)
      const withNobodys = await answerTo(operation, people.owner, own, nobodys())
      expect([400, 404]).toContain(withForeign.status)
      expect(said(withForeign)).toEqual(said(withNobodys))
      // So it was the id: with one's own there is nothing to refuse.
      const withOwn = await answerTo(operation, people.owner, own)
      expect(withOwn.status, withOwn.body).toBe(operation.route.status)
    },
  )
})

describe('lists', () => {
  const lists = ofMembers.filter(
    ({ route }) => route.method === 'GET' && !/:(?!workspaceId)/.test(route.path),
  )

  test.each(lists)('$id: never shows a row of another workspace (attack 16)', async (operation) => {
    const answer = await answerTo(operation, people.owner, own)
    expect(answer.status).toBe(200)
    const ids = Object.entries(foreign).flatMap(([name, id]) => (name === 'userId' ? [] : [id]))
    for (const id of ids) expect(answer.body).not.toContain(id)
  })

  test.each(lists)('$id: a field that is not offered to filter by: 400 (attack 22)', async (it) => {
    const queries = ['sort=password', 'password=x', 'orderBy=key', 'limit=1000000']
    for (const query of queries) {
      const answer = await call(`${addressOf(it.route, own)}?${query}`, {
        headers: { cookie: people.owner.cookies.header() },
      })
      expect(answer.status, query).toBe(400)
    }
  })
})

describe('extra fields (attacks 14, 15)', () => {
  const writes = contract.filter(({ id }) => bodies.get(id) !== undefined)

  test.each(writes)('$id: refused, whatever they are', async ({ id, route }) => {
    for (const extra of ['workspaceId', 'role', 'score', 'correct', 'userId', 'createdBy']) {
      if (extra in (bodies.get(id)?.properties ?? {})) continue
      const answer = await call(addressOf(route, own), {
        method: route.method,
        headers: {
          'content-type': 'application/json',
          cookie: people.owner.cookies.header(),
          'x-forwarded-for': [10, ...randomBytes(3)].join('.'),
        },
        body: JSON.stringify({ ...bodyOf(id, own), [extra]: foreign.workspaceId }),
      })
      expect(answer.status, extra).toBe(400)
      expect(answer.body).toContain(`/body/${extra}`)
    }
  })
})

describe('reading (attack 40)', () => {
  const reads = contract.filter(({ route }) => route.method === 'GET')

  test('no GET route writes: on a database that can only be read all answer as before', async () => {
    const statuses = async () => {
      const found: Record<string, number> = {}
      for (const it of reads) found[it.id] = (await answerTo(it, people.owner, own)).status
      return found
    }
    const before = await statuses()
    const name = new URL(database.url).pathname.slice(1)
    await database.pool.query(`alter database ${name} set default_transaction_read_only = on`)
    await database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    )
    await expect
      .poll(async () => (await call(`${app.url}/health/ready`)).status, { timeout: 10_000 })
      .toBe(200)
    expect(await statuses()).toEqual(before)
  })
})

/** Whether a body names things of the workspace by their ids. */
function refersToRows(schema: Schema | undefined): boolean {
  const names = [...JSON.stringify(schema ?? {}).matchAll(/"(\w+)":/g)].map(([, name]) => name)
  return names.some((name) => /Id$|Ids$|^topics$|^scope$/.test(name ?? ''))
}

describe('caches between the server and its callers', () => {
  const readsFirst = contract.toSorted(
    ({ route: one }, { route: other }) =>
      Number(other.method === 'GET') - Number(one.method === 'GET'),
  )

  test.each(readsFirst)('$id: nothing is kept, but files by their hash', async (operation) => {
    for (const caller of [people.owner, people.learner, null]) {
      const { status, headers } = await answerTo(operation, caller, own)
      const isFile = operation.id === 'interchange.getMedia' && status === 200
      expect(headers).toMatchObject(isFile ? caching.forGoodByReaders : caching.never)
      if (isFile) expect(headers['set-cookie']).toBeUndefined()
      else expect(headers.etag).toBeUndefined()
    }
  })
})

import { createClient, type Client } from '@quizmentor/client/client'
import { cookieJar, type Cookies } from '@quizmentor/client/cookies'
import type { Route } from '@quizmentor/contract/route'
import { routes } from '@quizmentor/contract/routes'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { type App, startApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { call } from '../../http/test-call.ts'
import { newId } from '../../platform/ids.ts'
import { openPlatform, type Platform } from '../../platform/platform.ts'
import { argon2idPasswords } from '../identity/password.ts'
import { createUsers } from '../identity/users.ts'
import { BareSocket, newToken, shows } from './test-games.ts'

// The whole program, and a game whose question is open. One learner has answered it rightly,
// another wrongly. Then they and a guest read everything that there is to read over HTTP.

const right = 7351.25
const secret = 'for a reason that nobody knows yet'

const content: QuestionContent = {
  type: 'numeric',
  stem: 'How many?',
  explanation: `It is so ${secret}.`,
  hints: [`A hint ${secret}.`],
  body: { units: [] },
  key: { value: right, tolerance: { kind: 'absolute', amount: 0 }, factors: {} },
}

/** Every route of the contract that reads: a new one is tested here without being added. */
const reads = [
  ...Object.values(routes)
    .flatMap((feature) => Object.values<Route>(feature))
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path),
  ...['/', '/play', '/metrics', '/health/ready', '/api/openapi.json', '/api/docs'],
]

interface Person {
  readonly client: Client
  readonly cookies: Cookies
  /** What is theirs alone in what they read, by its name in paths. */
  readonly own: Readonly<Record<string, string>>
}

let database: TestDatabase
let platform: Platform
let app: App
let owner: Person
let people: { readonly right: Person; readonly wrong: Person; readonly guest: Person }
/** By their names in paths. */
let ids: Readonly<Record<string, string>>
const sockets: BareSocket[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  platform = await openPlatform(
    readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      QUIZMENTOR_SECRET: randomBytes(32).toString('base64url'),
      QUIZMENTOR_LOG_LEVEL: 'silent',
    }),
  )
  app = await startApp(platform)
  await platform.jobs.start({ work: false })
  const { id: workspaceId } = await database.kysely
    .selectFrom('workspaces')
    .select('id')
    .executeTakeFirstOrThrow()
  owner = await person('owner')
  ids = { workspaceId, ...(await makeQuiz(workspaceId)) }
  // Begun before the game: while it goes on, practice asks none of its questions.
  const [right, wrong] = [
    await practising(await person('learner')),
    await practising(await person('learner')),
  ]
  ids = { ...ids, ...(await makeGame(ids)) }
  people = {
    right,
    wrong,
    guest: {
      client: createClient({ baseUrl: app.url }),
      cookies: cookieJar(),
      own: { sessionId: newId() },
    },
  }
  await openQuestion()
}, 60_000)

afterAll(async () => {
  for (const socket of sockets) socket.close()
  await app.close()
  await platform.close()
  await database.drop()
})

async function person(role: 'owner' | 'learner'): Promise<Person> {
  const name = randomBytes(5).toString('hex')
  const password = `${name} walks home`
  const email = `${name}@example.org`
  const cheap = argon2idPasswords({ memory: 64, passes: 1, parallelism: 1 })
  const { id } = await createUsers(database.kysely, cheap).create({ name, email, password, role })
  const cookies = cookieJar()
  const client = createClient({ baseUrl: app.url, cookies })
  await client.identity.signIn({ body: { email, password } })
  return { client, cookies, own: { userId: id, email, name } }
}

/** A quiz, and all that it is about. */
async function makeQuiz(workspaceId: string): Promise<Record<string, string>> {
  const { bank, identity } = owner.client
  const params = { workspaceId }
  const [topicId, questionId, trackId, quizId] = [newId(), newId(), newId(), newId()]
  const invitationId = newId()
  await bank.createTopic({ params, body: { id: topicId, title: 'Numbers' } })
  const question = { topicId, difficulty: 3, bloom: 'remember' as const, content }
  await bank.createQuestion({ params, body: { id: questionId, ...question } })
  const published = { state: 'published' as const }
  await bank.setQuestionState({ params: { workspaceId, questionId }, body: published })
  const topics = [{ id: topicId, weight: 1 }]
  await bank.createTrack({ params, body: { id: trackId, title: 'Sums', cutScore: 0.7, topics } })
  const rounds = [{ title: 'One', questionIds: [questionId] }]
  await bank.createQuiz({ params, body: { id: quizId, title: 'Quiz', rounds } })
  await identity.createInvitation({ params, body: { id: invitationId, role: 'host' } })
  const others = { calibrationId: newId(), importId: newId(), hash: '0'.repeat(64) }
  return { topicId, questionId, trackId, quizId, invitationId, ...others }
}

async function makeGame({
  workspaceId = '',
  quizId = '',
}: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const gameId = newId()
  const settings = { previewSeconds: 0, seconds: null }
  const body = { id: gameId, quizId, settings }
  const { game } = await owner.client.live.createGame({ params: { workspaceId }, body })
  return { gameId, code: game.code }
}

/** With a practice session on the very topic, to look at. */
async function practising(learner: Person): Promise<Person> {
  const { workspaceId = '', trackId = '' } = ids
  const sessionId = newId()
  const body = {
    id: sessionId,
    scope: { kind: 'track' as const, id: trackId },
    length: { kind: 'questions' as const, questions: 5 },
  }
  await learner.client.practice.startSession({ params: { workspaceId }, body })
  return { ...learner, own: { ...learner.own, sessionId } }
}

async function openQuestion(): Promise<void> {
  const { gameId = '', code = '' } = ids
  const host = new BareSocket(app, { cookie: owner.cookies.header() })
  sockets.push(host)
  await host.hello({ role: 'host', gameId })
  for (const [name, { client }] of Object.entries(people)) {
    const token = newToken()
    const joining = { id: newId(), token, nickname: name }
    await client.live.joinGame({ params: { code }, body: joining })
    const socket = new BareSocket(app)
    sockets.push(socket)
    await socket.hello({ role: 'player', gameId, token })
  }
  host.say({ t: 'command', id: newId(), seen: 1_000_000, command: { name: 'next' } })
  for (const [index, value] of [right, right + 1].entries()) {
    const socket = sockets[index + 1]
    await socket?.hear(shows('question_open'))
    const id = newId()
    socket?.say({ t: 'answer', id, question: 0, given: { type: 'numeric', value } })
    expect(await socket?.reply(id)).toEqual({ t: 'accepted', id })
  }
}

/** What a person reads there, ids of their own left out. */
async function read(path: string, { cookies, own }: Person) {
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = { ...ids, ...own }[name]
    if (id === undefined) throw new Error(`there is nothing for "${name}": add it to makeGame()`)
    return id
  })
  const { status, body } = await call(app.url + address, { headers: { cookie: cookies.header() } })
  let text = body
  for (const id of Object.values(own)) text = text.replaceAll(id, '·')
  const isTime = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
  return { status, body: text.replaceAll(isTime, '·').replaceAll(/"requestId":"[^"]+"/g, '') }
}

test.each(reads)(
  '24 before the reveal GET %s gives nobody the key, nor tells who is right',
  async (path) => {
    const { right: one, wrong: other, guest } = people
    const answers = [await read(path, one), await read(path, other), await read(path, guest)]
    for (const { body } of answers) {
      expect(body).not.toContain(secret)
      expect(body).not.toContain(String(right))
    }
    if (path !== '/metrics') expect(answers[0]).toEqual(answers[1])
  },
)

test('24 it would be found: its author reads it, and learners do read what is theirs', async () => {
  const workspace = '/api/v1/workspaces/:workspaceId'
  const { body } = await read(`${workspace}/questions/:questionId`, { ...owner, own: {} })
  expect(body).toContain(secret)
  expect(body).toContain(String(right))
  for (const path of ['practice/home', 'practice/sessions/:sessionId', 'quizzes'])
    expect(await read(`${workspace}/${path}`, people.right)).toMatchObject({ status: 200 })
})

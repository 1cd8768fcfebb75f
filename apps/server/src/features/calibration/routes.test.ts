import { type Client, createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import type { Role } from '@quizmentor/contract/role'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { startApp, type App } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { newId } from '../../platform/ids.ts'
import { openPlatform, type Platform } from '../../platform/platform.ts'
import { cheapPasswords } from '../identity/test-server.ts'
import { createUsers } from '../identity/users.ts'
import { testBanks } from './test-bank.ts'

let database: TestDatabase
let platform: Platform
let app: App
let banks: ReturnType<typeof testBanks>

beforeAll(async () => {
  database = await createTestDatabase()
  const config = readConfig({
    DATABASE_URL: database.url,
    PORT: '0',
    QUIZMENTOR_SECRET: randomBytes(32).toString('base64url'),
    QUIZMENTOR_LOG_LEVEL: 'silent',
  })
  platform = await openPlatform(config)
  app = await startApp(platform)
  await platform.jobs.start({ work: true })
  banks = testBanks(database.kysely)
}, 60_000)
afterAll(async () => {
  await app.close()
  await platform.close()
  await database.drop()
})

async function signedIn(): Promise<{ client: Client; userId: string }> {
  const name = randomBytes(6).toString('hex')
  const account = { email: `${name}@example.org`, password: `${name} by the window` }
  const { id } = await createUsers(database.kysely, cheapPasswords).create({ name, ...account })
  const client = createClient({ baseUrl: app.url, cookies: cookieJar() })
  await client.identity.signIn({ body: account })
  return { client, userId: id }
}

/** The owner of a workspace of their own with as many questions, and how others come in. */
async function newSchool(questions: number) {
  const { client } = await signedIn()
  const workspaceId = newId()
  await client.identity.createWorkspace({ body: { id: workspaceId, name: 'School' } })
  await banks.fill(workspaceId, questions)
  return {
    client,
    workspaceId,
    params: { workspaceId },
    async member(role: Role): Promise<Client> {
      const other = await signedIn()
      await database.kysely
        .insertInto('people')
        .values({ workspace_id: workspaceId, user_id: other.userId, role })
        .execute()
      return other.client
    },
    /** Asks for a calibration, and waits until that has come to its end. */
    async calibrate() {
      await client.calibration.calibrate({ params: { workspaceId } })
      const list = () => client.calibration.listVersions({ params: { workspaceId } })
      await expect
        .poll(async () => (await list()).request, { timeout: 20_000, interval: 100 })
        .toBe('none')
      return (await list()).items
    },
  }
}

const spread = (index: number) => (index - 4.5) / 3

describe('a calibration that is asked for', () => {
  test('is refused while nobody has answered anything', async () => {
    const { client, params } = await newSchool(2)
    expect(await client.calibration.listVersions({ params })).toEqual({
      items: [],
      request: 'none',
    })
    await expect(client.calibration.calibrate({ params })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'nothing_to_calibrate' },
    })
  })

  test('is made by a job, of however few new answers, and not at all of none', async () => {
    const { client, params, workspaceId, calibrate } = await newSchool(3)
    await banks.answer(workspaceId, 2, spread)
    expect(await client.calibration.calibrate({ params })).toEqual({ request: 'running' })
    const first = await calibrate()
    expect(first).toMatchObject([{ method: 'rating', people: 2, answers: 6, state: 'in_force' }])
    expect(await calibrate()).toEqual(first)
    await banks.answer(workspaceId, 1, spread)
    const second = await calibrate()
    expect(second.map(({ state }) => state)).toEqual(['in_force', 'replaced'])

    const { items } = await client.ops.listAudit({ params })
    expect(items.filter(({ action }) => action === 'calibration.requested')).toHaveLength(4)
  })

  test('is said to have failed, until one is made', async () => {
    const { client, params, workspaceId, calibrate } = await newSchool(2)
    await banks.answer(workspaceId, 2, spread)
    await calibrate()
    // Nothing is new, so this makes none; then as the queue has it when all tries have failed.
    await calibrate()
    await database.pool.query(
      "update pgboss.job set state = 'failed' where name = $1 and singleton_key = $2",
      ['calibrate-workspace-now', workspaceId],
    )
    const request = async () => (await client.calibration.listVersions({ params })).request
    expect(await request()).toBe('failed')
    await banks.answer(workspaceId, 1, spread)
    await calibrate()
    expect(await request()).toBe('none')
  })
})

describe('taking a calibration back', () => {
  test('puts all questions back to what they were, is written down, and done once', async () => {
    const { client, params, workspaceId, calibrate } = await newSchool(10)
    const before = await banks.parametersOf(workspaceId)
    await banks.answer(workspaceId, 120, spread)
    const [version] = await calibrate()
    expect(version).toMatchObject({ method: '2PL', people: 120, converged: true })
    expect(version?.logLikelihood).toBeLessThan(0)
    expect(await banks.parametersOf(workspaceId)).not.toEqual(before)

    const inPath = { workspaceId, calibrationId: version?.id ?? '' }
    const taken = await client.calibration.takeBack({ params: inPath })
    expect(taken).toMatchObject({ id: version?.id, state: 'taken_back' })
    expect(taken.takenBackAt).not.toBeNull()
    expect(await client.calibration.takeBack({ params: inPath })).toEqual(taken)
    expect(await banks.parametersOf(workspaceId)).toEqual(before)

    const { items } = await client.ops.listAudit({ params })
    expect(items.filter(({ action }) => action === 'calibration.taken_back')).toMatchObject([
      { subject: version?.id, details: { method: '2PL', people: 120, answers: 1200 } },
    ])
    // Asked for again, it is made again, though no answer is new.
    expect((await calibrate()).map(({ state }) => state)).toEqual(['in_force', 'taken_back'])
  })

  test('goes step by step: one that was replaced stays until the newer one is taken back', async () => {
    const { client, workspaceId, calibrate } = await newSchool(3)
    await banks.answer(workspaceId, 3, spread)
    await calibrate()
    await banks.answer(workspaceId, 3, spread)
    const [newer, older] = await calibrate()
    const takeBack = (calibrationId = '') =>
      client.calibration.takeBack({ params: { workspaceId, calibrationId } })
    await expect(takeBack(older?.id)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'newer_calibration' },
    })
    await takeBack(newer?.id)
    expect(await takeBack(older?.id)).toMatchObject({ state: 'taken_back' })
  })
})

describe('the questions of a calibration', () => {
  test('come worst fitting first, page by page, with what was before', async () => {
    const { client, workspaceId, calibrate } = await newSchool(10)
    // The able get the last one wrong: its key is the wrong way round.
    await banks.answer(workspaceId, 300, spread, { mistaken: 9 })
    const [version] = await calibrate()
    const params = { workspaceId, calibrationId: version?.id ?? '' }
    const list = (query: { limit: number; cursor?: string }) =>
      client.calibration.listVersionQuestions({ params, query })
    const first = await list({ limit: 4 })
    const second = await list({ limit: 4, cursor: first.nextCursor ?? '' })
    const third = await list({ limit: 4, cursor: second.nextCursor ?? '' })
    const all = [...first.items, ...second.items, ...third.items]
    expect(third.nextCursor).toBeNull()
    expect(new Set(all.map(({ questionId }) => questionId)).size).toBe(10)

    expect(all[0]).toMatchObject({
      excerpt: 'Question 9',
      verdict: 'negative_discrimination',
      answers: 300,
      edited: false,
      before: { a: 1, answers: 0, bSe: 1 },
    })
    const misfits = all.slice(1).map(({ outfit }) => Math.abs(Math.log(outfit ?? NaN)))
    expect(misfits).toEqual(misfits.toSorted((one, other) => other - one))
    for (const { discrimination, infit, aSe, verdict } of all.slice(1)) {
      expect(discrimination).toBeGreaterThan(0)
      expect(infit).toBeCloseTo(1, 0)
      expect(aSe).toBeGreaterThan(0)
      expect(verdict).toBe('as_expected')
    }
  })

  test('of ratings have no fit, and an edited one is marked', async () => {
    const { client, workspaceId, calibrate } = await newSchool(2)
    await banks.answer(workspaceId, 5, spread)
    const [version] = await calibrate()
    await banks.edit(workspaceId, 1, { stem: 'Something else' })
    const { items } = await client.calibration.listVersionQuestions({
      params: { workspaceId, calibrationId: version?.id ?? '' },
      query: {},
    })
    expect(items).toMatchObject([
      { excerpt: 'Question 0', infit: null, outfit: null, aSe: null, edited: false },
      { excerpt: 'Something else', verdict: 'too_few_answers', answers: 5, edited: true },
    ])
  })
})

test('authors may look, admins may act, others neither', async () => {
  const { workspaceId, calibrate, member } = await newSchool(2)
  await banks.answer(workspaceId, 4, spread)
  const [version] = await calibrate()
  const params = { workspaceId }
  const inPath = { workspaceId, calibrationId: version?.id ?? '' }
  const allowed = async (client: Client) => {
    const { calibration } = client
    const calls = [
      calibration.listVersions({ params }),
      calibration.listVersionQuestions({ params: inPath, query: {} }),
      calibration.calibrate({ params }),
      calibration.takeBack({ params: inPath }),
    ]
    const settled = await Promise.allSettled(calls)
    return settled.map((each) => (each.status === 'fulfilled' ? 'yes' : statusOf(each.reason)))
  }
  expect(await allowed(await member('learner'))).toEqual([403, 403, 403, 403])
  expect(await allowed(await member('host'))).toEqual([403, 403, 403, 403])
  expect(await allowed(await member('author'))).toEqual(['yes', 'yes', 403, 403])
  expect(await allowed(await member('admin'))).toEqual(['yes', 'yes', 'yes', 'yes'])
  expect(await allowed((await signedIn()).client)).toEqual([404, 404, 404, 404])
  expect(await allowed((await newSchool(0)).client)).toEqual([404, 404, 404, 404])
})

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : error
}

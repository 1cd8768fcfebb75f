import type { Client } from '@quizmentor/client/client'
import type { PracticeSession } from '@quizmentor/contract/practice'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { systemClock } from '../../platform/clock.ts'
import { createJobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { bankFeature } from '../bank/routes.ts'
import { openBank } from '../bank/service.ts'
import { startTestServer, type TestServer } from '../identity/test-server.ts'
import { practiceFeature } from './routes.ts'
import { openPractice } from './service.ts'

let server: TestServer
let topicId: string

beforeAll(async () => {
  // Nothing here makes work for later.
  const jobs = createJobs({ connectionString: '' }, createLog('silent'), createMetrics())
  server = await startTestServer({
    routes: (db) => [
      ...bankFeature(openBank(db)),
      ...practiceFeature(openPractice({ db, clock: systemClock, jobs })),
    ],
  })
  const { client } = await server.signedIn('author')
  topicId = newId()
  const params = { workspaceId: server.workspaceId }
  await client.bank.createTopic({ params, body: { id: topicId, title: 'Planets' } })
  for (let difficulty = 1; difficulty <= 10; difficulty++) {
    const id = newId()
    await client.bank.createQuestion({
      params,
      body: {
        id,
        topicId,
        difficulty,
        bloom: 'remember',
        source: { title: 'The atlas' },
        content: {
          type: 'true_false',
          stem: `Statement ${difficulty}`,
          body: {},
          key: { truth: true },
          explanation: 'BECAUSE',
          hints: ['THINK'],
        },
      },
    })
    await client.bank.setQuestionState({
      params: { ...params, questionId: id },
      body: { state: 'published' },
    })
  }
})
afterAll(() => server.stop())

const here = () => ({ workspaceId: server.workspaceId })
const at = (sessionId: string) => ({ ...here(), sessionId })

function start(client: Client, questions = 5): Promise<PracticeSession> {
  return client.practice.startSession({
    params: here(),
    body: {
      id: newId(),
      scope: { kind: 'topic', id: topicId },
      length: { kind: 'questions', questions },
    },
  })
}

const answer = (position: number, truth: boolean, id = newId()) => ({
  id,
  position,
  given: { type: 'true_false' as const, truth },
  latencyMs: 3_000,
})

test('a learner practises from home to result', async () => {
  const { client } = await server.signedIn()
  const { practice } = client
  let session = await start(client)
  while (session.item !== null) {
    expect(JSON.stringify(session)).not.toMatch(/truth|BECAUSE|THINK/)
    const { position } = session.item
    const body = answer(position, position !== 1)
    const feedback = await practice.respond({ params: at(session.id), body })
    expect(feedback).toMatchObject({
      responseId: body.id,
      correct: position !== 1,
      solution: { key: { truth: true }, explanation: 'BECAUSE' },
      source: { title: 'The atlas' },
    })
    session = feedback.session
    expect(await practice.getSession({ params: at(session.id) })).toEqual(session)
  }
  const result = await practice.getResult({ params: at(session.id) })
  expect(result).toMatchObject({ answered: 5, correct: 4, topics: [{ title: 'Planets' }] })
  const home = await practice.home({ params: here(), query: { timeZone: 'Asia/Tokyo' } })
  expect(home).toMatchObject({ answersToday: 5, unfinished: null })
  const { items } = await practice.listSessions({ params: here() })
  expect(items.map(({ id }) => id)).toEqual([session.id])
})

test('one answer on ten connections at once is one', async () => {
  const { client } = await server.signedIn()
  const session = await start(client)
  const body = answer(0, true)
  const all = await Promise.all(
    Array.from({ length: 10 }, () => client.practice.respond({ params: at(session.id), body })),
  )
  for (const feedback of all) expect(feedback).toEqual(all[0])
  expect((await client.practice.getSession({ params: at(session.id) })).answered).toBe(1)
})

test('a learner rates how well they remembered, and takes it back', async () => {
  const { client } = await server.signedIn()
  const { practice } = client
  const session = await start(client)
  const body = answer(0, true)
  const feedback = await practice.respond({ params: at(session.id), body })
  expect(feedback.recall).toMatchObject({ rated: null })
  const params = { ...at(session.id), responseId: body.id }
  for (const { grade, dueAt } of feedback.recall?.choices ?? []) {
    const said = await practice.rateRecall({ params, body: { rated: grade } })
    expect(said).toMatchObject({ dueAt, recall: { rated: grade } })
  }
  expect(await practice.rateRecall({ params, body: { rated: null } })).toEqual(feedback)
})

test('a learner chooses how well to remember', async () => {
  const { client } = await server.signedIn()
  const { practice } = client
  const usual = await practice.getMemorySettings({ params: here() })
  expect(usual.desiredRetention).toBe(0.9)
  expect(usual.choices.map((choice) => choice.desiredRetention)).toEqual([
    0.8, 0.85, 0.9, 0.95, 0.97,
  ])
  const body = { desiredRetention: 0.97 }
  await practice.setMemorySettings({ params: here(), body })
  expect(await practice.getMemorySettings({ params: here() })).toMatchObject(body)
  const colleague = await server.signedIn('owner')
  expect(await colleague.client.practice.getMemorySettings({ params: here() })).toEqual(usual)
})

describe('refused', () => {
  test('are visitors, people of other workspaces, and other learners', async () => {
    const owner = await server.signedIn()
    const begun = await start(owner.client)
    const given = answer(0, true)
    const { session } = await owner.client.practice.respond({
      params: at(begun.id),
      body: given,
    })
    const colleague = await server.signedIn('owner')
    const strangers = await server.signedIn()
    await server.database.kysely
      .deleteFrom('people')
      .where('user_id', '=', strangers.user.id)
      .execute()
    for (const [client, status] of [
      [server.visitor(), 401],
      [strangers.client, 404],
      [colleague.client, 404],
    ] as const) {
      const { practice } = client
      const params = at(session.id)
      for (const attempt of [
        () => practice.getSession({ params }),
        () => practice.getResult({ params }),
        () => practice.endSession({ params }),
        () => practice.showHint({ params, body: { position: 0 } }),
        () => practice.reveal({ params, body: { position: 0 } }),
        () => practice.respond({ params, body: answer(0, true) }),
        () =>
          practice.rateRecall({
            params: { ...params, responseId: given.id },
            body: { rated: 'easy' },
          }),
      ])
        await expect(attempt()).rejects.toMatchObject({ status })
    }
    expect(await owner.client.practice.getSession({ params: at(session.id) })).toEqual(session)
  })

  test('is a score of one’s own, and anything else that is not asked for', async () => {
    const { client } = await server.signedIn()
    const session = await start(client)
    for (const extra of [{ score: 1 }, { correct: true }, { workspaceId: newId() }])
      await expect(
        client.practice.respond({
          params: at(session.id),
          body: { ...answer(0, false), ...extra },
        }),
      ).rejects.toMatchObject({ status: 400, problem: { code: 'invalid_input' } })
    const feedback = await client.practice.respond({
      params: at(session.id),
      body: answer(0, false),
    })
    expect(feedback.score).toBe(0)
  })

  test('is to remember everything, or nothing', async () => {
    const { client } = await server.signedIn()
    for (const desiredRetention of [0.79, 0.98, 1, Number.NaN])
      await expect(
        client.practice.setMemorySettings({ params: here(), body: { desiredRetention } }),
      ).rejects.toMatchObject({ status: 400, problem: { code: 'invalid_input' } })
  })

  test('is an answer to another position, with a sentence that says what to do', async () => {
    const { client } = await server.signedIn()
    const session = await start(client)
    await expect(
      client.practice.respond({ params: at(session.id), body: answer(3, true) }),
    ).rejects.toMatchObject({
      status: 409,
      problem: {
        code: 'not_asked',
        detail: 'This question is not asked yet. Load the session to go on.',
      },
    })
  })
})

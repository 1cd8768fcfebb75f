import { defaultWeights } from '@quizmentor/engine/memory/card'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { newId } from '../../platform/ids.ts'
import { createJobs, type Jobs } from '../../platform/jobs/jobs.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { openBank } from '../bank/service.ts'
import { calibrateActive, fitActive, handleCalibrationJobs } from './jobs.ts'
import { saveFit } from './memory-queries.ts'
import { memoriesOf, openCalibration, type CalibrationService } from './service.ts'

let database: TestDatabase
let calibration: CalibrationService
const clock = { now: () => Date.now() }
beforeAll(async () => {
  database = await createTestDatabase()
  calibration = openCalibration({ db: database.kysely, clock })
})
afterAll(() => database.drop())

const random = seededRandom(1)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** A workspace with as many questions, all guessed to be of middling difficulty. */
async function newBank(questions: number) {
  const db = database.kysely
  const [workspaceId, authorId, topicId] = [newId(), newId(), newId()]
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'School' }).execute()
  await db
    .insertInto('users')
    .values({ id: authorId, name: 'Author', email: `${authorId}@example.org` })
    .execute()
  const bank = openBank(db)
  await bank.topics.create(workspaceId, {
    id: topicId,
    parentId: null,
    title: 'Everything',
    description: '',
    reading: '',
  })
  for (let index = 0; index < questions; index++)
    await bank.questions.create(workspaceId, authorId, newId(), {
      topicId,
      difficulty: 5,
      bloom: 'remember',
      tags: [],
      content: {
        type: 'true_false',
        stem: `Question ${index}`,
        body: {},
        key: { truth: true },
        explanation: '',
        hints: [],
      },
    })
  return workspaceId
}

/** Guests answer: each of the questions that the chance of `share` gives them. */
async function answer(
  workspaceId: string,
  people: number,
  difficulty: (index: number) => number,
  share = 1,
) {
  const db = database.kysely
  const versions = await db
    .selectFrom('question_versions as v')
    .innerJoin('questions as q', 'q.id', 'v.question_id')
    .select('v.num')
    .where('q.workspace_id', '=', workspaceId)
    .orderBy('q.num')
    .execute()
  const guests = await db
    .insertInto('people')
    .values(
      Array.from({ length: people }, () => ({
        workspace_id: workspaceId,
        user_id: null,
        role: null,
      })),
    )
    .returning('id')
    .execute()
  const given = JSON.stringify({ type: 'true_false', truth: true })
  for (const { id: person_id } of guests) {
    const theta = normal()
    const asked = versions.filter(() => random() < share)
    if (asked.length === 0) continue
    await db
      .insertInto('responses')
      .values(
        asked.map(({ num }) => {
          const b = difficulty(versions.findIndex((version) => version.num === num))
          const right = random() < 1 / (1 + Math.exp(b - theta))
          return {
            id: newId(),
            person_id,
            question_version: num,
            place: 1,
            score: right ? 1 : 0,
            latency_ms: 5_000,
            answered_at: new Date(),
            given,
          }
        }),
      )
      .execute()
  }
}

function parametersOf(workspaceId: string) {
  return database.kysely
    .selectFrom('questions')
    .select(['a', 'b', 'b_se', 'answers'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('num')
    .execute()
}

describe('calibrating a bank', () => {
  const truth = (index: number) => (index - 9.5) / 5

  test('finds how difficult questions are, in a version that can be taken back in one step', async () => {
    const workspaceId = await newBank(20)
    const before = await parametersOf(workspaceId)
    await answer(workspaceId, 300, truth, 0.6)
    const version = await calibration.calibrate(workspaceId)
    expect(version).toMatchObject({ method: '2PL', people: 300, converged: true })
    const found = await parametersOf(workspaceId)
    for (const [index, { b, b_se, answers }] of found.entries()) {
      expect(Math.abs(b - truth(index))).toBeLessThan(4 * b_se)
      expect(b_se).toBeLessThan(0.5)
      expect(answers).toBeGreaterThan(100)
    }

    const rolledBack = await calibration.rollback(workspaceId)
    expect(rolledBack).toMatchObject({ id: version?.id })
    expect(rolledBack.rolledBackAt).not.toBeNull()
    expect(await parametersOf(workspaceId)).toEqual(before)
    await expect(calibration.rollback(workspaceId)).rejects.toMatchObject({
      code: 'no_calibration',
    })
  })

  test('keeps the scale when stronger people come, step by step back to the beginning', async () => {
    const workspaceId = await newBank(20)
    await answer(workspaceId, 400, truth)
    const first = await calibration.calibrate(workspaceId)
    const afterFirst = await parametersOf(workspaceId)
    // Everybody who comes now finds all of it easier by one unit.
    await answer(workspaceId, 800, (index) => truth(index) - 1)
    const second = await calibration.calibrate(workspaceId)
    const afterSecond = await parametersOf(workspaceId)
    const shift =
      afterSecond.reduce((sum, { b }, index) => sum + b - (afterFirst[index]?.b ?? 0), 0) / 20
    expect(Math.abs(shift)).toBeLessThan(0.1)

    expect((await calibration.versions(workspaceId)).map(({ id }) => id)).toEqual([
      second?.id,
      first?.id,
    ])
    await calibration.rollback(workspaceId)
    expect(await parametersOf(workspaceId)).toEqual(afterFirst)
  })

  test('of few answers makes ratings, which hold with what the author guessed', async () => {
    const workspaceId = await newBank(5)
    await answer(workspaceId, 12, (index) => 2 * index - 4)
    const version = await calibration.calibrate(workspaceId)
    expect(version).toMatchObject({ method: 'rating', people: 12, answers: 60 })
    const found = (await parametersOf(workspaceId)).map(({ b }) => b)
    expect(found.at(0)).toBeLessThan(found.at(4) ?? 0)
    expect(Math.max(...found.map(Math.abs))).toBeLessThan(2.5)
  })

  test('is not done again for nothing, unless it is told to', async () => {
    const workspaceId = await newBank(3)
    expect(await calibration.calibrate(workspaceId, true)).toBeNull()
    await answer(workspaceId, 10, truth)
    expect(await calibration.calibrate(workspaceId)).not.toBeNull()
    expect(await calibration.calibrate(workspaceId)).toBeNull()
    expect(await calibration.calibrate(workspaceId, true)).not.toBeNull()
  })

  test('knows nothing of the questions of another workspace', async () => {
    const [workspaceId, other] = [await newBank(3), await newBank(3)]
    await answer(workspaceId, 20, truth)
    await calibration.calibrate(workspaceId)
    expect((await parametersOf(other)).every(({ answers }) => answers === 0)).toBe(true)
    expect(await calibration.versions(other)).toEqual([])
  })
})

test('a learner whose memory was fitted has it used, others have the usual one', async () => {
  const db = database.kysely
  const workspaceId = await newBank(0)
  const people = await db
    .insertInto('people')
    .values([1, 2].map(() => ({ workspace_id: workspaceId, user_id: null, role: null })))
    .returning('id')
    .execute()
  const [fitted = 0, usual = 0] = people.map(({ id }) => id)
  const weights = defaultWeights.map((weight, index) => (index === 2 ? 2 * weight : weight))
  const fit = { weights, reviews: 400, logLoss: 0.3, defaultLogLoss: 0.35 }
  await saveFit(db, fitted, fit, new Date())
  await saveFit(db, fitted, { ...fit, reviews: 500 }, new Date())
  const memories = await memoriesOf(db, [fitted, usual])
  const first = (personId: number) => memories(personId).review(null, 'good', 0).stability
  expect(first(fitted)).toBeCloseTo(2 * first(usual), 3)
})

test('the job finds the workspaces in which something was answered', async () => {
  const [active, idle] = [await newBank(3), await newBank(3)]
  await answer(active, 20, () => 1)
  // The time in an id decides what is new; those of the idle workspace are of long ago.
  await answer(idle, 20, () => 1)
  await sql`
    update responses set id = gen_random_uuid() where person_id in (
      select id from people where workspace_id = ${idle}
    )
  `.execute(database.kysely)
  await sql`
    update responses
    set id = (substr(uuid_of_time(now() - interval '60 days')::text, 1, 14) || substr(id::text, 15))::uuid
    where person_id in (select id from people where workspace_id = ${idle})
  `.execute(database.kysely)

  const jobs = await startJobs()
  try {
    await jobs.send(calibrateActive, {})
    await expect
      .poll(async () => (await calibration.versions(active)).length, { timeout: 20_000 })
      .toBe(1)
    expect(await calibration.versions(idle)).toEqual([])
  } finally {
    await jobs.stop()
  }
})

test('the memory of a member who answered often is fitted, that of a guest never', async () => {
  const db = database.kysely
  const workspaceId = await newBank(30)
  const userId = newId()
  await db
    .insertInto('users')
    .values({ id: userId, name: 'Ada', email: `${userId}@example.org` })
    .execute()
  const people = await db
    .insertInto('people')
    .values(
      [userId, null].map((user_id) => ({
        workspace_id: workspaceId,
        user_id,
        role: user_id === null ? null : ('learner' as const),
      })),
    )
    .returning(['id', 'user_id'])
    .execute()
  const versions = await db
    .selectFrom('question_versions as v')
    .innerJoin('questions as q', 'q.id', 'v.question_id')
    .select('v.num')
    .where('q.workspace_id', '=', workspaceId)
    .execute()
  const dayMs = 86_400_000
  const given = JSON.stringify({ type: 'true_false', truth: true })
  for (const { id: person_id } of people)
    await db
      .insertInto('responses')
      .values(
        versions.flatMap(({ num }, index) =>
          Array.from({ length: 13 }, (_, times) => ({
            id: newId(),
            person_id,
            question_version: num,
            place: 1,
            // Forgets a third of everything, whenever it comes back.
            score: (index + times) % 3 === 0 ? 0 : 1,
            latency_ms: 9_000,
            answered_at: new Date(Date.now() - (100 - 7 * times) * dayMs + index * 60_000),
            given,
          })),
        ),
      )
      .execute()

  const jobs = await startJobs()
  try {
    await jobs.send(fitActive, {})
    const fits = () => db.selectFrom('memory_fits').selectAll().where('reviews', '=', 390).execute()
    await expect.poll(fits, { timeout: 20_000 }).toHaveLength(1)
    const [fit] = await fits()
    expect(fit?.person_id).toBe(people.find(({ user_id }) => user_id !== null)?.id)
    expect(fit?.weights).toHaveLength(21)
    expect(fit?.log_loss).toBeLessThanOrEqual(fit?.default_log_loss ?? 0)
  } finally {
    await jobs.stop()
  }
})

async function startJobs(): Promise<Jobs> {
  const connection = { connectionString: database.url }
  const jobs = createJobs(connection, createLog('silent'), createMetrics())
  handleCalibrationJobs(jobs, calibration, database.kysely, clock)
  await jobs.start({ work: true })
  return jobs
}

import { defaultWeights } from '@quizmentor/engine/memory/card'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { createJobs, type Jobs } from '../../platform/jobs/jobs.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { audit } from '../../platform/audit.ts'
import { handleCardJobs } from '../practice/jobs.ts'
import { openPractice } from '../practice/service.ts'
import { calibrateActive, handleCalibrationJobs } from './jobs.ts'
import { saveFit } from './memory-queries.ts'
import { memoriesOf, openCalibration, type CalibrationService } from './service.ts'
import { testBanks } from './test-bank.ts'

let database: TestDatabase
let calibration: CalibrationService
let banks: ReturnType<typeof testBanks>
const nobody = { userId: null, address: null, requestId: null }
const clock = { now: () => Date.now() }
beforeAll(async () => {
  database = await createTestDatabase()
  banks = testBanks(database.kysely)
  calibration = openCalibration({ db: database.kysely, clock, audit })
})
afterAll(() => database.drop())

describe('calibrating a bank', () => {
  const truth = (index: number) => (index - 9.5) / 5

  test('finds how difficult questions are, in a version that can be taken back in one step', async () => {
    const workspaceId = await banks.newBank(20)
    const before = await banks.parametersOf(workspaceId)
    await banks.answer(workspaceId, 300, truth, { share: 0.6 })
    const version = await calibration.calibrate(workspaceId)
    expect(version).toMatchObject({ method: '2PL', people: 300, converged: true })
    const found = await banks.parametersOf(workspaceId)
    for (const [index, { b, b_se, answers }] of found.entries()) {
      expect(Math.abs(b - truth(index))).toBeLessThan(4 * b_se)
      expect(b_se).toBeLessThan(0.5)
      expect(answers).toBeGreaterThan(100)
    }

    const rolledBack = await calibration.rollback(workspaceId, nobody)
    expect(rolledBack).toMatchObject({ id: version?.id })
    expect(rolledBack.rolledBackAt).not.toBeNull()
    expect(await banks.parametersOf(workspaceId)).toEqual(before)
    await expect(calibration.rollback(workspaceId, nobody)).rejects.toMatchObject({
      code: 'no_calibration',
    })
  })

  test('keeps the scale when stronger people come, step by step back to the beginning', async () => {
    const workspaceId = await banks.newBank(20)
    await banks.answer(workspaceId, 400, truth)
    const first = await calibration.calibrate(workspaceId)
    const afterFirst = await banks.parametersOf(workspaceId)
    // Everybody who comes now finds all of it easier by one unit.
    await banks.answer(workspaceId, 800, (index) => truth(index) - 1)
    const second = await calibration.calibrate(workspaceId)
    const afterSecond = await banks.parametersOf(workspaceId)
    const shift =
      afterSecond.reduce((sum, { b }, index) => sum + b - (afterFirst[index]?.b ?? 0), 0) / 20
    expect(Math.abs(shift)).toBeLessThan(0.1)

    expect((await calibration.versions(workspaceId)).map(({ id }) => id)).toEqual([
      second?.id,
      first?.id,
    ])
    await calibration.rollback(workspaceId, nobody)
    expect(await banks.parametersOf(workspaceId)).toEqual(afterFirst)
  })

  test('of few answers makes ratings, which hold with what the author guessed', async () => {
    const workspaceId = await banks.newBank(5)
    await banks.answer(workspaceId, 12, (index) => 2 * index - 4)
    const version = await calibration.calibrate(workspaceId)
    expect(version).toMatchObject({ method: 'rating', people: 12, answers: 60 })
    const found = (await banks.parametersOf(workspaceId)).map(({ b }) => b)
    expect(found.at(0)).toBeLessThan(found.at(4) ?? 0)
    expect(Math.max(...found.map(Math.abs))).toBeLessThan(2.5)
  })

  test('is not done again for nothing, unless it is told to', async () => {
    const workspaceId = await banks.newBank(3)
    expect(await calibration.calibrate(workspaceId, 'always')).toBeNull()
    await banks.answer(workspaceId, 10, truth)
    expect(await calibration.calibrate(workspaceId)).not.toBeNull()
    expect(await calibration.calibrate(workspaceId)).toBeNull()
    expect(await calibration.calibrate(workspaceId, 'always')).not.toBeNull()
  })

  test('knows nothing of the questions of another workspace', async () => {
    const [workspaceId, other] = [await banks.newBank(3), await banks.newBank(3)]
    await banks.answer(workspaceId, 20, truth)
    await calibration.calibrate(workspaceId)
    expect((await banks.parametersOf(other)).every(({ answers }) => answers === 0)).toBe(true)
    expect(await calibration.versions(other)).toEqual([])
  })
})

test('a learner whose memory was fitted has it used, others have the usual one', async () => {
  const db = database.kysely
  const workspaceId = await banks.newBank(0)
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
  const [active, idle] = [await banks.newBank(3), await banks.newBank(3)]
  await banks.answer(active, 20, () => 1)
  // The time in an id decides what is new; those of the idle workspace are of long ago.
  await banks.answer(idle, 20, () => 1)
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

async function startJobs(): Promise<Jobs> {
  const connection = { connectionString: database.url }
  const log = createLog('silent')
  const jobs = createJobs(connection, log, createMetrics())
  const { kysely: db } = database
  const practice = openPractice({ db, clock, jobs })
  handleCardJobs(jobs, db)
  handleCalibrationJobs({ jobs, log, clock, db, calibration, practice })
  await jobs.start({ work: true })
  return jobs
}

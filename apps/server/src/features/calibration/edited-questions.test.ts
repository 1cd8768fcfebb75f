import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { audit } from '../../platform/audit.ts'
import { openCalibration, type CalibrationService } from './service.ts'
import { testBanks } from './test-bank.ts'

let database: TestDatabase
let calibration: CalibrationService
let banks: ReturnType<typeof testBanks>
beforeAll(async () => {
  database = await createTestDatabase()
  banks = testBanks(database.kysely)
  calibration = openCalibration({ db: database.kysely, clock: { now: () => Date.now() }, audit })
})
afterAll(() => database.drop())

const nobody = { userId: null, address: null, requestId: null }
const middling = () => 0

async function answersOf(workspaceId: string) {
  return (await banks.parametersOf(workspaceId)).map(({ answers }) => answers)
}

test('answers to what a question asked before it was edited do not count', async () => {
  const workspaceId = await banks.newBank(3)
  await banks.answer(workspaceId, 30, middling)
  await banks.edit(workspaceId, 1, { stem: 'Something else' })
  await banks.answer(workspaceId, 12, middling, { only: [1] })
  await calibration.calibrate(workspaceId)
  expect(await answersOf(workspaceId)).toEqual([30, 12, 30])
})

test('the first answer to the present question counts, of those too who answered an earlier one', async () => {
  const workspaceId = await banks.newBank(2)
  const people = await banks.guests(workspaceId, 25)
  await banks.answer(workspaceId, 0, () => -9, { people })
  await banks.edit(workspaceId, 0, { stem: 'Something much harder' })
  await banks.answer(workspaceId, 0, () => 9, { people })
  await calibration.calibrate(workspaceId)
  expect(await answersOf(workspaceId)).toEqual([25, 25])
  const [edited, same] = await banks.parametersOf(workspaceId)
  expect(edited?.b).toBeGreaterThan(0.5)
  expect(same?.b).toBeLessThan(-0.5)
})

test('a new explanation, hint or feedback leaves answers in force', async () => {
  const workspaceId = await banks.newBank(1)
  await banks.answer(workspaceId, 20, middling)
  await banks.edit(workspaceId, 0, { explanation: 'Because it is so.' })
  await banks.edit(workspaceId, 0, { hints: ['Think.'] })
  await banks.edit(workspaceId, 0, { feedback: { wrong: 'Not quite.' } })
  await banks.edit(workspaceId, 0, { key: { truth: true, feedback: { false: 'It is.' } } })
  await banks.answer(workspaceId, 10, middling)
  await calibration.calibrate(workspaceId)
  expect(await answersOf(workspaceId)).toEqual([30])
})

test('an edit that was undone loses no answer but those to the edited question', async () => {
  const workspaceId = await banks.newBank(1)
  await banks.answer(workspaceId, 20, middling)
  await banks.edit(workspaceId, 0, { stem: 'A mistake' })
  await banks.answer(workspaceId, 5, middling)
  await banks.edit(workspaceId, 0, { stem: 'Question 0' })
  await banks.answer(workspaceId, 10, middling)
  await calibration.calibrate(workspaceId)
  expect(await answersOf(workspaceId)).toEqual([30])
})

test('an edited question that nobody answered yet goes back to the guess, until that is taken back', async () => {
  const workspaceId = await banks.newBank(2)
  await banks.answer(workspaceId, 40, () => 2)
  await calibration.calibrate(workspaceId)
  const [estimated] = await banks.parametersOf(workspaceId)
  expect(estimated?.b).toBeGreaterThan(0.5)

  await banks.edit(workspaceId, 0, { stem: 'Something else' })
  // That 40 answers count no longer is as good a reason as 40 new ones.
  const version = await calibration.calibrate(workspaceId)
  expect(version).toMatchObject({ answers: 40 })
  const [guessed, other] = await banks.parametersOf(workspaceId)
  expect(guessed).toMatchObject({ a: 1, b_se: 1, answers: 0 })
  expect(guessed?.b).toBeCloseTo(fromAuthorsDifficulty(5), 5)
  expect(other?.answers).toBe(40)
  expect(await calibration.calibrate(workspaceId, 'new')).toBeNull()

  await calibration.rollback(workspaceId, nobody)
  expect((await banks.parametersOf(workspaceId))[0]).toEqual(estimated)
})

test('edited questions do not hold the scale to what they were', async () => {
  const workspaceId = await banks.newBank(20)
  const truth = (index: number) => (index - 9.5) / 5
  await banks.answer(workspaceId, 300, truth)
  await calibration.calibrate(workspaceId)
  const before = await banks.parametersOf(workspaceId)
  for (let index = 0; index < 10; index++)
    await banks.edit(workspaceId, index, { stem: `Harder question ${index}` })
  await banks.answer(workspaceId, 300, (index) => truth(index) + (index < 10 ? 2 : 0))
  await calibration.calibrate(workspaceId)
  const after = await banks.parametersOf(workspaceId)
  const moved = after.map(({ b }, index) => b - (before[index]?.b ?? 0))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(Math.abs(mean(moved.slice(10)))).toBeLessThan(0.15)
  expect(mean(moved.slice(0, 10))).toBeGreaterThan(1.5)
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPracticeTest, type PracticeTest } from '../practice/practice-for-tests.ts'
import { forgetful, startFitting } from './fit-for-tests.ts'
import { fitActive } from './jobs.ts'

let it: PracticeTest
beforeAll(async () => {
  // Where the optimiser looks for its program first. There is none, as on a machine without one.
  vi.stubEnv('NAPI_RS_NATIVE_LIBRARY_PATH', '/nowhere/optimiser.node')
  it = await openPracticeTest()
})
afterAll(async () => {
  await it.close()
  vi.unstubAllEnvs()
})

test('where the optimiser has no program, that is said once and no job fails', async () => {
  const members = [await forgetful(it), await forgetful(it)]
  const { jobs, metrics, logged } = await startFitting(it)
  try {
    await jobs.send(fitActive, {})
    const outcomes = async () => {
      const { values } = await metrics.jobs.get()
      return values
        .filter(({ labels }) => labels.job === 'fit-memory')
        .map(({ labels, value }) => [labels.outcome, value])
    }
    await expect.poll(outcomes, { timeout: 20_000 }).toEqual([['done', members.length]])
    expect(logged.filter((line) => line.includes('usual parameters'))).toHaveLength(1)
    expect(logged.join('')).toContain(`"level":"info"`)
    expect(logged.join('')).not.toContain('job failed')
    expect(await it.db.selectFrom('memory_fits').select('person_id').execute()).toEqual([])
  } finally {
    await jobs.stop()
  }
})

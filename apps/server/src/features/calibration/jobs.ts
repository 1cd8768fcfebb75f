import { defaultWeights } from '@quizmentor/engine/memory/card'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log.ts'
import type { Practice } from '../practice/service.ts'
import { fewestReviews, fitMemory, OptimiserMissing, type MemoryFit } from './fit-memory.ts'
import { learnersToFit, reviewLog, saveFit } from './memory-queries.ts'
import { activeWorkspaces } from './queries.ts'
import { ownMemorySettings, type CalibrationService } from './service.ts'

/** Seldom: what fails once, fails for a reason that takes longer to go away. */
const retries = { limit: 2, firstAfter: 300 }
const none = z.object({})

export const calibrateActive = job('calibrate-active-workspaces', none, retries)
const calibrateOne = job('calibrate-workspace', z.object({ workspaceId: z.uuid() }), retries)
export const fitActive = job('fit-memories-of-active-learners', none, retries)
const fitOne = job('fit-memory', z.object({ personId: z.int() }), retries)

const hourMs = 3_600_000

interface Parts {
  readonly jobs: Jobs
  readonly log: Log
  readonly clock: Clock
  readonly db: Kysely<Database>
  readonly calibration: CalibrationService
  readonly practice: Pick<Practice, 'parametersChanged'>
}

/**
 * Every hour the questions of workspaces in which something was answered are calibrated, where
 * there is enough that is new; every night the memories of learners are fitted.
 */
export function handleCalibrationJobs(parts: Parts): void {
  const { jobs, clock, db, calibration } = parts
  // A little more than the time between two runs, for ids made by clocks that are behind.
  const ago = (hours: number) => new Date(clock.now() - (hours + 1) * hourMs)

  jobs.handle(calibrateActive, async () => {
    for (const workspaceId of await activeWorkspaces(db, ago(1)))
      await jobs.send(calibrateOne, { workspaceId }, { key: workspaceId })
  })
  jobs.handle(calibrateOne, async ({ workspaceId }) => {
    await calibration.calibrate(workspaceId)
  })
  jobs.repeat(calibrateActive, '25 * * * *', {})

  jobs.handle(fitActive, async () => {
    for (const personId of await learnersToFit(db, ago(24), fewestReviews))
      await jobs.send(fitOne, { personId }, { key: `${personId}` })
  })
  const fit = fitting(parts)
  jobs.handle(fitOne, ({ personId }) => fit(personId))
  jobs.repeat(fitActive, '50 3 * * *', {})
}

/** Fits a learner's memory; where it is another than before, their cards follow. */
function fitting({ log, clock, db, practice }: Parts) {
  let hasSaidMissing = false

  async function fitted(personId: number): Promise<MemoryFit | null> {
    try {
      return await fitMemory(await reviewLog(db, personId))
    } catch (error) {
      if (!(error instanceof OptimiserMissing)) throw error
      if (!hasSaidMissing)
        log.info({ reason: error.message }, 'learners keep the usual parameters on this machine')
      hasSaidMissing = true
      return null
    }
  }

  return async (personId: number): Promise<void> => {
    const fit = await fitted(personId)
    if (fit === null) return
    await db.transaction().execute(async (tx) => {
      const before = await ownMemorySettings(tx, personId)
      await saveFit(tx, personId, fit, new Date(clock.now()))
      if (!areSame(fit.weights, before.weights ?? defaultWeights))
        await practice.parametersChanged(tx, personId)
    })
  }
}

/** As they are stored: in single precision. */
function areSame(some: readonly number[], others: readonly number[]): boolean {
  return some.every((weight, index) => Math.fround(weight) === Math.fround(others[index] ?? NaN))
}

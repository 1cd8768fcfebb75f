import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { fewestReviews, fitMemory } from './fit-memory.ts'
import { learnersToFit, reviewLog, saveFit } from './memory-queries.ts'
import { activeWorkspaces } from './queries.ts'
import type { CalibrationService } from './service.ts'

/** Seldom: what fails once, fails for a reason that takes longer to go away. */
const retries = { limit: 2, firstAfter: 300 }
const none = z.object({})

export const calibrateActive = job('calibrate-active-workspaces', none, retries)
const calibrateOne = job('calibrate-workspace', z.object({ workspaceId: z.uuid() }), retries)
export const fitActive = job('fit-memories-of-active-learners', none, retries)
const fitOne = job('fit-memory', z.object({ personId: z.int() }), retries)

const hourMs = 3_600_000

/**
 * Every hour the questions of workspaces in which something was answered are calibrated, where
 * there is enough that is new; every night the memories of learners are fitted.
 */
export function handleCalibrationJobs(
  jobs: Jobs,
  calibration: CalibrationService,
  db: Kysely<Database>,
  clock: Clock,
): void {
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
  jobs.handle(fitOne, async ({ personId }) => {
    const fit = await fitMemory(await reviewLog(db, personId))
    if (fit !== null) await saveFit(db, personId, fit, new Date(clock.now()))
  })
  jobs.repeat(fitActive, '50 3 * * *', {})
}

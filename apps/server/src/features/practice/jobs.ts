import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { recomputeAll, rescheduleAll } from './rescheduling.ts'

const ofPerson = z.object({ personId: z.int() })

/** After a learner chose how well to remember. */
export const rescheduleCards = job('reschedule-cards', ofPerson)
/** After a learner's parameters changed. */
export const recomputeCards = job('recompute-cards', ofPerson)

/** What follows for a learner's cards, done later where there are many. */
export function handleCardJobs(jobs: Jobs, db: Kysely<Database>): void {
  jobs.handle(rescheduleCards, ({ personId }) => rescheduleAll(db, personId))
  jobs.handle(recomputeCards, ({ personId }) => recomputeAll(db, personId))
}

import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'

const clearExpired = job('clear-expired-sign-ins', z.object({}))

/** Every night, what is over is forgotten: sessions and links that ended. */
export function handleIdentityJobs(jobs: Jobs, db: Kysely<Database>): void {
  jobs.handle(clearExpired, async () => {
    const now = new Date()
    await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
    await db.deleteFrom('verifications').where('expires_at', '<', now).execute()
  })
  jobs.repeat(clearExpired, '20 3 * * *', {})
}

import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Log } from '../../platform/log.ts'

const makePartitions = job('make-partitions', z.object({}))

// Ids may be ninety days old: the months before have their partitions too.
const monthsBack = 3
const monthsAhead = 3

/** Makes the months' partitions that what people do now, and did of late, is kept in. */
export async function ensurePartitions(db: Kysely<Database>, clock: Clock): Promise<void> {
  const from = new Date(clock.now())
  from.setUTCDate(1)
  from.setUTCMonth(from.getUTCMonth() - monthsBack)
  const firstDay = from.toISOString().slice(0, 10)
  for (const parent of ['responses', 'game_events'])
    await db.transaction().execute(async (tx) => {
      // Rather try again later than make everybody else wait.
      await sql`set local lock_timeout = '250ms'`.execute(tx)
      await sql`
        select ensure_partitions(${parent}, ${firstDay}::date, ${monthsBack + monthsAhead}::int)
      `.execute(tx)
    })
}

/** Every night, partitions are made ahead. */
export function handlePartitionJobs(jobs: Jobs, db: Kysely<Database>, clock: Clock): void {
  jobs.handle(makePartitions, () => ensurePartitions(db, clock))
  jobs.repeat(makePartitions, '40 2 * * *', {})
}

/** Makes them at the start. Where that fails, rows wait in the default partition for the night. */
export async function preparePartitions(
  db: Kysely<Database>,
  clock: Clock,
  log: Log,
): Promise<void> {
  try {
    await ensurePartitions(db, clock)
  } catch (error) {
    log.warn({ err: error }, 'partitions could not be made; tried again tonight')
  }
}

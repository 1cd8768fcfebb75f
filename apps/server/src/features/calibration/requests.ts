import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import { conflict } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { job } from '../../platform/jobs/job.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Actor, audit } from '../../platform/audit.ts'
import { isAnswered } from './answer-queries.ts'
import type { CalibrationService } from './service.ts'

/** Somebody waits for it: one more try, soon. */
const calibrateNow = job('calibrate-workspace-now', z.object({ workspaceId: z.uuid() }), {
  limit: 1,
  firstAfter: 10,
})

export interface LastRequest {
  readonly at: Date
  readonly state: 'running' | 'done' | 'failed'
}

interface Parts {
  readonly db: Kysely<Database>
  readonly jobs: Jobs
  readonly calibration: CalibrationService
  /** Writes down who asked for a calibration. */
  readonly audit: typeof audit
}

/** Calibrations that somebody asks for, done by whichever node does the work. */
export function openRequests({ db, jobs, calibration, audit: writeDown }: Parts) {
  jobs.handle(calibrateNow, async ({ workspaceId }) => {
    await calibration.calibrate(workspaceId, 'new')
  })

  return {
    /** Asks for a calibration; while one waits to be begun already, that is it. */
    async request(workspaceId: string, actor: Actor): Promise<void> {
      if (!(await isAnswered(db, workspaceId)))
        throw conflict(
          'nothing_to_calibrate',
          'There is nothing to calibrate yet: nobody has answered a question here.',
        )
      await db.transaction().execute(async (tx) => {
        await writeDown(tx, actor, { workspaceId, action: 'calibration.requested' })
        await jobs.send(calibrateNow, { workspaceId }, { within: tx, key: workspaceId })
      })
    },

    /** The last calibration that was asked for, as far as that is remembered. */
    async last(workspaceId: string): Promise<LastRequest | undefined> {
      const { rows: tables } = await sql<{ there: boolean }>`
        select to_regclass('pgboss.job') is not null as there
      `.execute(db)
      if (tables[0]?.there !== true) return undefined
      const { rows } = await sql<{ state: string; created_on: Date }>`
        select state, created_on from pgboss.job
        where name = ${calibrateNow.name} and singleton_key = ${workspaceId}
        order by created_on desc limit 1
      `.execute(db)
      const [last] = rows
      if (last === undefined) return undefined
      const isRunning = ['created', 'retry', 'active'].includes(last.state)
      const ended = last.state === 'failed' ? 'failed' : 'done'
      return { at: last.created_on, state: isRunning ? 'running' : ended }
    },
  }
}
export type CalibrationRequests = ReturnType<typeof openRequests>

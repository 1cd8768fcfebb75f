import { memory, type Memory } from '@quizmentor/engine/memory/card'
import type { Kysely } from 'kysely'
import { conflict } from '../../http/problem.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import type { BankAnswers } from './bank-answers.ts'
import { calibrateInWorker } from './in-worker.ts'
import { weightsOf } from './memory-queries.ts'
import * as queries from './queries.ts'

export interface CalibrationParts {
  readonly db: Kysely<Database>
  readonly clock: Clock
}

/** A calibration of a workspace's questions. */
export interface CalibrationVersion {
  readonly id: string
  readonly method: '2PL' | 'rating'
  readonly people: number
  readonly answers: number
  readonly logLikelihood: number | null
  readonly converged: boolean | null
  readonly madeAt: Date
  readonly rolledBackAt: Date | null
}

const versionsKept = 30
/** A calibration is worth making again when there are this many answers more, and this share. */
const newAnswers = 20
const newShare = 0.02

/** Difficulty and discrimination of questions, estimated from what people answered. */
export function openCalibration({ db, clock }: CalibrationParts) {
  async function versions(workspaceId: string): Promise<CalibrationVersion[]> {
    const rows = await queries.versionsOf(db, workspaceId, versionsKept)
    return rows.map(toVersion)
  }

  /** Reading a large table takes longer than anything else may. */
  function answersOf(workspaceId: string): Promise<BankAnswers> {
    return db.transaction().execute(async (tx) => {
      await queries.allowTime(tx)
      return queries.bankAnswers(tx, workspaceId)
    })
  }

  return {
    versions,

    /**
     * Calibrates the questions of a workspace from all answers and puts the result in force; does
     * nothing, and gives null, where there is little new since the last time. `always` does it all
     * the same, unless nothing was ever answered.
     */
    async calibrate(workspaceId: string, always = false): Promise<CalibrationVersion | null> {
      const bank = await answersOf(workspaceId)
      const answers = bank.answers.length
      const [last] = await queries.versionsOf(db, workspaceId, 1)
      const enough = (last?.answers ?? 0) + Math.max(newAnswers, newShare * (last?.answers ?? 0))
      if (answers === 0 || (!always && answers < enough)) return null
      const { questions } = bank
      const calibration = await calibrateInWorker(bank)
      const version = { id: newId(), workspaceId, madeAt: new Date(clock.now()) }
      await db.transaction().execute(async (tx) => {
        await queries.lockCalibration(tx, workspaceId)
        await queries.applyVersion(tx, version, questions, calibration)
        await queries.forgetVersions(tx, workspaceId, versionsKept)
      })
      return (await versions(workspaceId)).find(({ id }) => id === version.id) ?? null
    },

    /**
     * Takes the newest calibration in force back: all questions are as they were before it. Again,
     * the one before it. Gives the calibration that was taken back.
     */
    async rollback(workspaceId: string): Promise<CalibrationVersion> {
      const id = await db.transaction().execute(async (tx) => {
        await queries.lockCalibration(tx, workspaceId)
        const newest = await queries.newestInForce(tx, workspaceId)
        if (newest === undefined)
          throw conflict('no_calibration', 'No calibration is in force, so none can be taken back.')
        await queries.takeBack(tx, newest.id, new Date(clock.now()))
        return newest.id
      })
      const version = (await versions(workspaceId)).find((each) => each.id === id)
      if (version === undefined) throw new Error(`calibration ${id} is gone`)
      return version
    },
  }
}
export type CalibrationService = ReturnType<typeof openCalibration>

const usualMemory = memory()

/** How some learners remember: by parameters fitted to them, or those of everybody. */
export async function memoriesOf(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<(personId: number) => Memory> {
  const fitted = new Map(
    Array.from(await weightsOf(db, personIds), ([id, weights]) => [id, memory({ weights })]),
  )
  return (personId) => fitted.get(personId) ?? usualMemory
}

function toVersion(
  row: Awaited<ReturnType<typeof queries.versionsOf>>[number],
): CalibrationVersion {
  return {
    id: row.id,
    method: row.method,
    people: row.people,
    answers: row.answers,
    logLikelihood: row.log_likelihood,
    converged: row.converged,
    madeAt: row.made_at,
    rolledBackAt: row.rolled_back_at,
  }
}

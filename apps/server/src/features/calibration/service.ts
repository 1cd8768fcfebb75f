import type { CalibratedQuestion } from '@quizmentor/contract/calibration'
import { memory, type Memory, type MemorySettings } from '@quizmentor/engine/memory/card'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import { conflict, notFound } from '../../http/problem.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Read, readingHere } from '../../platform/database/replica.ts'
import type { Database } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import type { Actor, audit } from '../../platform/audit.ts'
import { allowTime, bankAnswers } from './answer-queries.ts'
import type { BankAnswers } from './bank-answers.ts'
import { questionsByFit, worstFit } from './fit-queries.ts'
import { calibrateInWorker } from './in-worker.ts'
import { memorySettingsOf, reviewLog, type PastReview } from './memory-queries.ts'
import * as queries from './queries.ts'
import { toQuestion, toVersion, type CalibrationVersion } from './views.ts'

export interface CalibrationParts {
  readonly db: Kysely<Database>
  /** Unset: what is only looked at is read where everything else is. */
  readonly read?: Read
  readonly clock: Clock
  /** Writes down who took a calibration back. */
  readonly audit: typeof audit
}

/**
 * When a calibration is worth its time: with `enough` new answers, with any that is `new` (or where
 * the last one was taken back), or `always`, as long as anything was ever answered.
 */
export type Worth = 'enough' | 'new' | 'always'

const versionsKept = 30
/** Enough is this many answers more, and this share. */
const newAnswers = 20
const newShare = 0.02

const fitPlace = z.tuple([z.int(), z.number(), z.int()])

/** Difficulty and discrimination of questions, estimated from what people answered. */
export function openCalibration(parts: CalibrationParts) {
  const { db, read = readingHere(db), clock, audit: writeDown } = parts

  async function versions(workspaceId: string): Promise<CalibrationVersion[]> {
    const rows = await read((from) => queries.versionsOf(from, workspaceId, versionsKept))
    const inForce = rows.find((row) => row.rolled_back_at === null)
    return rows.map((row) => toVersion(row, inForce?.id))
  }

  /** Reading a large table takes longer than anything else may. */
  function answersOf(workspaceId: string): Promise<BankAnswers> {
    return read((from) =>
      from.transaction().execute(async (tx) => {
        await allowTime(tx)
        return bankAnswers(tx, workspaceId)
      }),
    )
  }

  async function isWorthIt(workspaceId: string, bank: BankAnswers, worth: Worth) {
    if (bank.answers.length === 0 && !bank.questions.edited.includes(1)) return false
    const [last] = await queries.versionsOf(db, workspaceId, 1)
    if (worth === 'always' || last === undefined) return true
    const changed = changedAnswers(bank, await queries.answersCounted(db, last.id))
    return worth === 'new'
      ? changed > 0 || last.rolled_back_at !== null
      : changed >= Math.max(newAnswers, newShare * last.answers)
  }

  async function takeBack(tx: Kysely<Database>, version: queries.VersionRow, actor: Actor) {
    await queries.takeBack(tx, version.id, new Date(clock.now()))
    const { workspace_id: workspaceId, method, people, answers } = version
    await writeDown(tx, actor, {
      workspaceId,
      action: 'calibration.taken_back',
      subject: version.id,
      details: { method, people, answers },
    })
  }

  async function versionWith(workspaceId: string, id: string): Promise<CalibrationVersion> {
    const version = (await versions(workspaceId)).find((each) => each.id === id)
    if (version === undefined) throw notFound('calibration')
    return version
  }

  return {
    versions,

    /**
     * Calibrates the questions of a workspace from all answers and puts the result in force; does
     * nothing, and gives null, where that is not worth it.
     */
    async calibrate(
      workspaceId: string,
      worth: Worth = 'enough',
    ): Promise<CalibrationVersion | null> {
      const bank = await answersOf(workspaceId)
      if (!(await isWorthIt(workspaceId, bank, worth))) return null
      const { questions } = bank
      const calibration = await calibrateInWorker(bank)
      const version = { id: newId(), workspaceId, madeAt: new Date(clock.now()) }
      await db.transaction().execute(async (tx) => {
        await queries.lockCalibration(tx, workspaceId)
        await queries.applyVersion(tx, version, questions, calibration)
        await queries.forgetVersions(tx, workspaceId, versionsKept)
      })
      return versionWith(workspaceId, version.id)
    },

    /** What a calibration found of each question, the worst fitting first. */
    async questions(
      workspaceId: string,
      calibrationId: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<{ items: CalibratedQuestion[]; nextCursor: string | null }> {
      const after = decodeCursor(fitPlace, cursor) ?? worstFit
      const found = await read(async (from) => {
        const version = await queries.versionById(from, workspaceId, calibrationId)
        if (version === undefined) throw notFound('calibration')
        return questionsByFit(from, calibrationId, after, limit)
      })
      const { rows, nextCursor } = toPage(found, limit, (row) => [
        row.urgency,
        row.misfit,
        row.question_num,
      ])
      return { items: rows.map(toQuestion), nextCursor }
    },

    /**
     * Takes the calibration in force back: all questions are as they were before it. Said twice, it
     * is done once.
     */
    async takeBack(workspaceId: string, id: string, actor: Actor): Promise<CalibrationVersion> {
      await db.transaction().execute(async (tx) => {
        await queries.lockCalibration(tx, workspaceId)
        const version = await queries.versionById(tx, workspaceId, id)
        if (version === undefined) throw notFound('calibration')
        if (version.rolled_back_at !== null) return
        const inForce = await queries.newestInForce(tx, workspaceId)
        if (inForce?.id !== id)
          throw conflict(
            'newer_calibration',
            'A newer calibration is in force. Take that back first.',
          )
        await takeBack(tx, version, actor)
      })
      return versionWith(workspaceId, id)
    },

    /**
     * Takes the newest calibration in force back, whichever it is; again, the one before it. Gives
     * the calibration that was taken back.
     */
    async rollback(workspaceId: string, actor: Actor): Promise<CalibrationVersion> {
      const id = await db.transaction().execute(async (tx) => {
        await queries.lockCalibration(tx, workspaceId)
        const newest = await queries.newestInForce(tx, workspaceId)
        if (newest === undefined)
          throw conflict('no_calibration', 'No calibration is in force, so none can be taken back.')
        await takeBack(tx, newest, actor)
        return newest.id
      })
      return versionWith(workspaceId, id)
    },
  }
}
export type CalibrationService = ReturnType<typeof openCalibration>

/** How many answers came, or count no longer, since a calibration counted those of each question. */
function changedAnswers(
  { questions, start, answers }: BankAnswers,
  counted: ReadonlyMap<number, number>,
): number {
  const now = new Float64Array(questions.num.length)
  for (let at = 0; at < (start.at(-1) ?? 0); at++) {
    const place = (answers[at] ?? 0) >> 1
    now[place] = (now[place] ?? 0) + 1
  }
  return now.reduce((changed, answered, place) => {
    const before = counted.get(questions.num[place] ?? NaN) ?? 0
    // What was counted of an edited question was said of something else.
    return (
      changed + (questions.edited[place] === 1 ? answered + before : Math.abs(answered - before))
    )
  }, 0)
}

const usualMemory = memory()

/**
 * How some learners remember, by parameters fitted to them or those of everybody, and how well they
 * chose to.
 */
export async function memoriesOf(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<(personId: number) => Memory> {
  const own = new Map(
    Array.from(await memorySettingsOf(db, personIds), ([id, settings]) => [id, memory(settings)]),
  )
  return (personId) => own.get(personId) ?? usualMemory
}

/** What sets one learner's memory apart from the usual one, if anything. */
export async function ownMemorySettings(
  db: Kysely<Database>,
  personId: number,
): Promise<MemorySettings> {
  return (await memorySettingsOf(db, [personId])).get(personId) ?? {}
}

/** What a learner answered of some questions, as reviews, in order. */
export function reviewsOf(
  db: Kysely<Database>,
  personId: number,
  questions: readonly number[],
): Promise<PastReview[]> {
  return reviewLog(db, personId, questions)
}

import type {
  Question,
  QuestionRow,
  QuestionState,
  QuestionVersion,
} from '@quizmentor/contract/bank'
import type { Classification } from '@quizmentor/contract/question'
import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { plainText } from '@quizmentor/engine/question/plain-text'
import { checkQuestion, type QuestionContent } from '@quizmentor/engine/question/question'
import { partIds, relabelled } from '@quizmentor/engine/question/relabel'
import type { Kysely } from 'kysely'
import { randomInt } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { decodeCursor, instantAndId, toPage } from '../../../http/cursor.ts'
import { conflict, invalid, notFound } from '../../../http/problem.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { requireTopics } from '../topics/service.ts'
import * as queries from './queries.ts'

type Draft = Classification & { topicId: string; content: QuestionContent }

const EXCERPT = 200

/** The questions of a workspace: drafts, versions, states, search. */
export function questionsService(db: Kysely<Database>) {
  async function get(workspaceId: string, questionId: string): Promise<Question> {
    const row = await queries.questionById(db, workspaceId, questionId)
    if (row === undefined) throw notFound('question')
    return toQuestion(row)
  }

  return {
    get,

    async list(
      workspaceId: string,
      query: queries.QuestionFilter & { cursor?: string | undefined; limit: number },
    ): Promise<{ items: QuestionRow[]; nextCursor: string | null }> {
      const after = decodeCursor(instantAndId, query.cursor)
      const page = await queries.questionsPage(db, workspaceId, query, after, query.limit)
      const found = await page.execute()
      const { rows, nextCursor } = toPage(found, query.limit, (row) => [
        row.updated_at.toISOString(),
        row.id,
      ])
      return { items: rows.map(toQuestionRow), nextCursor }
    },

    async listTags(workspaceId: string) {
      return { items: await queries.mostUsedTags(db, workspaceId, 200) }
    },

    async listVersions(
      workspaceId: string,
      questionId: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<{ items: QuestionVersion[]; nextCursor: string | null }> {
      const before = decodeCursor(z.tuple([z.int()]), cursor)?.[0] ?? null
      const found = await queries.versionsPage(db, workspaceId, questionId, before, limit)
      if (found.length === 0) await get(workspaceId, questionId)
      const { rows, nextCursor } = toPage(found, limit, (row) => [row.number])
      const items = rows.map((row) => ({
        id: row.id,
        number: row.number,
        content: row.content,
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
      }))
      return { items, nextCursor }
    },

    /** A draft. With an id that this workspace has already, that question as it is. */
    async create(workspaceId: string, userId: string, id: string, draft: Draft): Promise<Question> {
      await requireTopics(db, workspaceId, [[draft.topicId, '/body/topicId']])
      await db.transaction().execute((tx) =>
        queries.insertQuestions(tx, [
          {
            ...newQuestion(draft),
            id,
            workspaceId,
            state: 'draft',
            sourceRef: null,
            createdBy: userId,
          },
        ]),
      )
      const made = await queries.questionById(db, workspaceId, id)
      if (made === undefined) throw conflict('id_taken', 'This id is in use. Make a new one.')
      return toQuestion(made)
    },

    /**
     * Changes what is said about a question; changed content makes a new version. Refused (409)
     * when somebody made a newer version meanwhile, and (400) when a published question would get
     * a fault.
     */
    async update(
      workspaceId: string,
      userId: string,
      questionId: string,
      { baseVersion, ...draft }: Draft & { baseVersion: number },
    ): Promise<Question> {
      await requireTopics(db, workspaceId, [[draft.topicId, '/body/topicId']])
      await db.transaction().execute(async (tx) => {
        const row = await queries.lockQuestion(tx, workspaceId, questionId)
        if (row === undefined) throw notFound('question')
        if (row.version_number !== baseVersion)
          throw conflict(
            'newer_version',
            `Somebody saved version ${row.version_number} meanwhile. Reload it and apply your change to it.`,
          )
        if (row.state === 'published') refuseFaults(draft.content)
        const at = new Date()
        const next = newQuestion(draft, partIds(row.content))
        if (!isDeepStrictEqual(draft.content, row.content))
          await queries.insertVersion(tx, {
            id: next.versionId,
            questionId,
            number: row.version_number + 1,
            content: next.content,
            createdBy: userId,
            at,
          })
        const guessChanged = draft.difficulty !== row.difficulty && row.answers === 0
        await queries.updateClassification(tx, questionId, {
          ...next,
          b: guessChanged ? next.b : null,
          at,
        })
      })
      return get(workspaceId, questionId)
    },

    /** Publishing is refused (400) while the question has faults. */
    async setState(
      workspaceId: string,
      questionId: string,
      state: QuestionState,
    ): Promise<Question> {
      await db.transaction().execute(async (tx) => {
        const row = await queries.lockQuestion(tx, workspaceId, questionId)
        if (row === undefined) throw notFound('question')
        if (state === 'published') refuseFaults(row.content)
        if (state !== row.state) await queries.updateState(tx, questionId, state, new Date())
      })
      return get(workspaceId, questionId)
    },
  }
}

/**
 * What a draft becomes when it is stored: its parts get ids that tell nothing (those in `keep`
 * have one already), its text becomes searchable, its difficulty a b.
 */
export function newQuestion(draft: Draft, keep: ReadonlySet<string> = new Set()) {
  const content = relabelled(draft.content, seededRandom(randomInt(2 ** 32)), keep)
  return {
    topicId: draft.topicId,
    difficulty: draft.difficulty,
    bloom: draft.bloom,
    tags: [...new Set(draft.tags)],
    source: draft.source ?? null,
    plainText: plainText(content),
    b: fromAuthorsDifficulty(draft.difficulty),
    at: new Date(),
    versionId: newId(),
    content,
  }
}

function refuseFaults(content: QuestionContent): void {
  const faults = checkQuestion(content).filter(({ severity }) => severity === 'error')
  if (faults.length === 0) return
  throw invalid(
    faults.map(({ path, code }) => ({
      pointer: `/body/content${path}`,
      code,
      detail: 'Mend this before the question is published.',
    })),
    'The question has faults that stop it from being published.',
  )
}

type Row = Awaited<ReturnType<Awaited<ReturnType<typeof queries.questionsPage>>['execute']>>[number]
type FullRow = NonNullable<Awaited<ReturnType<typeof queries.questionById>>>

/** A question as lists show it. */
export function toQuestionRow(row: Row): QuestionRow {
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    topicId: row.topic_id,
    excerpt:
      row.plain_text.length > EXCERPT ? `${row.plain_text.slice(0, EXCERPT)}…` : row.plain_text,
    difficulty: row.difficulty,
    bloom: row.bloom,
    tags: row.tags,
    updatedAt: row.updated_at.toISOString(),
  }
}

function toQuestion(row: FullRow): Question {
  return {
    ...toQuestionRow(row),
    versionId: row.version_id,
    versionNumber: row.version_number,
    content: row.content,
    source: row.source,
    issues: checkQuestion(row.content),
    createdAt: row.created_at.toISOString(),
    answers: row.answers,
  }
}

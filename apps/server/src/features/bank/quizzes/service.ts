import type { Quiz, QuizRow } from '@quizmentor/contract/bank'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import { decodeCursor, instantAndId, toPage } from '../../../http/cursor.ts'
import { conflict, invalid, notFound } from '../../../http/problem.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { existingQuestions } from '../questions/queries.ts'
import { toQuestionRow } from '../questions/service.ts'
import * as queries from './queries.ts'

interface Draft {
  readonly title: string
  readonly description: string
  readonly rounds: readonly { readonly title: string; readonly questionIds: readonly string[] }[]
}

/** A quiz as it is played: its published questions with their keys. Never sent to anybody. */
export interface QuizContent {
  readonly title: string
  readonly rounds: readonly { readonly title: string }[]
  readonly questions: readonly {
    readonly questionId: string
    readonly version: number
    readonly round: number
    readonly content: QuestionContent
  }[]
}

/** Authored lists of questions in rounds. */
export function quizzesService(db: Kysely<Database>) {
  async function get(workspaceId: string, quizId: string): Promise<Quiz> {
    const row = await queries.quizById(db, workspaceId, quizId)
    if (row === undefined) throw notFound('quiz')
    const [rounds, questions] = await Promise.all([
      queries.roundsOf(db, quizId),
      queries.questionRowsOf(db, quizId),
    ])
    return {
      ...toQuizRow(row),
      rounds: rounds.map(({ title, position }) => ({
        title,
        questions: questions.filter(({ round }) => round === position).map(toQuestionRow),
      })),
    }
  }

  async function requireQuestions(workspaceId: string, { rounds }: Draft): Promise<void> {
    const wanted = rounds.flatMap(({ questionIds }, round) =>
      questionIds.map((id, index) => ({
        id,
        pointer: `/body/rounds/${round}/questionIds/${index}`,
      })),
    )
    const ids = wanted.map(({ id }) => id)
    const existing = await existingQuestions(db, workspaceId, ids)
    const faults = wanted.flatMap(({ id, pointer }, index) => {
      if (!existing.has(id))
        return [
          { pointer, code: 'unknown_question', detail: 'This workspace has no such question.' },
        ]
      if (ids.indexOf(id) !== index)
        return [{ pointer, code: 'question_repeated', detail: 'A quiz has each question once.' }]
      return []
    })
    if (faults.length > 0) throw invalid(faults)
  }

  return {
    get,

    async list(
      workspaceId: string,
      query: { search?: string | undefined; cursor?: string | undefined; limit: number },
    ): Promise<{ items: QuizRow[]; nextCursor: string | null }> {
      const after = decodeCursor(instantAndId, query.cursor)
      const found = await queries.quizzesPage(db, workspaceId, query.search, after, query.limit)
      const { rows, nextCursor } = toPage(found, query.limit, (row) => [
        row.updated_at.toISOString(),
        row.id,
      ])
      return { items: rows.map(toQuizRow), nextCursor }
    },

    async create(workspaceId: string, userId: string, id: string, draft: Draft): Promise<Quiz> {
      await requireQuestions(workspaceId, draft)
      await db.transaction().execute(async (tx) => {
        const quiz = { ...draft, id, workspaceId, sourceRef: null, createdBy: userId }
        if (await queries.insertQuiz(tx, { ...quiz, at: new Date() }))
          await queries.replaceRounds(tx, id, draft.rounds)
      })
      if ((await queries.quizById(db, workspaceId, id)) === undefined)
        throw conflict('id_taken', 'This id is in use. Make a new one.')
      return get(workspaceId, id)
    },

    async update(workspaceId: string, quizId: string, draft: Draft): Promise<Quiz> {
      await requireQuestions(workspaceId, draft)
      await db.transaction().execute(async (tx) => {
        const change = { ...draft, at: new Date() }
        if (!(await queries.updateQuiz(tx, workspaceId, quizId, change))) throw notFound('quiz')
        await queries.replaceRounds(tx, quizId, draft.rounds)
      })
      return get(workspaceId, quizId)
    },

    async remove(workspaceId: string, quizId: string): Promise<Record<string, never>> {
      if ((await queries.deleteQuiz(db, workspaceId, quizId)) === undefined) throw notFound('quiz')
      return {}
    },

    /** For playing: only published questions, with their keys. */
    async content(workspaceId: string, quizId: string): Promise<QuizContent> {
      const row = await queries.quizById(db, workspaceId, quizId)
      if (row === undefined) throw notFound('quiz')
      const [rounds, questions] = await Promise.all([
        queries.roundsOf(db, quizId),
        queries.contentsOf(db, quizId),
      ])
      return {
        title: row.title,
        rounds: rounds.map(({ title }) => ({ title })),
        questions: questions.map(({ id, ...question }) => ({ questionId: id, ...question })),
      }
    },
  }
}

function toQuizRow(row: Awaited<ReturnType<typeof queries.quizzesPage>>[number]): QuizRow {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    rounds: row.rounds,
    questions: row.questions,
    playable: row.playable,
    updatedAt: row.updated_at.toISOString(),
  }
}

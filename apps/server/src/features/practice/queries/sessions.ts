import type { Scope } from '@quizmentor/contract/practice'
import type { Given } from '@quizmentor/engine/question/question'
import { sql, type Kysely, type Selectable } from 'kysely'
import type { AbilityMoves, Database, LastReview } from '../../../platform/database/schema.ts'

export type SessionRow = Selectable<Database['practice_sessions']>

/** Makes everything that one person learns happen one after the other, until the transaction ends. */
export async function lockLearner(tx: Kysely<Database>, personId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('learner', ${personId}))`.execute(tx)
}

/** A session of this person; nobody else's. */
export function sessionOf(
  db: Kysely<Database>,
  workspaceId: string,
  personId: number,
  sessionId: string,
): Promise<SessionRow | undefined> {
  return db
    .selectFrom('practice_sessions')
    .selectAll()
    .where('id', '=', sessionId)
    .where('person_id', '=', personId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
}

export interface NewSession {
  readonly id: string
  readonly workspaceId: string
  readonly personId: number
  readonly mode: 'adaptive' | 'quiz'
  readonly scope: Scope
  readonly title: string
  readonly questions: number | null
  readonly minutes: number | null
  readonly seed: number
  readonly startedAt: Date
}

/** Adds a session; nothing where the id is taken. */
export function insertSession(
  db: Kysely<Database>,
  session: NewSession,
): Promise<SessionRow | undefined> {
  return db
    .insertInto('practice_sessions')
    .values({
      id: session.id,
      workspace_id: session.workspaceId,
      person_id: session.personId,
      mode: session.mode,
      scope: JSON.stringify(session.scope),
      title: session.title,
      questions: session.questions,
      minutes: session.minutes,
      seed: session.seed,
      started_at: session.startedAt,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst()
}

export interface Progress {
  readonly answered: number
  readonly correct: number
  readonly abilities: AbilityMoves
  readonly last_review: LastReview
}

export async function updateProgress(
  db: Kysely<Database>,
  sessionId: string,
  { abilities, last_review, ...counts }: Progress,
): Promise<void> {
  await db
    .updateTable('practice_sessions')
    .set({
      ...counts,
      abilities: JSON.stringify(abilities),
      last_review: JSON.stringify(last_review),
    })
    .where('id', '=', sessionId)
    .execute()
}

/** Ends a session; one that has ended keeps its end. */
export async function endSession(db: Kysely<Database>, sessionId: string, at: Date): Promise<void> {
  await db
    .updateTable('practice_sessions')
    .set({ ended_at: at })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute()
}

/** One page of a person's sessions and one row more, newest first. */
export function sessionsPage(
  db: Kysely<Database>,
  workspaceId: string,
  personId: number,
  before: string | null,
  limit: number,
) {
  const query = db
    .selectFrom('practice_sessions')
    .select(['id', 'title', 'started_at', 'ended_at', 'answered', 'correct'])
    .where('person_id', '=', personId)
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  return (before === null ? query : query.where('id', '<', before)).execute()
}

/** The newest session that a person left unfinished, begun after `since`. */
export function unfinishedSession(
  db: Kysely<Database>,
  workspaceId: string,
  personId: number,
  since: Date,
) {
  return db
    .selectFrom('practice_sessions')
    .select(['id', 'title', 'answered'])
    .where('person_id', '=', personId)
    .where('workspace_id', '=', workspaceId)
    .where('ended_at', 'is', null)
    .where('started_at', '>', since)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The questions of a session in order, with their parameters. */
export function itemsOf(db: Kysely<Database>, sessionId: string) {
  return db
    .selectFrom('practice_items')
    .innerJoin('questions', 'questions.num', 'practice_items.question_num')
    .select([
      'practice_items.position',
      'practice_items.question_num as num',
      'practice_items.question_version as version',
      'practice_items.topic_id',
      'practice_items.reason',
      'practice_items.seed',
      'practice_items.hints_shown',
      'practice_items.shown_at',
      'practice_items.response_id',
      'practice_items.score',
      'practice_items.rated',
      'practice_items.revealed',
      'questions.a',
      'questions.b',
      'questions.source',
    ])
    .where('practice_items.session_id', '=', sessionId)
    .orderBy('practice_items.position')
    .execute()
}
export type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number]

export interface NewItem {
  readonly sessionId: string
  readonly position: number
  readonly num: number
  readonly reason: ItemRow['reason']
  readonly seed: number
  readonly shownAt: Date
}

/** Adds the next question, in its current version. */
export async function insertItem(db: Kysely<Database>, item: NewItem): Promise<ItemRow> {
  const { num, position, reason, seed, shownAt } = item
  const question = await db
    .with('question', (cte) =>
      cte
        .selectFrom('questions')
        .select(['version', 'topic_id', 'a', 'b', 'source'])
        .where('num', '=', num)
        .where('version', 'is not', null)
        .$narrowType<{ version: number }>(),
    )
    .with('added', (cte) =>
      cte
        .insertInto('practice_items')
        .columns([
          'session_id',
          'position',
          'question_num',
          'question_version',
          'topic_id',
          'reason',
          'seed',
          'shown_at',
        ])
        .expression((from) =>
          from
            .selectFrom('question')
            .select((row) => [
              row.val(item.sessionId).as('session_id'),
              row.val(position).as('position'),
              row.val(num).as('question_num'),
              'question.version as question_version',
              'question.topic_id',
              row.val(reason).as('reason'),
              row.val(seed).as('seed'),
              row.val(shownAt).as('shown_at'),
            ]),
        ),
    )
    .selectFrom('question')
    .selectAll()
    .executeTakeFirst()
  if (question === undefined) throw new Error(`question ${num} has no version`)
  return {
    ...question,
    num,
    position,
    reason,
    seed,
    shown_at: shownAt,
    hints_shown: 0,
    response_id: null,
    score: null,
    rated: null,
    revealed: false,
  }
}

export async function contentOf(db: Kysely<Database>, version: number) {
  const { content } = await db
    .selectFrom('question_versions')
    .select('content')
    .where('num', '=', version)
    .executeTakeFirstOrThrow()
  return content
}

export async function showHint(
  db: Kysely<Database>,
  sessionId: string,
  position: number,
  hintsShown: number,
): Promise<void> {
  await db
    .updateTable('practice_items')
    .set({ hints_shown: hintsShown })
    .where('session_id', '=', sessionId)
    .where('position', '=', position)
    .execute()
}

/** Keeps that a learner asked for what they mark their answer by. */
export async function markRevealed(
  db: Kysely<Database>,
  sessionId: string,
  position: number,
): Promise<void> {
  await db
    .updateTable('practice_items')
    .set({ revealed: true })
    .where('session_id', '=', sessionId)
    .where('position', '=', position)
    .execute()
}

export interface NewResponse {
  readonly id: string
  readonly personId: number
  readonly version: number
  readonly score: number
  readonly latencyMs: number
  readonly answeredAt: Date
  readonly given: Given
}

const practicePlace = 1

/** Stores a response with the question it answers; `false` where the id is taken. */
export async function storeResponse(
  db: Kysely<Database>,
  sessionId: string,
  position: number,
  response: NewResponse,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .with('stored', (cte) =>
      cte
        .insertInto('responses')
        .values({
          id: response.id,
          person_id: response.personId,
          question_version: response.version,
          place: practicePlace,
          score: response.score,
          latency_ms: response.latencyMs,
          answered_at: response.answeredAt,
          given: JSON.stringify(response.given),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning(['id', 'score']),
    )
    .updateTable('practice_items')
    .from('stored')
    .set((row) => ({ response_id: row.ref('stored.id'), score: row.ref('stored.score') }))
    .where('session_id', '=', sessionId)
    .where('position', '=', position)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How many answers a person gave since a moment, anywhere. */
export async function answersSince(
  db: Kysely<Database>,
  personId: number,
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom('responses')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('id', '>=', sql<string>`uuid_of_time(${since})`)
    .where('answered_at', '>=', since)
    .executeTakeFirstOrThrow()
  return count
}

/** The questions of a session that come back, soonest first, at most 100. */
export function comingBack(db: Kysely<Database>, personId: number, sessionId: string) {
  return db
    .selectFrom((row) =>
      row
        .selectFrom('practice_items')
        .select(['question_num', 'topic_id', 'score'])
        .distinctOn('question_num')
        .where('session_id', '=', sessionId)
        .where('response_id', 'is not', null)
        .orderBy('question_num')
        .orderBy('position', 'desc')
        .as('last'),
    )
    .innerJoin('cards', (join) =>
      join
        .onRef('cards.question_num', '=', 'last.question_num')
        .on('cards.person_id', '=', personId),
    )
    .innerJoin('questions', 'questions.num', 'last.question_num')
    .innerJoin('topics', 'topics.id', 'last.topic_id')
    .select([
      'cards.due',
      'last.score',
      'topics.title as topic_title',
      sql<string>`left(split_part(questions.plain_text, E'\n', 1), 200)`.as('excerpt'),
    ])
    .where('questions.state', '=', 'published')
    .orderBy('cards.due')
    .orderBy('last.question_num')
    .limit(100)
    .execute()
}

/** Whether a question, or any of a quiz, is asked in a game that goes on. */
export async function isBeingPlayed(
  db: Kysely<Database>,
  workspaceId: string,
  what: { readonly question: number } | { readonly quiz: string },
  now: number,
): Promise<boolean> {
  const quizzes = await quizzesBeingPlayed(db, workspaceId, now)
  if ('quiz' in what) return quizzes.includes(what.quiz)
  if (quizzes.length === 0) return false
  const found = await questionsOf(db, quizzes)
    .select('questions.num')
    .where('questions.num', '=', what.question)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The questions that are asked in games that go on, at most 10,000. */
export async function beingPlayed(
  db: Kysely<Database>,
  workspaceId: string,
  now: number,
): Promise<Set<number>> {
  const quizzes = await quizzesBeingPlayed(db, workspaceId, now)
  if (quizzes.length === 0) return new Set()
  const rows = await questionsOf(db, quizzes)
    .select('questions.num')
    .distinct()
    .limit(10_000)
    .execute()
  return new Set(rows.map(({ num }) => num))
}

/** A game that nobody ends is no reason to withhold its questions for longer. */
const longestGameMs = 3 * 3_600_000

/**
 * Asked by itself, before what is in them: mostly no game goes on, and to plan the question of what is
 * in them takes longer than all else that an answer asks for.
 */
async function quizzesBeingPlayed(
  db: Kysely<Database>,
  workspaceId: string,
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('games')
    .select('quiz_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', 'is', null)
    .where('created_at', '>', new Date(now - longestGameMs))
    .execute()
  return rows.flatMap(({ quiz_id }) => quiz_id ?? [])
}

function questionsOf(db: Kysely<Database>, quizzes: readonly string[]) {
  return db
    .selectFrom('quiz_questions')
    .innerJoin('questions', 'questions.id', 'quiz_questions.question_id')
    .where('quiz_questions.quiz_id', '=', sql<string>`any(${quizzes}::uuid[])`)
}

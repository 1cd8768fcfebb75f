import type {
  Feedback,
  PracticeItem,
  PracticeResult,
  PracticeSession,
  Scope,
  SessionLength,
} from '@quizmentor/contract/practice'
import type { AdaptiveSettings } from '@quizmentor/contract/settings'
import type { Grade } from '@quizmentor/engine/memory/grade'
import { isSelfMarked, solutionOf, type Solution } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import type { Member } from '../../http/feature.ts'
import { conflict, invalid, notFound } from '../../http/problem.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { timeOfId } from '../../platform/ids.ts'
import { feedbackOn, take, type Answer } from './answer.ts'
import type { Catalogues } from './catalogue.ts'
import { goOn } from './choose.ts'
import type { Contents } from './contents.ts'
import * as queries from './queries/sessions.ts'
import { rate } from './rating.ts'
import { resultOf } from './result.ts'
import { subjectOf } from './scope.ts'
import { inHand, takeUp, type Sitting } from './sitting.ts'
import { itemView, sessionView } from './views.ts'

export interface SessionsParts {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly catalogues: Catalogues
  readonly contents: Contents
  readonly settings: () => AdaptiveSettings
}

/** Practice sessions of one's own: to start, answer, leave and come back to. */
export function sessionsService({ db, clock, catalogues, contents, settings }: SessionsParts) {
  async function owned(tx: Kysely<Database>, { workspaceId, personId }: Member, sessionId: string) {
    const session = await queries.sessionOf(tx, workspaceId, personId, sessionId)
    if (session === undefined) throw notFound('session')
    return session
  }

  async function result(member: Member, sessionId: string): Promise<PracticeResult> {
    const session = await owned(db, member, sessionId)
    return resultOf(db, session, await catalogues(member.workspaceId))
  }

  /** Works on a session with nobody else changing what its learner knows. */
  async function alone<Given>(
    member: Member,
    sessionId: string,
    work: (tx: Kysely<Database>, sitting: Sitting) => Promise<Given>,
  ): Promise<Given> {
    const catalogue = await catalogues(member.workspaceId)
    return db.transaction().execute(async (tx) => {
      await queries.lockLearner(tx, member.personId)
      return work(tx, await takeUp(tx, await owned(tx, member, sessionId), catalogue, contents))
    })
  }

  /** Whoever plays a game must not learn its keys from practice meanwhile. */
  async function refuseWhilePlayed(
    tx: Kysely<Database>,
    workspaceId: string,
    what: Parameters<typeof queries.isBeingPlayed>[2],
  ): Promise<void> {
    if (await queries.isBeingPlayed(tx, workspaceId, what, clock.now()))
      throw conflict(
        'being_played',
        'This is being played live just now. Go on with it once the game is over.',
      )
  }

  return {
    /** Starts a session; with an id that this person has started already, gives that session. */
    async start(
      { workspaceId, personId }: Member,
      { id, scope, length }: { id: string; scope: Scope; length: SessionLength },
    ): Promise<PracticeSession> {
      refuseImplausible(id, clock.now())
      const catalogue = await catalogues(workspaceId)
      const subject = await subjectOf(db, workspaceId, catalogue, scope)
      if (subject === null) throw notFound(scope.kind)
      if (scope.kind === 'quiz') await refuseWhilePlayed(db, workspaceId, { quiz: scope.id })
      return db.transaction().execute(async (tx) => {
        await queries.lockLearner(tx, personId)
        const now = clock.now()
        const made = await queries.insertSession(tx, {
          id,
          workspaceId,
          personId,
          mode: subject.mode,
          scope,
          title: subject.title,
          questions: length.kind === 'questions' ? length.questions : null,
          minutes: length.kind === 'minutes' ? length.minutes : null,
          seed: randomInt(2 ** 31),
          startedAt: new Date(now),
        })
        const session = made ?? (await queries.sessionOf(tx, workspaceId, personId, id))
        if (session === undefined) throw conflict('id_taken', 'This id is in use. Make a new one.')
        const sitting = await takeUp(tx, session, catalogue, contents)
        if (made === undefined) return sessionView(tx, sitting, now)
        const begun = await goOn(tx, sitting, settings(), now)
        if (inHand(begun) === null)
          throw conflict(
            'nothing_to_ask',
            'There are no published questions here yet. Choose something else to practise.',
          )
        return sessionView(tx, begun, now)
      })
    },

    async get(member: Member, sessionId: string): Promise<PracticeSession> {
      const session = await owned(db, member, sessionId)
      const catalogue = await catalogues(member.workspaceId)
      return sessionView(db, await takeUp(db, session, catalogue, contents), clock.now())
    },

    /** Takes the answer to the question in hand. An answer sent again gives what it gave. */
    async respond(member: Member, sessionId: string, answer: Answer): Promise<Feedback> {
      refuseImplausible(answer.id, clock.now())
      return alone(member, sessionId, async (tx, sitting) => {
        const now = clock.now()
        const { position } = answer
        if (sitting.items[position]?.response_id === answer.id)
          return feedbackOn(tx, sitting, position, now)
        const item = requireInHand(sitting, position)
        await refuseWhilePlayed(tx, member.workspaceId, { question: item.num })
        const taken = await take(tx, sitting, item, answer, now)
        return feedbackOn(tx, await goOn(tx, taken, settings(), now), position, now)
      })
    },

    /** Has a learner say how well they remembered their last answer; `null` takes that back. */
    async rate(
      member: Member,
      sessionId: string,
      responseId: string,
      rating: Grade | null,
    ): Promise<Feedback> {
      return alone(member, sessionId, async (tx, sitting) => {
        const { sitting: moved, position } = await rate(tx, sitting, responseId, rating)
        return feedbackOn(tx, moved, position, clock.now())
      })
    },

    /** Shows the next hint to the question in hand; when there is none left, all as they are. */
    async hint(member: Member, sessionId: string, position: number): Promise<PracticeItem> {
      return alone(member, sessionId, async (tx, sitting) => {
        const item = requireInHand(sitting, position)
        await refuseWhilePlayed(tx, member.workspaceId, { question: item.num })
        const { hints } = await contents(tx, item.version)
        const hints_shown = Math.min(hints.length, item.hints_shown + 1)
        await queries.showHint(tx, sessionId, position, hints_shown)
        return itemView(tx, { ...item, hints_shown }, sitting)
      })
    },

    /** Shows what the question in hand is to be marked by, where its learner marks it themselves. */
    async reveal(member: Member, sessionId: string, position: number): Promise<Solution> {
      return alone(member, sessionId, async (tx, sitting) => {
        const item = requireInHand(sitting, position)
        const content = await contents(tx, item.version)
        if (!isSelfMarked(content.type))
          throw conflict(
            'not_self_marked',
            'The solution of this question is shown once it is answered. Answer it first.',
          )
        await refuseWhilePlayed(tx, member.workspaceId, { question: item.num })
        await queries.markRevealed(tx, sessionId, position)
        return solutionOf(content)
      })
    },

    /** Ends a session now; one that has ended stays as it is. */
    async end(member: Member, sessionId: string): Promise<PracticeResult> {
      await alone(member, sessionId, (tx) =>
        queries.endSession(tx, sessionId, new Date(clock.now())),
      )
      return result(member, sessionId)
    },

    result,

    async list(
      { workspaceId, personId }: Member,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ) {
      const before = decodeCursor(z.tuple([z.uuid()]), cursor)?.[0] ?? null
      const found = await queries.sessionsPage(db, workspaceId, personId, before, limit)
      const { rows, nextCursor } = toPage(found, limit, ({ id }) => [id])
      const items = rows.map((row) => ({
        id: row.id,
        title: row.title,
        startedAt: row.started_at.toISOString(),
        endedAt: row.ended_at?.toISOString() ?? null,
        answered: row.answered,
        correct: row.correct,
      }))
      return { items, nextCursor }
    },
  }
}

function requireInHand(sitting: Sitting, position: number): queries.ItemRow {
  const item = inHand(sitting)
  if (item === null) throw conflict('session_ended', 'This session has ended. Start another one.')
  if (position < item.position)
    throw conflict('already_answered', 'This question is answered. Load the session to go on.')
  if (position > item.position)
    throw conflict('not_asked', 'This question is not asked yet. Load the session to go on.')
  return item
}

const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * Ids carry the time of their making, and rows are kept by it: a clock may be ten minutes ahead,
 * and what was made offline may be ninety days old.
 */
function refuseImplausible(id: string, now: number): void {
  const made = timeOfId(id)
  if (made !== undefined && made <= now + 10 * minuteMs && made >= now - 90 * dayMs) return
  throw invalid([
    {
      pointer: '/body/id',
      code: 'implausible_id',
      detail:
        'By this id it was made more than 10 minutes from now or 90 days ago. Set the clock and ' +
        'make a new one.',
    },
  ])
}

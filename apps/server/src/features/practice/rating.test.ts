import type { Feedback, PracticeSession } from '@quizmentor/contract/practice'
import { defaultWeights, memory } from '@quizmentor/engine/memory/card'
import type { Grade } from '@quizmentor/engine/memory/grade'
import { replayed } from '@quizmentor/engine/memory/history'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../http/feature.ts'
import { newId } from '../../platform/ids.ts'
import { reviewsOf } from '../calibration/service.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'
import { recomputeAll } from './rescheduling.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

/** Somebody who has met all questions of a topic before, some days ago. */
async function learner(questions = 4) {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const topicId = await it.newTopic(workspaceId, 'Space')
  await it.addQuestions(workspaceId, topicId, Array<number>(questions).fill(5))
  let session = await it.start(member, topicId, { questions })
  for (let answer = 0; session.item !== null; answer++) {
    it.pass({ minutes: 1 })
    session = (await it.answer(member, session.id, session.item, answer > 0)).session
  }
  it.pass({ days: 6 })
  return { workspaceId, member, topicId }
}

async function answered(
  { member, topicId }: { member: Member; topicId: string },
  right = true,
  questions = 4,
) {
  const session = await it.start(member, topicId, { questions })
  it.pass({ minutes: 1 })
  return { session, feedback: await it.answer(member, session.id, { position: 0 }, right) }
}

const rate = (member: Member, { id }: PracticeSession, of: Feedback, rating: Grade | null) =>
  it.practice.sessions.rate(member, id, of.responseId, rating)

/** Everything that is stored of anybody's learning, as text. */
async function everything(): Promise<string[]> {
  const found: string[] = []
  for (const table of [
    'cards',
    'abilities',
    'responses',
    'practice_sessions',
    'practice_items',
    'game_learning',
    'memory_fits',
    'memory_settings',
  ]) {
    const { rows } = await sql<{ row: string }>`
      select ${table} || ' ' || it::text as row from ${sql.table(table)} as it order by it::text
    `.execute(it.db)
    found.push(...rows.map(({ row }) => row))
  }
  return found
}

const cardsOf = ({ personId }: Member) =>
  it.db
    .selectFrom('cards')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('question_num')
    .execute()

async function cardAnswered(member: Member, { id }: PracticeSession) {
  const { question_num: num } = await it.db
    .selectFrom('practice_items')
    .select('question_num')
    .where('session_id', '=', id)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow()
  const card = (await cardsOf(member)).find(({ question_num }) => question_num === num)
  if (card === undefined) throw new Error('what was answered has a card')
  return { num, card }
}

describe('rating the last answer', () => {
  test('each rating says when the question comes back, and then it does', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const { recall } = feedback
    expect(recall).toMatchObject({ graded: 'good', rated: null })
    expect(recall?.choices.map(({ grade }) => grade)).toEqual(['again', 'hard', 'good', 'easy'])
    const dues = recall?.choices.map(({ dueAt }) => dueAt) ?? []
    expect(dues).toEqual(dues.toSorted())
    expect(new Set(dues).size).toBe(4)
    expect(dues[2]).toBe(feedback.dueAt)

    for (const { grade, dueAt } of recall?.choices ?? []) {
      const said = await rate(known.member, session, feedback, grade)
      expect(said).toMatchObject({ dueAt, recall: { ...recall, rated: grade } })
      const { num, card } = await cardAnswered(known.member, session)
      expect(card.due.toISOString()).toBe(dueAt)
      const reviews = await reviewsOf(it.db, known.member.personId, [num])
      expect(reviews.at(-1)?.grade).toBe(grade)
      const expected = replayed(memory(), reviews)
      expect(card).toMatchObject({
        reps: expected?.reps,
        lapses: expected?.lapses,
        stability: expect.closeTo(expected?.stability ?? 0, 3),
        difficulty: expect.closeTo(expected?.difficulty ?? 0, 3),
      })
    }
  })

  test('taken back leaves every stored row as it was, byte for byte', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const before = await everything()
    for (const grade of ['again', 'easy', 'hard'] as const) {
      await rate(known.member, session, feedback, grade)
      expect(await everything()).not.toEqual(before)
    }
    expect(await rate(known.member, session, feedback, null)).toEqual(feedback)
    expect(await everything()).toEqual(before)
  })

  test('of a question never met before goes back as exactly', async () => {
    const workspaceId = await it.newWorkspace()
    const member = await it.newPerson(workspaceId)
    const topicId = await it.newTopic(workspaceId, 'Space')
    await it.addQuestions(workspaceId, topicId, [5, 5])
    const { session, feedback } = await answered({ member, topicId })
    const before = await everything()
    await rate(member, session, feedback, 'again')
    await rate(member, session, feedback, null)
    expect(await everything()).toEqual(before)
  })

  test('moves nothing but when the question comes back', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const before = await everything()
    const said = await rate(known.member, session, feedback, 'hard')
    const after = new Set(await everything())
    const moved = before.filter((row) => !after.has(row)).map((row) => row.split(' ')[0])
    expect(moved).toEqual(['cards', 'practice_items'])
    expect(said).toEqual({ ...feedback, dueAt: said.dueAt, recall: said.recall })
    expect(await it.practice.sessions.get(known.member, session.id)).toEqual(said.session)
  })

  test('said many times, also at one instant, is as said once', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const once = await rate(known.member, session, feedback, 'easy')
    const stored = await everything()
    const again = Array.from({ length: 5 }, () => rate(known.member, session, feedback, 'easy'))
    for (const said of await Promise.all(again)) expect(said).toEqual(once)
    expect(await everything()).toEqual(stored)
  })

  test('is there again where the answer is sent again', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const said = await rate(known.member, session, feedback, 'hard')
    const { responseId: id } = feedback
    expect(await it.answer(known.member, session.id, { position: 0 }, true, { id })).toEqual(said)
  })

  test('is still possible where that answer ended the session by itself', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known, true, 1)
    expect(feedback.session.endedAt).not.toBeNull()
    const before = await everything()
    const said = await rate(known.member, session, feedback, 'again')
    const { comingBack } = await it.practice.sessions.result(known.member, session.id)
    expect(comingBack.map(({ dueAt }) => dueAt)).toEqual([said.dueAt])
    await rate(known.member, session, feedback, null)
    expect(await everything()).toEqual(before)
  })
})

describe('refused is a rating', () => {
  const tooLate = { status: 409, code: 'too_late_to_rate' }

  test('of a wrong answer as remembered, and none is offered', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known, false)
    expect(feedback.recall).toBeNull()
    const before = await everything()
    for (const grade of ['hard', 'good', 'easy'] as const)
      await expect(rate(known.member, session, feedback, grade)).rejects.toMatchObject({
        status: 400,
        errors: [{ pointer: '/body/rated', code: 'not_remembered' }],
      })
    await rate(known.member, session, feedback, null)
    expect(await everything()).toEqual(before)
  })

  test('by anybody else, and of an answer that there is not', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const other = await it.newPerson(known.workspaceId)
    const theirs = await it.start(other, known.topicId)
    const before = await everything()
    for (const [member, sitting, of] of [
      [other, session, feedback],
      [other, theirs, feedback],
      [known.member, session, { ...feedback, responseId: newId() }],
    ] as const)
      await expect(rate(member, sitting, of, 'easy')).rejects.toMatchObject({ status: 404 })
    expect(await everything()).toEqual(before)
  })

  test('of an answer before the last, and of one of a session that was ended', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    const next = await it.answer(known.member, session.id, { position: 1 }, true)
    await expect(rate(known.member, session, feedback, 'easy')).rejects.toMatchObject(tooLate)
    it.pass({ minutes: 1 })
    await it.practice.sessions.end(known.member, session.id)
    const before = await everything()
    await expect(rate(known.member, session, next, 'easy')).rejects.toMatchObject(tooLate)
    expect(await everything()).toEqual(before)
  })

  test('of an answer after which the question was answered in a game, whose answer stays', async () => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    await rate(known.member, session, feedback, 'hard')
    it.pass({ minutes: 1 })
    const { card } = await cardAnswered(known.member, session)
    await playGame(known.member, session, 1)
    const { num, card: learned } = await cardAnswered(known.member, session)
    expect(learned.reps).toBe(card.reps + 1)
    const before = await everything()
    for (const rating of ['easy', null] as const)
      await expect(rate(known.member, session, feedback, rating)).rejects.toMatchObject(tooLate)
    expect(await everything()).toEqual(before)
    const reviews = await reviewsOf(it.db, known.member.personId, [num])
    expect(reviews.slice(-2)).toMatchObject([
      { grade: 'hard', inGame: false },
      { grade: 'good', inGame: true },
    ])
  })
})

describe('cards worked out anew', () => {
  const weights = defaultWeights.map((weight, index) => (index < 4 ? weight / 2 : weight))

  test.each(['again', 'hard', 'easy'] as const)('respect what was rated %s', async (grade) => {
    const known = await learner()
    const { session, feedback } = await answered(known)
    await rate(known.member, session, feedback, grade)
    await it.answer(known.member, session.id, { position: 1 }, true)
    const before = await cardsOf(known.member)
    await recomputeAll(it.db, known.member.personId)
    expect(await cardsOf(known.member)).toEqual(
      before.map((card) => ({
        ...card,
        stability: expect.closeTo(card.stability, 3),
        difficulty: expect.closeTo(card.difficulty, 3),
      })),
    )
  })

  test('with new parameters, by which a rating is then given and taken back exactly', async () => {
    const known = await learner()
    const { personId } = known.member
    const { session, feedback } = await answered(known)
    await it.db
      .insertInto('memory_fits')
      .values({
        person_id: personId,
        weights,
        reviews: 400,
        log_loss: 0.3,
        default_log_loss: 0.35,
        fitted_at: new Date(it.clock.now()),
      })
      .execute()
    await recomputeAll(it.db, personId)
    const before = await everything()
    const said = await rate(known.member, session, feedback, 'easy')
    const { num, card } = await cardAnswered(known.member, session)
    const expected = replayed(memory({ weights }), await reviewsOf(it.db, personId, [num]))
    expect(card.stability).toBeCloseTo(expected?.stability ?? 0, 3)
    expect(card.due.getTime()).toBe(expected?.due)
    expect(said.dueAt).toBe(card.due.toISOString())
    await rate(known.member, session, feedback, null)
    expect(await everything()).toEqual(before)
  })
})

/** Answers in a game the question answered first in a session, and learns from it. */
async function playGame({ personId }: Member, { id }: PracticeSession, score: number) {
  const { question_version: questionVersion } = await it.db
    .selectFrom('practice_items')
    .select('question_version')
    .where('session_id', '=', id)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow()
  const answeredAt = it.clock.now()
  const response = { person_id: personId, question_version: questionVersion, place: 3, score }
  await it.db
    .insertInto('responses')
    .values({
      ...response,
      id: newId(),
      latency_ms: 1_000,
      answered_at: new Date(answeredAt),
      given: JSON.stringify({ type: 'single_choice', choice: '2' }),
    })
    .execute()
  await it.practice.learnFromGame(newId(), [{ personId, questionVersion, score, answeredAt }])
}

import { defaultWeights, memory } from '@quizmentor/engine/memory/card'
import { replayed, type Review } from '@quizmentor/engine/memory/history'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../http/feature.ts'
import { newId } from '../../platform/ids.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'
import { recomputeAll } from './rescheduling.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

/** Somebody who remembers for half as long as most. */
const weights = defaultWeights.map((weight, index) => (index < 4 ? weight / 2 : weight))

async function practised(days = 4) {
  const workspaceId = await it.newWorkspace()
  const topicId = await it.newTopic(workspaceId, 'Planets')
  await it.addQuestions(workspaceId, topicId, [3, 4, 5, 6, 7])
  const member = await it.newPerson(workspaceId)
  for (let day = 0; day < days; day++) {
    let session = await it.start(member, topicId, { questions: 6 })
    for (let index = 0; session.item !== null; index++) {
      if (index === 1) await it.practice.sessions.hint(member, session.id, session.item.position)
      it.pass({ minutes: 1 })
      const latencyMs = [2_000, 8_000, 50_000][(index + day) % 3] ?? 0
      const { item } = session
      const answered = await it.answer(member, session.id, item, index % 4 > 0, { latencyMs })
      session = answered.session
    }
    it.pass({ days: 2 + day })
  }
  return { workspaceId, topicId, member }
}

function cardsOf({ personId }: Member) {
  return it.db
    .selectFrom('cards')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('question_num')
    .execute()
}
type CardRow = Awaited<ReturnType<typeof cardsOf>>[number]

/** As stored, but for what single precision loses on the way. */
const nearly = (cards: readonly CardRow[]) =>
  cards.map(({ stability, difficulty, ...rest }) => ({
    ...rest,
    stability: expect.closeTo(stability, 3),
    difficulty: expect.closeTo(difficulty, 3),
  }))

async function fit({ personId }: Member, fitted: readonly number[]): Promise<void> {
  const row = { weights: [...fitted], reviews: 400, log_loss: 0.3, default_log_loss: 0.35 }
  await it.db
    .insertInto('memory_fits')
    .values({ person_id: personId, ...row, fitted_at: new Date() })
    .execute()
}

/** An answer in a game: stored when it is given, learned when the game is over. */
async function answerInGame({ personId }: Member, questionVersion: number, score: number) {
  const answeredAt = it.clock.now()
  await it.db
    .insertInto('responses')
    .values({
      id: newId(),
      person_id: personId,
      question_version: questionVersion,
      place: 3,
      score,
      latency_ms: 3_000,
      answered_at: new Date(answeredAt),
      given: JSON.stringify({ type: 'single_choice', choice: '1' }),
    })
    .execute()
  return { personId, questionVersion, score, answeredAt }
}

async function versionsIn(workspaceId: string): Promise<number[]> {
  const rows = await it.db
    .selectFrom('questions')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .orderBy('num')
    .execute()
  return rows.flatMap(({ version }) => version ?? [])
}

describe('cards worked out anew', () => {
  test('are the same where nothing changed: answers, hints, slowness, games', async () => {
    const { workspaceId, member } = await practised()
    const [missed = 0, known = 0] = await versionsIn(workspaceId)
    await it.practice.learnFromGame(newId(), [
      await answerInGame(member, missed, 0),
      await answerInGame(member, known, 1),
    ])
    const before = await cardsOf(member)
    expect(new Set(before.map(({ reps }) => reps)).size).toBeGreaterThan(1)
    await recomputeAll(it.db, member.personId)
    expect(await cardsOf(member)).toEqual(nearly(before))
  })

  test('follow parameters and desired retention as if these had been so all the time', async () => {
    const { member } = await practised()
    const before = await cardsOf(member)
    await it.practice.memory.set(member, 0.95)
    await fit(member, weights)
    await recomputeAll(it.db, member.personId)
    const after = await cardsOf(member)

    const own = memory({ weights, desiredRetention: 0.95 })
    for (const [index, card] of after.entries()) {
      const expected = replayed(own, await reviewsOf(member, card.question_num))
      expect(card.stability).toBeCloseTo(expected?.stability ?? 0, 3)
      expect(card.difficulty).toBeCloseTo(expected?.difficulty ?? 0, 3)
      expect(card.due.getTime()).toBe(expected?.due)
      expect(card.stability).toBeLessThan(before[index]?.stability ?? 0)
      expect(card.last_review).toEqual(before[index]?.last_review)
    }
  })

  test('know nothing yet of a game that goes on, and learn from it once', async () => {
    const { workspaceId, member } = await practised()
    const [version = 0] = await versionsIn(workspaceId)
    const before = await cardsOf(member)
    const response = await answerInGame(member, version, 0)
    await recomputeAll(it.db, member.personId)
    expect(await cardsOf(member)).toEqual(nearly(before))

    await it.practice.learnFromGame(newId(), [response])
    const learned = await cardsOf(member)
    expect(learned[0]?.reps).toBe((before[0]?.reps ?? 0) + 1)
    await recomputeAll(it.db, member.personId)
    expect(await cardsOf(member)).toEqual(nearly(learned))
  })

  test('lose no answer that is given meanwhile', async () => {
    const { topicId, member } = await practised()
    await fit(member, weights)
    let session = await it.start(member, topicId, { questions: 12 })
    const answering = async () => {
      while (session.item !== null) {
        const answered = await it.answer(member, session.id, session.item, true)
        session = answered.session
      }
    }
    const recomputing = async () => {
      for (let times = 0; times < 12; times++) await recomputeAll(it.db, member.personId)
    }
    await Promise.all([answering(), recomputing()])
    const own = memory({ weights })
    for (const card of await cardsOf(member)) {
      const reviews = await reviewsOf(member, card.question_num)
      const expected = replayed(own, reviews)
      expect(card.reps).toBe(reviews.length)
      expect(card.stability).toBeCloseTo(expected?.stability ?? 0, 3)
      expect(card.due.getTime()).toBe(expected?.due)
    }
  })

  test('keep what they know where the answers behind them are no longer kept', async () => {
    const { member } = await practised()
    const before = await cardsOf(member)
    await it.db.deleteFrom('responses').where('person_id', '=', member.personId).execute()
    await recomputeAll(it.db, member.personId)
    const after = await cardsOf(member)
    const known = ({ stability, difficulty, reps, last_review }: CardRow) => ({
      stability,
      difficulty,
      reps,
      last_review,
    })
    expect(after.map(known)).toEqual(before.map(known))
  })
})

/** The reviews of a question by the answers to it, without the code that is tested. */
async function reviewsOf({ personId }: Member, num: number): Promise<Review[]> {
  const rows = await it.db
    .selectFrom('responses')
    .innerJoin('question_versions', 'question_versions.num', 'responses.question_version')
    .innerJoin('questions', 'questions.id', 'question_versions.question_id')
    .innerJoin('practice_items', 'practice_items.response_id', 'responses.id')
    .select(['responses.score', 'latency_ms', 'answered_at', 'hints_shown'])
    .where('person_id', '=', personId)
    .where('questions.num', '=', num)
    .orderBy('answered_at')
    .execute()
  return rows.map(({ score, latency_ms, answered_at, hints_shown }) => {
    const at = answered_at.getTime()
    if (score < 1) return { grade: 'again', at }
    // What is asked takes about five seconds to answer.
    if (hints_shown > 0 || latency_ms > 15_000) return { grade: 'hard', at }
    return { grade: latency_ms < 2_500 ? 'easy' : 'good', at }
  })
}

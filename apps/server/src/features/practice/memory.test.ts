import { memory } from '@quizmentor/engine/memory/card'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Member } from '../../http/feature.ts'
import { newId } from '../../platform/ids.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'

const dayMs = 86_400_000

let it: PracticeTest
let workspaceId: string
let topicId: string
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())
beforeEach(async () => {
  workspaceId = await it.newWorkspace()
  topicId = await it.newTopic(workspaceId, 'Planets')
})

/** Somebody who answered as many questions twice, three days apart, each fifth wrongly. */
async function learner(questions: number): Promise<Member> {
  await it.addQuestions(workspaceId, topicId, Array<number>(questions).fill(5))
  return answering(questions)
}

async function answering(questions: number): Promise<Member> {
  const member = await it.newPerson(workspaceId)
  for (let times = 0; times < 2; times++) {
    let session = await it.start(member, topicId, { questions })
    for (let index = 0; session.item !== null; index++)
      session = (await it.answer(member, session.id, session.item, index % 5 > 0)).session
    it.pass({ days: 3 })
  }
  return member
}

function cardsOf({ personId }: Member) {
  return it.db
    .selectFrom('cards')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('question_num')
    .execute()
}

const dueAfter = async (member: Member, days: number) => {
  it.pass({ days })
  const { due } = await it.practice.home(member, 'UTC')
  it.pass({ days: -days })
  return due
}

describe('how well to remember', () => {
  test('is the usual for who chose nothing, and nobody is told what little data says', async () => {
    const member = await learner(4)
    const found = await it.practice.memory.get(member)
    expect(found).toMatchObject({ desiredRetention: 0.9, questionsMet: 4 })
    expect(found.choices.every(({ answersPerDay }) => answersPerDay === null)).toBe(true)
  })

  test('is kept, with what it costs by one’s own cards', async () => {
    const member = await learner(25)
    const found = await it.practice.memory.set(member, 0.92)
    expect(found).toEqual(await it.practice.memory.get(member))
    expect(found).toMatchObject({ desiredRetention: 0.92, questionsMet: 25 })
    expect(found.choices.map(({ desiredRetention }) => desiredRetention)).toEqual([
      0.8, 0.85, 0.9, 0.92, 0.95, 0.97,
    ])
    const costs = found.choices.map(({ answersPerDay }) => answersPerDay ?? 0)
    expect(costs).toEqual(costs.toSorted((one, other) => one - other))
    expect(costs[0]).toBeGreaterThan(0)
  })

  test('chosen higher, brings everything back sooner, and home counts it so', async () => {
    const member = await learner(10)
    const usual = await cardsOf(member)
    const usuallyDue = await dueAfter(member, 5)
    await it.practice.memory.set(member, 0.97)
    const sooner = await cardsOf(member)
    expect(await dueAfter(member, 5)).toBeGreaterThan(usuallyDue)

    const thorough = memory({ desiredRetention: 0.97 })
    let known = 0
    for (const [index, card] of sooner.entries()) {
      const before = usual[index]
      expect(card).toEqual({ ...before, due: card.due, scheduled_days: card.scheduled_days })
      if (before === undefined || card.last_review === null || card.state !== 2) continue
      known += 1
      expect(card.due.getTime() - card.last_review.getTime()).toBe(card.scheduled_days * dayMs)
      expect(card.due.getTime()).toBeLessThanOrEqual(before.due.getTime())
      const { scheduledDays } = thorough.rescheduled({
        due: 0,
        stability: card.stability,
        difficulty: card.difficulty,
        state: 'review',
        reps: card.reps,
        lapses: card.lapses,
        scheduledDays: 0,
        learningSteps: 0,
        lastReview: card.last_review.getTime(),
      })
      expect(card.scheduled_days).toBe(scheduledDays)
    }
    expect(known).toBeGreaterThan(4)
  })

  test('chosen lower, lets the next answer come back later', async () => {
    const member = await learner(6)
    const next = async (desiredRetention: number) => {
      await it.practice.memory.set(member, desiredRetention)
      const session = await it.start(member, topicId, { questions: 1 })
      if (session.item === null) throw new Error('nothing to ask')
      const { dueAt } = await it.answer(member, session.id, session.item, true)
      return Date.parse(dueAt) - it.clock.now()
    }
    await it.practice.memory.set(member, 0.97)
    it.pass({ days: 10 })
    const [often, seldom] = [await next(0.97), await next(0.8)]
    expect(seldom).toBeGreaterThan(1.5 * often)
  })

  test('is one’s own: the cards of others stay as they are', async () => {
    const member = await learner(5)
    const other = await answering(5)
    const before = await cardsOf(other)
    expect(before).toHaveLength(5)
    await it.practice.memory.set(member, 0.97)
    expect(await cardsOf(other)).toEqual(before)
    expect((await it.practice.memory.get(other)).desiredRetention).toBe(0.9)
  })

  test('with very many cards takes effect a moment later, on all of them', async () => {
    const member = await it.newPerson(workspaceId)
    const [first = ''] = await it.addQuestions(workspaceId, topicId, [5])
    await copyQuestion(first, 2_500)
    await it.db
      .insertInto('cards')
      .columns([
        ...(['person_id', 'question_num', 'due', 'stability', 'difficulty', 'state'] as const),
        ...(['reps', 'lapses', 'scheduled_days', 'learning_steps', 'last_review'] as const),
      ])
      .expression((row) =>
        row
          .selectFrom('questions')
          .select(({ val }) => [
            val(member.personId).as('person_id'),
            'num',
            val(new Date(it.clock.now() + 20 * dayMs)).as('due'),
            val(20).as('stability'),
            val(5).as('difficulty'),
            val(2).as('state'),
            val(3).as('reps'),
            val(0).as('lapses'),
            val(20).as('scheduled_days'),
            val(0).as('learning_steps'),
            val(new Date(it.clock.now())).as('last_review'),
          ])
          .where('workspace_id', '=', workspaceId),
      )
      .execute()

    await it.jobs.start({ work: true })
    const found = await it.practice.memory.set(member, 0.97)
    expect(found.questionsMet).toBe(2_501)
    const intervals = async () =>
      new Set((await cardsOf(member)).map(({ scheduled_days }) => scheduled_days))
    await expect.poll(intervals, { timeout: 20_000 }).toEqual(new Set([4]))
  })
})

/** The same question many times more, without going through the bank for each. */
async function copyQuestion(id: string, times: number): Promise<void> {
  const question = await it.db
    .selectFrom('questions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { num: _, search: __, source, kept: ___, ...rest } = question
  await it.db
    .insertInto('questions')
    .values(
      Array.from({ length: times }, () => ({
        ...rest,
        source: source && JSON.stringify(source),
        id: newId(),
      })),
    )
    .execute()
}

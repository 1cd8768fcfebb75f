import { isSelfMarked } from '@quizmentor/engine/question/question'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { audit } from '../../platform/audit.ts'
import { openCalibration } from '../calibration/service.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

const rubric = [
  { id: 'a', text: 'CRITERION ONE', points: 1 },
  { id: 'b', text: 'CRITERION TWO', points: 3 },
]
const essay = (index: number) => ({
  type: 'extended_text',
  stem: `Explain ${index}`,
  body: { lines: 3 },
  key: { model: 'MODEL ANSWER', rubric },
})

async function learnerWith(contentOf?: (index: number) => unknown) {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const topicId = await it.newTopic(workspaceId, 'Space')
  await it.addQuestions(workspaceId, topicId, [5, 6], contentOf)
  return { member, session: await it.start(member, topicId) }
}

describe('what a learner marks their own answer by', () => {
  test('is not sent before they ask for it, and then whenever they come back', async () => {
    const { member, session } = await learnerWith(essay)
    const { sessions } = it.practice
    const secret = /MODEL|CRITERION/
    expect(JSON.stringify(session)).not.toMatch(secret)
    expect(JSON.stringify(await sessions.get(member, session.id))).not.toMatch(secret)

    const solution = await sessions.reveal(member, session.id, 0)
    expect(solution).toMatchObject({ type: 'extended_text', key: { model: 'MODEL ANSWER' } })
    expect(await sessions.reveal(member, session.id, 0)).toEqual(solution)
    const { item } = await sessions.get(member, session.id)
    expect(item?.solution).toEqual(solution)

    const { session: next } = await it.answer(member, session.id, { position: 0 }, true)
    expect(next.item?.position).toBe(1)
    expect(JSON.stringify(next)).not.toMatch(secret)
  })

  test('is refused of questions that the program marks, and of those not in hand', async () => {
    const { member, session } = await learnerWith()
    const { sessions } = it.practice
    await expect(sessions.reveal(member, session.id, 0)).rejects.toMatchObject({
      status: 409,
      code: 'not_self_marked',
    })
    expect((await sessions.get(member, session.id)).item?.solution).toBeUndefined()
    await expect(sessions.reveal(member, session.id, 1)).rejects.toMatchObject({
      code: 'not_asked',
    })
    const stranger = await it.newPerson(member.workspaceId)
    await expect(sessions.reveal(stranger, session.id, 0)).rejects.toMatchObject({ status: 404 })
  })
})

describe('an answer that its learner marked', () => {
  test('counts by its marks and schedules the card', async () => {
    const { member, session } = await learnerWith(essay)
    const content = await it.contentInHand(session.id)
    if (content.type !== 'extended_text') throw new Error('another type')
    const marks = { [content.key.rubric[1]?.id ?? '']: 1 }
    const given = { type: content.type, text: 'Mine', marks }
    const answer = { id: newId(), position: 0, given, latencyMs: 8_000 }
    const feedback = await it.practice.sessions.respond(member, session.id, answer)
    expect(feedback).toMatchObject({ score: 0.75, correct: false })
    expect(feedback.recall?.graded).toBe('again')
    expect(feedback.session.counts).toMatchObject({ new: 1 })

    const right = await it.answer(member, session.id, { position: 1 }, true)
    expect(right).toMatchObject({ score: 1, correct: true })
    expect(new Date(right.dueAt).getTime()).toBeGreaterThan(it.clock.now())
  })

  test('moves no ability and calibrates no question', async () => {
    const { member, session } = await learnerWith((index) =>
      index === 0
        ? essay(index)
        : { type: 'true_false', stem: 'So?', body: {}, key: { truth: true } },
    )
    let { item } = session
    while (item !== null && item.reason !== 'again') {
      const { type } = await it.contentInHand(session.id)
      const before = await abilitiesOf(member.personId)
      item = (await it.answer(member, session.id, item, true)).session.item
      const moved = (await abilitiesOf(member.personId)) !== before
      expect(moved).toBe(!isSelfMarked(type))
    }
    await openCalibration({ db: it.db, clock: it.clock, audit }).calibrate(
      member.workspaceId,
      'always',
    )
    const counted = await it.db
      .selectFrom('questions')
      .select(['type', 'answers'])
      .where('workspace_id', '=', member.workspaceId)
      .orderBy('num')
      .execute()
    expect(counted).toEqual([
      { type: 'extended_text', answers: 0 },
      { type: 'true_false', answers: 1 },
    ])
  })
})

async function abilitiesOf(personId: number): Promise<number> {
  const rows = await it.db
    .selectFrom('abilities')
    .select('answers')
    .where('person_id', '=', personId)
    .execute()
  return rows.reduce((sum, { answers }) => sum + answers, 0)
}

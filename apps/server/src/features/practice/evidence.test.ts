import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredAbility } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import { learned, moved } from './ability-moves.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

async function learnerAndTopic(difficulties: readonly number[]) {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const topicId = await it.newTopic(workspaceId, 'Space')
  await it.addQuestions(workspaceId, topicId, difficulties)
  const ability = () =>
    it.db
      .selectFrom('abilities')
      .select(['theta', 'se', 'answers'])
      .where('person_id', '=', member.personId)
      .executeTakeFirst()
  return { member, topicId, ability }
}
type Learner = Awaited<ReturnType<typeof learnerAndTopic>>

/** A whole session, all right or all wrong. */
async function sitThrough({ member, topicId }: Learner, right: boolean) {
  let session = await it.start(member, topicId)
  while (session.item !== null && session.item.reason !== 'again')
    session = (await it.answer(member, session.id, session.item, right)).session
  return it.practice.sessions.end(member, session.id)
}

describe('an answer to a question whose solution was just shown says nothing of ability', () => {
  test('where it was shown in another session, open at the same time', async () => {
    const learner = await learnerAndTopic([5])
    const { member, topicId, ability } = learner
    const sessions = [await it.start(member, topicId), await it.start(member, topicId)]
    const [first, second] = sessions.map(({ id }) => id)
    await it.answer(member, first ?? '', { position: 0 }, false)
    const before = await ability()
    expect(before).toMatchObject({ answers: 1 })
    await it.answer(member, second ?? '', { position: 0 }, true)
    expect(await ability()).toEqual(before)
  })

  test('where it was shown in a session just before; weeks later it says something', async () => {
    const learner = await learnerAndTopic([4, 5, 6])
    await sitThrough(learner, false)
    const before = await learner.ability()
    expect(before).toMatchObject({ answers: 3 })

    const repeated = await sitThrough(learner, true)
    expect(await learner.ability()).toEqual(before)
    const [topic] = repeated.topics
    expect(topic).toMatchObject({ answers: 3, answeredHere: 3, correctHere: 3 })
    expect(topic?.before).toEqual(topic?.competency)

    it.pass({ days: 30 })
    await sitThrough(learner, true)
    const after = await learner.ability()
    expect(after?.answers).toBe(6)
    expect(after?.theta).toBeGreaterThan(before?.theta ?? 0)
  })

  test('where it was shown in a game', async () => {
    const learner = await learnerAndTopic([5])
    const { member, topicId, ability } = learner
    const { id } = await it.start(member, topicId)
    const { question_version: questionVersion } = await it.db
      .selectFrom('practice_items')
      .select('question_version')
      .where('session_id', '=', id)
      .executeTakeFirstOrThrow()
    const answeredAt = it.clock.now()
    const response = { personId: member.personId, questionVersion, score: 0, answeredAt }
    await it.practice.learnFromGame(newId(), [response])
    const before = await ability()
    await it.practice.learnFromGame(newId(), [{ ...response, score: 1 }])
    await it.answer(member, id, { position: 0 }, true)
    expect(await ability()).toEqual(before)
  })
})

describe('two sessions of one learner at once', () => {
  test('build on each other: every answer counts, once', async () => {
    const { member, topicId, ability } = await learnerAndTopic(Array.from({ length: 30 }, () => 5))
    const run = async () => {
      let session = await it.start(member, topicId, { questions: 5 })
      while (session.item !== null)
        session = (await it.answer(member, session.id, session.item, true)).session
    }
    await Promise.all([run(), run()])
    const { questions } = await it.db
      .selectFrom('cards')
      .select((row) => row.fn.countAll<number>().as('questions'))
      .where('person_id', '=', member.personId)
      .executeTakeFirstOrThrow()
    expect((await ability())?.answers).toBe(questions)
  })

  test('move what is well known no further than the same answers in one', () => {
    const known: StoredAbility = { theta: 0, se: 0.3, answers: 100 }
    const answers = Array.from({ length: 20 }, () => ({ a: 1, b: 0, score: 1 }))
    const inOne = learned(known, answers)

    let now = known
    const moves: (ReturnType<typeof moved> | undefined)[] = [undefined, undefined]
    for (const [at, answer] of answers.entries()) {
      const earlier = answers.filter((_, before) => before < at && before % 2 === at % 2)
      const move = moved(moves[at % 2], now, earlier, answer)
      moves[at % 2] = move
      now = move.after
    }
    expect(now.answers).toBe(inOne.answers)
    expect(now.theta).toBeCloseTo(inOne.theta, 1)
    expect(now.se).toBeCloseTo(inOne.se, 1)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { GameResponse } from './game-learning.ts'
import { ensurePartitions } from './partitions.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

async function gameOf(guests: number) {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const topicId = await it.newTopic(workspaceId, 'Space')
  await it.addQuestions(workspaceId, topicId, [3, 5, 7])
  const versions = await it.db
    .selectFrom('questions')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .orderBy('num')
    .execute()
  const people = [member]
  for (let guest = 0; guest < guests; guest++) people.push(await it.newPerson(workspaceId, 'guest'))
  const at = it.clock.now() - 60_000
  const responses = people.flatMap(({ personId }) =>
    versions.map(({ version }, index): GameResponse => ({
      personId,
      questionVersion: version ?? 0,
      score: index === 0 ? 0 : 1,
      answeredAt: at + index,
    })),
  )
  return { member, topicId, people, responses }
}

describe('after a live game', () => {
  test('members have what they missed due at once, what they knew later, and ability moved', async () => {
    const { member, topicId, responses } = await gameOf(0)
    await it.practice.learnFromGame(newId(), responses)
    const session = await it.start(member, topicId)
    expect(session.counts).toEqual({ new: 0, learning: 2, due: 1 })
    expect(session.item).toMatchObject({ reason: 'due', question: { stem: 'Question 0' } })
    const [ability] = await it.db
      .selectFrom('abilities')
      .selectAll()
      .where('person_id', '=', member.personId)
      .execute()
    expect(ability).toMatchObject({ answers: 3 })
    expect(ability?.theta).toBeGreaterThan(0)
  })

  test('told twice, also at one instant, it is learned once', async () => {
    const { member, responses } = await gameOf(0)
    const gameId = newId()
    await Promise.all([
      it.practice.learnFromGame(gameId, responses),
      it.practice.learnFromGame(gameId, responses),
    ])
    await it.practice.learnFromGame(gameId, responses)
    const [ability] = await it.db
      .selectFrom('abilities')
      .select('answers')
      .where('person_id', '=', member.personId)
      .execute()
    expect(ability?.answers).toBe(3)
  })

  test('guests keep nothing', async () => {
    const { people, responses } = await gameOf(3)
    await it.practice.learnFromGame(newId(), responses)
    const cards = await it.db
      .selectFrom('cards')
      .select('person_id')
      .distinct()
      .where(
        'person_id',
        'in',
        people.map(({ personId }) => personId),
      )
      .execute()
    expect(cards).toEqual([{ person_id: people[0]?.personId }])
  })

  test('a game in the middle of a session is not forgotten by the next answers', async () => {
    const { member, topicId, responses } = await gameOf(0)
    let session = await it.start(member, topicId, { questions: 3 })
    if (session.item === null) throw new Error('ended early')
    session = (await it.answer(member, session.id, session.item, true)).session
    const asked = await it.db
      .selectFrom('practice_items')
      .select('question_version')
      .where('session_id', '=', session.id)
      .execute()
    const versions = new Set(asked.map(({ question_version }) => question_version))
    const others = responses.filter(({ questionVersion }) => !versions.has(questionVersion))
    await it.practice.learnFromGame(newId(), others)
    if (session.item === null) throw new Error('ended early')
    session = (await it.answer(member, session.id, session.item, true)).session
    const [ability] = await it.db
      .selectFrom('abilities')
      .select('answers')
      .where('person_id', '=', member.personId)
      .execute()
    expect(others).toHaveLength(1)
    expect(ability?.answers).toBe(3)
  })
})

describe('partitions', () => {
  const partitionsOf = async (parent: string) => {
    const { rows } = await sql<{ name: string }>`
      select inhrelid::regclass::text as name from pg_inherits
      where inhparent = ${parent}::regclass order by 1
    `.execute(it.db)
    return rows.map(({ name }) => name)
  }

  test('are made for three months back and ahead, once, by however many nodes', async () => {
    const clock = { now: () => Date.parse('2031-01-31T12:00:00Z') }
    await Promise.all([ensurePartitions(it.db, clock), ensurePartitions(it.db, clock)])
    await ensurePartitions(it.db, clock)
    for (const parent of ['responses', 'game_events'])
      expect(await partitionsOf(parent)).toEqual(
        [
          '2030_10',
          '2030_11',
          '2030_12',
          '2031_01',
          '2031_02',
          '2031_03',
          '2031_04',
          'default',
        ].map((month) => `${parent}_${month}`),
      )
  })

  test('take over what was stored before they were made, and an id stays unique', async () => {
    const { member, topicId } = await gameOf(0)
    const session = await it.start(member, topicId)
    if (session.item === null) throw new Error('ended early')
    const { responseId } = await it.answer(member, session.id, session.item, true)
    const where = async () => {
      const { rows } = await sql<{ name: string }>`
        select tableoid::regclass::text as name from responses where id = ${responseId}
      `.execute(it.db)
      return rows.map(({ name }) => name)
    }
    expect(await where()).toEqual(['responses_default'])
    await ensurePartitions(it.db, it.clock)
    const month = new Date(it.clock.now()).toISOString().slice(0, 7).replace('-', '_')
    expect(await where()).toEqual([`responses_${month}`])
    const again = it.db
      .insertInto('responses')
      .values({
        id: responseId,
        person_id: member.personId,
        question_version: 1,
        place: 1,
        score: 1,
        latency_ms: 1,
        answered_at: new Date(),
        given: '{}',
      })
      .execute()
    await expect(again).rejects.toMatchObject({ code: '23505' })
  })
})

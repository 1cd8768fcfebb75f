import type { PracticeSession } from '@quizmentor/contract/practice'
import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { probability } from '@quizmentor/engine/adaptive/model'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'
import { openPractice } from './service.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

const tenEach = Array.from({ length: 40 }, (_, index) => (index % 10) + 1)

/** A learner before a topic of 40 questions, four of each difficulty. */
async function learnerAndTopic(difficulties: readonly number[] = tenEach) {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const topicId = await it.newTopic(workspaceId, 'Space')
  const questionIds = await it.addQuestions(workspaceId, topicId, difficulties)
  return { workspaceId, member, topicId, questionIds }
}

function itemOf(session: PracticeSession) {
  if (session.item === null) throw new Error('the session has ended')
  return session.item
}

async function storedResponses(personId: number) {
  return it.db.selectFrom('responses').selectAll().where('person_id', '=', personId).execute()
}

describe('a session', () => {
  test('begins with a question that holds no key, and counts what there is', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    expect(session).toMatchObject({
      title: 'Space',
      mode: 'adaptive',
      answered: 0,
      endedAt: null,
      counts: { new: 40, learning: 0, due: 0 },
      item: { position: 0, reason: 'new', hints: [], hintsLeft: 2, topic: { title: 'Space' } },
    })
    expect(JSON.stringify(session)).not.toMatch(/key|EXPLANATION|HINT|seed/)
  })

  test('started twice with one id is one session with one question', async () => {
    const { member, topicId } = await learnerAndTopic([1, 2, 3])
    const request = {
      id: newId(),
      scope: { kind: 'topic' as const, id: topicId },
      length: { kind: 'questions' as const, questions: 5 },
    }
    const both = await Promise.all([
      it.practice.sessions.start(member, request),
      it.practice.sessions.start(member, request),
    ])
    expect(both[0]).toEqual(both[1])
    expect(await it.practice.sessions.start(member, request)).toEqual(both[0])
  })

  test('goes on where it was left, with the same question in the same order', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const { session: next } = await it.answer(member, session.id, itemOf(session), true)
    // Another node, or the same after a restart, remembers nothing.
    const elsewhere = openPractice({ db: it.db, clock: it.clock, jobs: it.jobs })
    expect(await elsewhere.sessions.get(member, session.id)).toEqual(next)
    expect(await it.practice.sessions.get(member, session.id)).toEqual(next)
  })

  test('ends after its number of questions, and takes no further answer', async () => {
    const { member, topicId } = await learnerAndTopic()
    let session = await it.start(member, topicId, { questions: 5 })
    for (let position = 0; position < 5; position++) {
      expect(itemOf(session).position).toBe(position)
      session = (await it.answer(member, session.id, itemOf(session), position % 2 === 0)).session
    }
    expect(session).toMatchObject({ answered: 5, correct: 3, item: null })
    expect(session.endedAt).not.toBeNull()
    await expect(it.answer(member, session.id, { position: 5 }, true)).rejects.toMatchObject({
      status: 409,
      code: 'session_ended',
    })
  })

  test('by the clock ends after the question in hand', async () => {
    const { member, topicId } = await learnerAndTopic()
    let session = await it.start(member, topicId, { minutes: 5 })
    expect(Date.parse(session.deadline ?? '') - Date.parse(session.startedAt)).toBe(300_000)
    session = (await it.answer(member, session.id, itemOf(session), true)).session
    it.pass({ minutes: 6 })
    session = await it.practice.sessions.get(member, session.id)
    const { correct, session: last } = await it.answer(member, session.id, itemOf(session), true)
    expect(correct).toBe(true)
    expect(last).toMatchObject({ answered: 2, item: null })
    expect(last.endedAt).not.toBeNull()
  })

  test('ends when nothing is left to ask', async () => {
    const { member, topicId } = await learnerAndTopic([4, 5, 6])
    let session = await it.start(member, topicId, { questions: 20 })
    while (session.item !== null)
      session = (await it.answer(member, session.id, session.item, true)).session
    expect(session).toMatchObject({ answered: 3, correct: 3 })
    expect(session.endedAt).not.toBeNull()
  })

  test('is refused where there is nothing to ask at all, and leaves no trace', async () => {
    const workspaceId = await it.newWorkspace()
    const member = await it.newPerson(workspaceId)
    const topicId = await it.newTopic(workspaceId, 'Empty')
    await expect(it.start(member, topicId)).rejects.toMatchObject({
      status: 409,
      code: 'nothing_to_ask',
    })
    expect((await it.practice.sessions.list(member, { limit: 10 })).items).toEqual([])
  })

  test('asks what was published a moment ago, and nothing that was retired', async () => {
    const { workspaceId, member, topicId, questionIds } = await learnerAndTopic([5, 5])
    await it.start(member, topicId)
    it.pass({ minutes: 0.01 })
    for (const id of questionIds) await it.bank.questions.setState(workspaceId, id, 'retired')
    await it.addQuestions(workspaceId, topicId, [5], () => ({
      type: 'true_false',
      stem: 'Fresh',
      body: {},
      key: { truth: true },
    }))
    const session = await it.start(member, topicId)
    expect(itemOf(session).question.stem).toBe('Fresh')
    expect(session.counts.new).toBe(1)
  })

  test('on a topic has the questions of the topics below it too', async () => {
    const workspaceId = await it.newWorkspace()
    const member = await it.newPerson(workspaceId)
    const parent = await it.newTopic(workspaceId, 'Science')
    const child = await it.newTopic(workspaceId, 'Physics', parent)
    const grandchild = await it.newTopic(workspaceId, 'Optics', child)
    await it.newTopic(workspaceId, 'History')
    await it.addQuestions(workspaceId, child, [5, 5])
    await it.addQuestions(workspaceId, grandchild, [5])
    expect((await it.start(member, parent)).counts.new).toBe(3)
    expect((await it.start(member, grandchild)).counts.new).toBe(1)
  })

  test('on a quiz goes in the order of its author', async () => {
    const { workspaceId, member, topicId, questionIds } = await learnerAndTopic([9, 1, 5, 3])
    const quizId = newId()
    const [a = '', b = '', c = '', d = ''] = questionIds
    await it.bank.quizzes.create(workspaceId, await it.authorOf(), quizId, {
      title: 'Pub quiz',
      description: '',
      rounds: [
        { title: 'One', questionIds: [c, a] },
        { title: 'Two', questionIds: [d, b] },
      ],
    })
    let session = await it.practice.sessions.start(member, {
      id: newId(),
      scope: { kind: 'quiz', id: quizId },
      length: { kind: 'questions', questions: 10 },
    })
    expect(session).toMatchObject({ mode: 'quiz', title: 'Pub quiz', counts: { new: 4 } })
    const stems: string[] = []
    while (session.item !== null) {
      stems.push(session.item.question.stem)
      session = (await it.answer(member, session.id, session.item, false)).session
    }
    expect(stems).toEqual(['Question 2', 'Question 0', 'Question 3', 'Question 1'])
    expect(topicId).toBeTruthy()
  })
})

test('what is played live gives no key, hint or session until the game is over (attack 24)', async () => {
  const { workspaceId, member, topicId, questionIds } = await learnerAndTopic([5])
  const quizId = newId()
  await it.bank.quizzes.create(workspaceId, await it.authorOf(), quizId, {
    title: 'Tonight',
    description: '',
    rounds: [{ title: 'One', questionIds }],
  })
  const session = await it.start(member, topicId)
  const game = newId()
  await it.db
    .insertInto('games')
    .values({
      id: game,
      workspace_id: workspaceId,
      quiz_id: quizId,
      host_id: member.personId,
      code: '123456',
      title: 'Tonight',
      screen_token_hash: Buffer.from('none'),
      created_at: new Date(),
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute()
  const refused = { status: 409, code: 'being_played' }
  const start = () =>
    it.practice.sessions.start(member, {
      id: newId(),
      scope: { kind: 'quiz', id: quizId },
      length: { kind: 'questions', questions: 5 },
    })
  await expect(start()).rejects.toMatchObject(refused)
  await expect(it.answer(member, session.id, itemOf(session), false)).rejects.toMatchObject(refused)
  await expect(it.practice.sessions.hint(member, session.id, 0)).rejects.toMatchObject(refused)

  const other = () => it.start(member, topicId)
  await expect(other()).rejects.toMatchObject({ code: 'nothing_to_ask' })

  await it.db.updateTable('games').set({ finished_at: new Date() }).where('id', '=', game).execute()
  await other()
  expect((await it.answer(member, session.id, itemOf(session), false)).correct).toBe(false)
  await start()
})

describe('an answer', () => {
  test('gives verdict, solution and explanation, and moves on', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const content = await it.contentInHand(session.id)
    const feedback = await it.answer(member, session.id, itemOf(session), false)
    expect(feedback).toMatchObject({
      score: 0,
      correct: false,
      solution: { type: 'single_choice', key: content.key, explanation: 'EXPLANATION' },
      session: { answered: 1, correct: 0, item: { position: 1 }, counts: { new: 39 } },
    })
    expect(JSON.stringify(feedback.session)).not.toMatch(/EXPLANATION|HINT/)
  })

  test('sent twice is stored once and gives the same feedback', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const answer = {
      id: newId(),
      position: 0,
      given: keyAsGiven(await it.contentInHand(session.id)),
      latencyMs: 4_000,
    }
    const first = await it.practice.sessions.respond(member, session.id, answer)
    const second = await it.practice.sessions.respond(member, session.id, answer)
    expect(second).toEqual(first)
    expect(await storedResponses(member.personId)).toHaveLength(1)
    expect((await it.practice.sessions.get(member, session.id)).answered).toBe(1)
  })

  test('sent ten times at one instant is stored once and counts once', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const answer = {
      id: newId(),
      position: 0,
      given: keyAsGiven(await it.contentInHand(session.id)),
      latencyMs: 4_000,
    }
    const all = await Promise.all(
      Array.from({ length: 10 }, () => it.practice.sessions.respond(member, session.id, answer)),
    )
    for (const feedback of all) expect(feedback).toEqual(all[0])
    expect(await storedResponses(member.personId)).toHaveLength(1)
    const ability = await it.db
      .selectFrom('abilities')
      .select('answers')
      .where('person_id', '=', member.personId)
      .executeTakeFirst()
    expect(ability?.answers).toBe(1)
    const card = await it.db
      .selectFrom('cards')
      .select('reps')
      .where('person_id', '=', member.personId)
      .executeTakeFirst()
    expect(card?.reps).toBe(1)
  })

  test('two different ones to one question: the first counts, the other is refused', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const given = keyAsGiven(await it.contentInHand(session.id))
    const settled = await Promise.allSettled(
      [newId(), newId()].map((id) =>
        it.practice.sessions.respond(member, session.id, { id, position: 0, given, latencyMs: 1 }),
      ),
    )
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = settled.find(({ status }) => status === 'rejected')
    expect(refused).toMatchObject({ reason: { status: 409, code: 'already_answered' } })
    expect(await storedResponses(member.personId)).toHaveLength(1)
  })

  test('to a question not in hand, of another type, or with an id in use, is refused', async () => {
    const { workspaceId, member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    const given = keyAsGiven(await it.contentInHand(session.id))
    const respond = (change: object) =>
      it.practice.sessions.respond(member, session.id, {
        id: newId(),
        position: 0,
        given,
        latencyMs: 1,
        ...change,
      })
    await expect(respond({ position: 1 })).rejects.toMatchObject({ status: 409, code: 'not_asked' })
    await expect(respond({ given: { type: 'true_false', truth: true } })).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 'wrong_type', pointer: '/body/given/type' }],
    })
    const id = newId()
    const other = await it.newPerson(workspaceId)
    const theirs = await it.start(other, topicId)
    await it.answer(other, theirs.id, { position: 0 }, true, { id })
    await expect(respond({ id })).rejects.toMatchObject({ status: 409, code: 'id_taken' })
    expect(await storedResponses(member.personId)).toEqual([])
    await respond({})
    await expect(respond({})).rejects.toMatchObject({ status: 409, code: 'already_answered' })
  })

  test('whose id is of another time is refused', async () => {
    const { member, topicId } = await learnerAndTopic([5, 5])
    const session = await it.start(member, topicId)
    for (const id of [
      '00000000-0000-7000-8000-000000000000',
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
    ])
      await expect(
        it.answer(member, session.id, itemOf(session), true, { id }),
      ).rejects.toMatchObject({ status: 400, errors: [{ code: 'implausible_id' }] })
  })

  test('is scored and timed by the server', async () => {
    const { member, topicId } = await learnerAndTopic()
    const session = await it.start(member, topicId)
    it.pass({ minutes: 0.1 })
    await it.answer(member, session.id, itemOf(session), true, { latencyMs: 80_000_000 })
    const [response] = await storedResponses(member.personId)
    expect(response).toMatchObject({ score: 1, place: 1, latency_ms: 6_000 })
    expect(response?.answered_at.getTime()).toBe(it.clock.now())
  })
})

describe('what is learned', () => {
  test('a miss returns in the same session after three others, and is due soon after', async () => {
    const { member, topicId } = await learnerAndTopic()
    let session = await it.start(member, topicId)
    const { stem } = itemOf(session).question
    const miss = await it.answer(member, session.id, itemOf(session), false)
    expect(Date.parse(miss.dueAt) - it.clock.now()).toBe(600_000)
    session = miss.session
    for (let others = 0; others < 3; others++) {
      expect(itemOf(session).reason).toBe('new')
      session = (await it.answer(member, session.id, itemOf(session), true)).session
    }
    expect(itemOf(session)).toMatchObject({ reason: 'again', question: { stem } })
    const ability = () =>
      it.db
        .selectFrom('abilities')
        .select(['theta', 'answers'])
        .where('person_id', '=', member.personId)
        .executeTakeFirst()
    const before = await ability()
    await it.answer(member, session.id, itemOf(session), true)
    // Its solution was just shown: no news about ability.
    expect(await ability()).toEqual(before)
  })

  test('what was right is due in days, then comes first', async () => {
    const { member, topicId } = await learnerAndTopic()
    let session = await it.start(member, topicId, { questions: 4 })
    while (session.item !== null)
      session = (await it.answer(member, session.id, session.item, true)).session
    expect(session.counts).toEqual({ new: 36, learning: 4, due: 0 })
    it.pass({ days: 60 })
    expect((await it.practice.home(member, 'UTC')).due).toBe(4)
    let review = await it.start(member, topicId, { questions: 4 })
    expect(review.counts).toEqual({ new: 36, learning: 0, due: 4 })
    const reasons: string[] = []
    while (review.item !== null) {
      reasons.push(review.item.reason)
      const feedback = await it.answer(member, review.id, review.item, true)
      expect(Date.parse(feedback.dueAt)).toBeGreaterThan(it.clock.now() + 86_400_000)
      review = feedback.session
    }
    expect(reasons).toEqual(['due', 'new', 'due', 'new'])
    it.pass({ days: -60 })
  })

  test('ability rises with right answers and falls with wrong ones', async () => {
    const { member, topicId } = await learnerAndTopic()
    const run = async (right: boolean) => {
      let session = await it.start(member, topicId, { questions: 5 })
      while (session.item !== null)
        session = (await it.answer(member, session.id, session.item, right)).session
      const [topic] = (await it.practice.sessions.result(member, session.id)).topics
      if (topic === undefined) throw new Error('no topic moved')
      return topic
    }
    const good = await run(true)
    expect(good).toMatchObject({ before: null, answers: 5, answeredHere: 5, correctHere: 5 })
    expect(good.theta).toBeGreaterThan(0.5)
    expect(good.se).toBeLessThan(1)
    expect(good.hasReading).toBe(true)
    const bad = await run(false)
    expect(bad.before?.estimate).toBeCloseTo(good.competency.estimate, 4)
    expect(bad.before?.low).toBeCloseTo(good.competency.low, 4)
    expect(bad.competency.estimate).toBeLessThan(good.competency.estimate)
    expect(bad.competency.low).toBeLessThan(bad.competency.estimate)
    expect(bad.competency.high).toBeGreaterThan(bad.competency.estimate)
  })

  test('a simulated learner is found where they are', async () => {
    const { member, topicId } = await learnerAndTopic()
    const random = seededRandom(2)
    const truth = 1.5
    let session = await it.start(member, topicId, { questions: 40 })
    while (session.item !== null) {
      const { b } = await it.db
        .selectFrom('practice_items')
        .innerJoin('questions', 'questions.num', 'practice_items.question_num')
        .select('b')
        .where('session_id', '=', session.id)
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const right = random() < probability(truth, 1, b)
      session = (await it.answer(member, session.id, session.item, right)).session
    }
    const [topic] = (await it.practice.sessions.result(member, session.id)).topics
    expect(Math.abs((topic?.theta ?? 0) - truth)).toBeLessThan(2 * (topic?.se ?? 0))
    expect(topic?.se).toBeLessThan(0.5)
  })

  test('with hints a right answer says less', async () => {
    const { member, topicId } = await learnerAndTopic()
    const theta = async () =>
      (
        await it.db
          .selectFrom('abilities')
          .select('theta')
          .where('person_id', '=', member.personId)
          .executeTakeFirst()
      )?.theta ?? 0
    const session = await it.start(member, topicId)
    const hinted = await it.practice.sessions.hint(member, session.id, 0)
    expect(hinted).toMatchObject({ hints: ['HINT 1'], hintsLeft: 1 })
    expect(hinted.question).toEqual(itemOf(session).question)
    await it.practice.sessions.hint(member, session.id, 0)
    const all = await it.practice.sessions.hint(member, session.id, 0)
    expect(all).toMatchObject({ hints: ['HINT 1', 'HINT 2'], hintsLeft: 0 })
    expect((await it.practice.sessions.get(member, session.id)).item).toEqual(all)
    await expect(it.practice.sessions.hint(member, session.id, 3)).rejects.toMatchObject({
      status: 409,
    })
    await it.answer(member, session.id, { position: 0 }, true)
    expect(await theta()).toBeLessThan(0)
  })

  test('the result says what comes back, soonest first', async () => {
    const { member, topicId } = await learnerAndTopic()
    let session = await it.start(member, topicId, { questions: 3 })
    for (const right of [true, false, true])
      session = (await it.answer(member, session.id, itemOf(session), right)).session
    const { comingBack, answered, correct, endedAt } = await it.practice.sessions.result(
      member,
      session.id,
    )
    expect({ answered, correct }).toEqual({ answered: 3, correct: 2 })
    expect(endedAt).not.toBeNull()
    expect(comingBack.map((each) => each.correct)).toEqual([false, true, true])
    expect(comingBack[0]).toMatchObject({ topicTitle: 'Space' })
    expect(comingBack[0]?.excerpt).toMatch(/^Question \d+$/)
    const times = comingBack.map(({ dueAt }) => dueAt)
    expect(times).toEqual(times.toSorted())
  })

  test('a session ended early keeps its result, and ends once', async () => {
    const { member, topicId } = await learnerAndTopic([5, 5, 5])
    const session = await it.start(member, topicId)
    await it.answer(member, session.id, itemOf(session), true)
    const ended = await it.practice.sessions.end(member, session.id)
    expect(ended).toMatchObject({ answered: 1, correct: 1 })
    it.pass({ minutes: 1 })
    expect(await it.practice.sessions.end(member, session.id)).toEqual(ended)
    expect((await it.practice.sessions.get(member, session.id)).item).toBeNull()
  })
})

describe('what is kept apart', () => {
  test("nobody reaches another's session, of the same workspace or another", async () => {
    const { workspaceId, member, topicId } = await learnerAndTopic([5, 5])
    const session = await it.start(member, topicId)
    const colleague = await it.newPerson(workspaceId)
    const stranger = await it.newPerson(await it.newWorkspace())
    const disguised = { ...member, workspaceId: stranger.workspaceId }
    const notFound = { status: 404, code: 'not_found' }
    for (const other of [colleague, stranger, disguised]) {
      const { sessions } = it.practice
      await expect(sessions.get(other, session.id)).rejects.toMatchObject(notFound)
      await expect(sessions.result(other, session.id)).rejects.toMatchObject(notFound)
      await expect(sessions.end(other, session.id)).rejects.toMatchObject(notFound)
      await expect(sessions.hint(other, session.id, 0)).rejects.toMatchObject(notFound)
      await expect(it.answer(other, session.id, itemOf(session), true)).rejects.toMatchObject(
        notFound,
      )
      expect((await sessions.list(other, { limit: 10 })).items).toEqual([])
    }
    expect(await it.practice.sessions.get(member, session.id)).toEqual(session)
  })

  test('nobody starts on what belongs to another workspace, nor with an id in use there', async () => {
    const { member, topicId } = await learnerAndTopic([5])
    const session = await it.start(member, topicId)
    const here = await learnerAndTopic([5])
    for (const kind of ['topic', 'track', 'quiz'] as const)
      await expect(
        it.practice.sessions.start(here.member, {
          id: newId(),
          scope: { kind, id: topicId },
          length: { kind: 'questions', questions: 5 },
        }),
      ).rejects.toMatchObject({ status: 404 })
    await expect(
      it.practice.sessions.start(here.member, {
        id: session.id,
        scope: { kind: 'topic', id: here.topicId },
        length: { kind: 'questions', questions: 5 },
      }),
    ).rejects.toMatchObject({ status: 409, code: 'id_taken' })
  })

  test('what one learns is nobody else’s', async () => {
    const { workspaceId, member, topicId } = await learnerAndTopic([5, 5])
    const session = await it.start(member, topicId)
    await it.answer(member, session.id, itemOf(session), true)
    const colleague = await it.newPerson(workspaceId)
    expect((await it.start(colleague, topicId)).counts).toEqual({ new: 2, learning: 0, due: 0 })
    const home = await it.practice.home(colleague, 'UTC')
    expect(home).toMatchObject({ due: 0, answersToday: 0, unfinished: { answered: 0 } })
  })
})

describe('the list of sessions', () => {
  test('is in pages, newest first', async () => {
    const { member, topicId } = await learnerAndTopic([5])
    const ids: string[] = []
    for (let each = 0; each < 5; each++) ids.unshift((await it.start(member, topicId)).id)
    const first = await it.practice.sessions.list(member, { limit: 3 })
    const cursor = first.nextCursor ?? ''
    const second = await it.practice.sessions.list(member, { limit: 3, cursor })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
  })
})

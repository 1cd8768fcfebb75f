import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { openBank, type Bank } from './service.ts'
import { loadStarterContent } from './starter/load.ts'

let database: TestDatabase
let bank: Bank

beforeAll(async () => {
  database = await createTestDatabase()
  bank = openBank(database.kysely)
})
afterAll(() => database.drop())

const content = (stem: string): QuestionContent =>
  questionContent.parse({
    type: 'single_choice',
    stem,
    body: {
      options: [
        { id: 'a', text: 'Mercury' },
        { id: 'b', text: 'Venus' },
      ],
    },
    key: { choice: 'a' },
    explanation: 'Mercury takes 88 days.',
  })

const draft = (topicId: string, stem = 'Nearest?') => ({
  topicId,
  difficulty: 3,
  bloom: 'remember' as const,
  tags: ['planets'],
  content: content(stem),
})

async function newWorkspace() {
  const workspaceId = newId()
  const userId = newId()
  const db = database.kysely
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'Test' }).execute()
  await db
    .insertInto('users')
    .values({ id: userId, name: 'Ada', email: `${userId}@example.org` })
    .execute()
  const topic = { id: newId(), parentId: null, title: 'Space', description: '', reading: '' }
  await bank.topics.create(workspaceId, topic)
  return { workspaceId, userId, topicId: topic.id }
}

test('a question made twice with one id is one draft', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const id = newId()
  const first = await bank.questions.create(workspaceId, userId, id, draft(topicId))
  const second = await bank.questions.create(workspaceId, userId, id, draft(topicId, 'Other?'))
  expect(first).toMatchObject({ state: 'draft', versionNumber: 1 })
  expect(second).toEqual(first)
})

test('ids that an author wrote are gone from what is stored', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const made = await bank.questions.create(workspaceId, userId, newId(), draft(topicId))
  if (made.content.type !== 'single_choice') throw new Error('the type changed')
  const [mercury] = made.content.body.options
  expect(mercury?.id).toHaveLength(8)
  expect(made.content.key.choice).toBe(mercury?.id)
})

test('changed content makes a version, a changed tag does not, and old versions stay', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const id = newId()
  const made = await bank.questions.create(workspaceId, userId, id, draft(topicId))
  const tagged = await bank.questions.update(workspaceId, userId, id, {
    ...draft(topicId),
    content: made.content,
    tags: ['sun'],
    baseVersion: 1,
  })
  expect(tagged).toMatchObject({ versionNumber: 1, tags: ['sun'] })
  const changed = await bank.questions.update(workspaceId, userId, id, {
    ...draft(topicId),
    content: { ...made.content, stem: 'Which planet is nearest to the sun?' },
    baseVersion: 1,
  })
  expect(changed).toMatchObject({ versionNumber: 2 })
  const versions = await bank.questions.listVersions(workspaceId, id, { limit: 10 })
  expect(versions.items.map(({ number, createdBy }) => [number, createdBy])).toEqual([
    [2, 'Ada'],
    [1, 'Ada'],
  ])
  expect(versions.items[1]?.content).toEqual(made.content)
})

test('a change to an older version is refused and changes nothing', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const id = newId()
  await bank.questions.create(workspaceId, userId, id, draft(topicId, 'First'))
  await bank.questions.update(workspaceId, userId, id, {
    ...draft(topicId, 'Second'),
    baseVersion: 1,
  })
  await expect(
    bank.questions.update(workspaceId, userId, id, { ...draft(topicId, 'Third'), baseVersion: 1 }),
  ).rejects.toMatchObject({ status: 409, code: 'newer_version' })
  expect((await bank.questions.get(workspaceId, id)).content.stem).toBe('Second')
})

test('a question whose key is not an option can be kept but not published', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const faulty = questionContent.parse({ ...content('Nearest?'), key: { choice: 'z' } })
  const id = newId()
  const made = await bank.questions.create(workspaceId, userId, id, {
    ...draft(topicId),
    content: faulty,
  })
  expect(made.issues.map(({ code }) => code)).toContain('key_not_an_option')
  await expect(bank.questions.setState(workspaceId, id, 'published')).rejects.toMatchObject({
    status: 400,
    errors: [{ pointer: '/body/content/key/choice' }],
  })
  expect((await bank.questions.get(workspaceId, id)).state).toBe('draft')
})

test('a stored version cannot be changed, not even by a statement of our own', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const id = newId()
  await bank.questions.create(workspaceId, userId, id, draft(topicId))
  await expect(
    database.pool.query('update question_versions set number = 9 where question_id = $1', [id]),
  ).rejects.toThrow('immutable')
})

test('pages of a search have each question once, in order, and end', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  for (let index = 0; index < 7; index++)
    await bank.questions.create(
      workspaceId,
      userId,
      newId(),
      draft(topicId, index % 2 ? `Saturn's ring ${index}` : `Moon ${index}`),
    )
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await bank.questions.list(workspaceId, { search: 'moo', cursor, limit: 2 })
    seen.push(...page.items.map(({ excerpt }) => excerpt.slice(0, 6)))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(seen).toEqual(['Moon 6', 'Moon 4', 'Moon 2', 'Moon 0'])
})

test('search takes quotes, operators and nothing but signs as text', async () => {
  const { workspaceId } = await newWorkspace()
  for (const search of ["'", '!!!', 'a & | b', "x':*", '\\', '<->'])
    expect(await bank.questions.list(workspaceId, { search, limit: 5 })).toEqual({
      items: [],
      nextCursor: null,
    })
})

test('a cursor of somebody else’s making is refused, with its place', async () => {
  const { workspaceId } = await newWorkspace()
  const forged = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000-23:59'].map((instant) =>
    Buffer.from(JSON.stringify([instant, newId()])).toString('base64url'),
  )
  for (const cursor of ['bm9wZQ', ...forged])
    for (const { list } of [bank.questions, bank.quizzes])
      await expect(list(workspaceId, { cursor, limit: 5 })).rejects.toMatchObject({
        status: 400,
        errors: [{ pointer: '/query/cursor' }],
      })
})

test('nothing of another workspace is found, read, changed or referred to', async () => {
  const mine = await newWorkspace()
  const theirs = await newWorkspace()
  const id = newId()
  await bank.questions.create(mine.workspaceId, mine.userId, id, draft(mine.topicId, 'Mine'))
  const here = theirs.workspaceId
  const missing = { status: 404 }
  await expect(bank.questions.get(here, id)).rejects.toMatchObject(missing)
  await expect(bank.questions.setState(here, id, 'retired')).rejects.toMatchObject(missing)
  await expect(bank.questions.listVersions(here, id, { limit: 5 })).rejects.toMatchObject(missing)
  await expect(
    bank.questions.update(here, theirs.userId, id, {
      ...draft(theirs.topicId, 'Taken'),
      baseVersion: 1,
    }),
  ).rejects.toMatchObject(missing)
  await expect(
    bank.questions.create(here, theirs.userId, id, draft(theirs.topicId, 'Taken')),
  ).rejects.toMatchObject({ status: 409 })
  await expect(
    bank.questions.create(here, theirs.userId, newId(), draft(mine.topicId, 'Other topic')),
  ).rejects.toMatchObject({ status: 400, errors: [{ pointer: '/body/topicId' }] })
  await expect(
    bank.quizzes.create(here, theirs.userId, newId(), {
      title: 'Quiz',
      description: '',
      rounds: [{ title: 'One', questionIds: [id] }],
    }),
  ).rejects.toMatchObject({ status: 400, errors: [{ pointer: '/body/rounds/0/questionIds/0' }] })
  expect(await bank.questions.list(here, { limit: 5 })).toEqual({ items: [], nextCursor: null })
  expect((await bank.questions.get(mine.workspaceId, id)).content.stem).toBe('Mine')
})

test('the weights of a track become shares that add up to 1', async () => {
  const { workspaceId, topicId } = await newWorkspace()
  const other = { id: newId(), parentId: topicId, title: 'Moons', description: '', reading: '' }
  await bank.topics.create(workspaceId, other)
  const track = await bank.tracks.create(workspaceId, newId(), {
    title: 'Astronomy',
    description: '',
    cutScore: 0.6,
    topics: [
      { id: topicId, weight: 3 },
      { id: other.id, weight: 1 },
    ],
  })
  expect(track.topics.map(({ title, weight }) => [title, weight])).toEqual([
    ['Space', 0.75],
    ['Moons', 0.25],
  ])
})

test('a quiz is playable once all its questions are published', async () => {
  const { workspaceId, userId, topicId } = await newWorkspace()
  const id = newId()
  await bank.questions.create(workspaceId, userId, id, draft(topicId))
  const quiz = await bank.quizzes.create(workspaceId, userId, newId(), {
    title: 'Planets',
    description: '',
    rounds: [
      { title: 'Warm-up', questionIds: [id] },
      { title: 'Empty', questionIds: [] },
    ],
  })
  expect(quiz.playable).toBe(false)
  await bank.questions.setState(workspaceId, id, 'published')
  expect(await bank.quizzes.get(workspaceId, quiz.id)).toMatchObject({
    playable: true,
    rounds: [
      { title: 'Warm-up', questions: [{ id }] },
      { title: 'Empty', questions: [] },
    ],
  })
  const content = await bank.quizzes.content(workspaceId, quiz.id)
  expect(content.questions).toMatchObject([{ questionId: id, round: 0 }])
  await bank.quizzes.remove(workspaceId, quiz.id)
  await expect(bank.quizzes.get(workspaceId, quiz.id)).rejects.toMatchObject({ status: 404 })
})

test('the starter content loads whole, published and playable', async () => {
  const workspaceId = newId()
  await database.kysely
    .insertInto('workspaces')
    .values({ id: workspaceId, name: 'Starter' })
    .execute()
  const counts = await database.kysely
    .transaction()
    .execute((tx) => loadStarterContent(tx, workspaceId))
  expect(counts.questions).toBeGreaterThanOrEqual(400)
  const { items: tracks } = await bank.tracks.list(workspaceId)
  expect(tracks.map(({ title }) => title)).toContain('Web platform fundamentals')
  for (const track of tracks)
    for (const { questionCount } of track.topics) expect(questionCount).toBeGreaterThan(20)
  const { items: quizzes } = await bank.quizzes.list(workspaceId, { limit: 100 })
  expect(quizzes.length).toBe(counts.quizzes)
  expect(quizzes.filter(({ playable }) => !playable)).toEqual([])
})

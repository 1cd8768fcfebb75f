import { memory } from '@quizmentor/engine/memory/card'
import { replayed } from '@quizmentor/engine/memory/history'
import { questionContent } from '@quizmentor/engine/question/question'
import { plain, type FoundQuestion } from '@quizmentor/interchange/found'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importWorkers } from './in-worker.ts'
import { importInto } from './service.ts'
import {
  asTold,
  nobody,
  startImporting,
  usualDestination,
  type Author,
  type ImportingServer,
} from './interchange-for-tests.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

const gift = `
$CATEGORY: Planets/Inner

// [id:nearest]
::nearest::Which planet is nearest to the sun? {
  =Mercury#Right, with 88 days a year.
  ~Venus
  ~Mars
}

::moons::Phobos and Deimos are moons of Mars. {T}

$CATEGORY: Planets/Outer

How many planets have rings? {#4:0}
`

async function questionsOf({ workspaceId }: Author) {
  const rows = await server.database.kysely
    .selectFrom('questions')
    .innerJoin('topics', 'topics.id', 'questions.topic_id')
    .innerJoin('question_versions', 'question_versions.num', 'questions.version')
    .select([
      'questions.id',
      'questions.num',
      'questions.title',
      'questions.state',
      'questions.tags',
      'questions.kept',
      'questions.source_ref',
      'questions.difficulty',
      'questions.updated_at',
      'topics.title as topic',
      'question_versions.number',
      'question_versions.content',
    ])
    .where('questions.workspace_id', '=', workspaceId)
    .orderBy('questions.num')
    .execute()
  return rows
}

async function chunksOf(importId: string): Promise<number> {
  const rows = await server.database.kysely
    .selectFrom('import_chunks')
    .select('number')
    .where('import_id', '=', importId)
    .execute()
  return rows.length
}

test('a preview tells what is in a file, shows questions, and stores nothing', async () => {
  const author = await server.author()
  const seen = await server.preview(author, 'planets.gift', gift)
  expect(seen).toMatchObject({ state: 'previewed', format: 'gift', failure: null, report: null })
  expect(seen.preview?.report).toMatchObject({
    read: 3,
    imported: 3,
    updated: 0,
    byType: { single_choice: 1, true_false: 1, numeric: 1 },
  })
  expect(seen.preview?.samples.map(({ content }) => content.type)).toEqual([
    'single_choice',
    'true_false',
    'numeric',
  ])
  expect(await questionsOf(author)).toEqual([])
})

test('a file is taken in with its categories as topics, tags and titles; its bytes are let go', async () => {
  const author = await server.author()
  const done = await server.take(author, 'planets.gift', gift, {
    tags: ['sky'],
    state: 'published',
  })
  expect(done).toMatchObject({ state: 'done', format: 'gift', failure: null, received: done.size })
  expect(done.report).toMatchObject({ read: 3, imported: 3, updated: 0, skippedCount: 0 })
  const questions = await questionsOf(author)
  expect(questions.map(({ topic, state, tags, number }) => [topic, state, tags, number])).toEqual([
    ['Inner', 'published', ['sky'], 1],
    ['Inner', 'published', ['sky'], 1],
    ['Outer', 'published', ['sky'], 1],
  ])
  const { items: topics } = await server.bank.topics.list(author.workspaceId)
  const planets = topics.find(({ title }) => title === 'Planets')
  expect(planets?.parentId).toBe(author.topicId)
  expect(topics.filter(({ parentId }) => parentId === planets?.id)).toHaveLength(2)
  expect(await chunksOf(done.id)).toBe(0)
  const found = await server.bank.questions.list(author.workspaceId, {
    search: 'nearest',
    limit: 10,
  })
  expect(found.items).toHaveLength(1)
  const [started, ended, ...more] = await server.database.kysely
    .selectFrom('audit_log')
    .select(['action', 'actor_id', 'details'])
    .where('workspace_id', '=', author.workspaceId)
    .orderBy('id')
    .execute()
  expect(more).toEqual([])
  expect(started?.action).toBe('import.started')
  expect(ended).toMatchObject({
    action: 'import.done',
    actor_id: author.userId,
    details: { file: 'planets.gift', imported: 3 },
  })
})

test('the same file again changes nothing, and says that all was known', async () => {
  const author = await server.author()
  await server.take(author, 'planets.gift', gift, { state: 'published' })
  const before = await questionsOf(author)
  const again = await server.take(author, 'planets.gift', gift, { state: 'published' })
  expect(again.report).toMatchObject({ read: 3, imported: 0, updated: 3 })
  expect(await questionsOf(author)).toEqual(before)
})

test('a changed question is a new version, in which what says the same stays who it is', async () => {
  const author = await server.author()
  await server.take(author, 'planets.gift', gift)
  const [before] = await questionsOf(author)
  const edited = gift.replace('~Mars\n', '~Jupiter\n')
  const again = await server.take(author, 'planets.gift', edited, { tags: ['new'] })
  expect(again.report).toMatchObject({ imported: 0, updated: 3 })
  const [after, other] = await questionsOf(author)
  expect(after).toMatchObject({ id: before?.id, number: 2, tags: ['new'] })
  expect(other).toMatchObject({ number: 1, tags: ['new'] })
  if (before?.content.type !== 'single_choice' || after?.content.type !== 'single_choice')
    throw new Error('the type changed')
  const idOf = (of: typeof before.content, text: string) =>
    of.body.options.find((option) => option.text === text)?.id
  expect(idOf(after.content, 'Mercury')).toBe(idOf(before.content, 'Mercury'))
  expect(idOf(after.content, 'Jupiter')).toMatch(/^[a-z0-9]{8}$/)
  expect(after.content.key.choice).toBe(before.content.key.choice)
  const { items } = await server.bank.questions.listVersions(author.workspaceId, after.id, {
    limit: 5,
  })
  expect(items.map(({ number }) => number)).toEqual([2, 1])
})

test('what authors did since stays: the topic, and that it was retired', async () => {
  const author = await server.author()
  await server.take(author, 'planets.gift', gift, { state: 'published' })
  const [nearest] = await questionsOf(author)
  if (nearest === undefined) throw new Error('nothing was taken in')
  const question = await server.bank.questions.get(author.workspaceId, nearest.id)
  await server.bank.questions.update(author.workspaceId, author.userId, nearest.id, {
    topicId: author.topicId,
    difficulty: 8,
    bloom: 'apply',
    tags: ['mine'],
    content: question.content,
    baseVersion: 1,
  })
  await server.bank.questions.setState(author.workspaceId, nearest.id, 'retired')
  await server.take(author, 'planets.gift', gift, { state: 'published', tags: ['theirs'] })
  expect((await questionsOf(author))[0]).toMatchObject({
    topic: 'Space',
    state: 'retired',
    difficulty: 8,
    tags: ['mine', 'theirs'],
    number: 1,
  })
})

test('without categories all goes into the one topic', async () => {
  const author = await server.author()
  await server.take(author, 'planets.gift', gift, { keepCategories: false })
  expect((await questionsOf(author)).map(({ topic }) => topic)).toEqual(['Space', 'Space', 'Space'])
})

test('into another topic it is another question', async () => {
  const author = await server.author()
  await server.take(author, 'planets.gift', gift)
  const [, , outer] = await questionsOf(author)
  const { items } = await server.bank.topics.list(author.workspaceId)
  const topicId = items.find(({ title }) => title === outer?.topic)?.id ?? ''
  const again = await server.take(author, 'planets.gift', gift, { topicId })
  expect(again.report).toMatchObject({ imported: 3, updated: 0 })
})

test('one name used twice gives two questions and a warning; again, the same two', async () => {
  const author = await server.author()
  const twice = '// [id:a]\nOne is a number. {T}\n\n// [id:a]\nTwo is a number. {T}\n'
  const done = await server.take(author, 'twice.gift', twice)
  expect(done.report).toMatchObject({ imported: 2, warnings: [{ code: 'ref_repeated' }] })
  const again = await server.take(author, 'twice.gift', twice)
  expect(again.report).toMatchObject({ imported: 0, updated: 2 })
  expect(await questionsOf(author)).toHaveLength(2)
})

const faulty = {
  format: 'quizmentor',
  version: 1,
  questions: [
    {
      id: 'faulty',
      kept: { note: 'a\u0000b', deep: [{ x: '\ud800' }] },
      title: 'Title\u0000',
      tags: ['A  tag ', 'a tag', 'x'.repeat(80)],
      content: {
        type: 'single_choice',
        stem: 'Which?',
        body: {
          options: [
            { id: 'a', text: 'one' },
            { id: 'b', text: 'two' },
          ],
        },
        key: { choice: 'z' },
      },
    },
    { id: 'sound', content: { type: 'true_false', stem: 'Yes?', body: {}, key: { truth: true } } },
    { id: 'none', content: { type: 'riddle', stem: 'Yes?' } },
  ],
}

test('questions with faults stay drafts; what can’t be one is told; odd characters do no harm', async () => {
  const author = await server.author()
  const done = await server.take(author, 'a.json', JSON.stringify(faulty), { state: 'published' })
  expect(done.report).toMatchObject({
    read: 3,
    imported: 2,
    skippedCount: 1,
    skipped: [{ where: 'question 3', code: 'not_representable' }],
  })
  expect(done.report?.warnings.map(({ code }) => code)).toContain('held_back')
  const questions = await questionsOf(author)
  expect(questions.map(({ state }) => state)).toEqual(['draft', 'published'])
  expect(questions[0]).toMatchObject({
    title: 'Title',
    kept: { note: 'ab', deep: [{ x: '\ufffd' }] },
    tags: ['a tag', 'x'.repeat(40)],
  })
})

test('with a thousand topics there, questions go into the one above, which is told once', async () => {
  const author = await server.author()
  await server.database.kysely
    .insertInto('topics')
    .columns(['id', 'workspace_id', 'title'])
    .expression(
      sql`select gen_random_uuid(), ${author.workspaceId}::uuid, 'Topic ' || n from generate_series(1, 999) n`,
    )
    .execute()
  const done = await server.take(author, 'planets.gift', gift)
  expect(done.report).toMatchObject({ imported: 3, updated: 0 })
  const full = done.report?.warnings.filter(({ code }) => code === 'too_many_topics')
  expect(full).toHaveLength(2)
  expect((await questionsOf(author)).map(({ topic }) => topic)).toEqual(['Space', 'Space', 'Space'])
})

function many(questions: number): string {
  return Array.from(
    { length: questions },
    (_, index) => `::q${index}::Which is number ${index}? {=this ~that ~neither}\n`,
  ).join('\n')
}

test('a program that dies on the way leaves nothing, and the next one does it once', async () => {
  const author = await server.author()
  const file = many(4_000)
  const id = await server.send(author, 'many.gift', file)
  const { kysely: db } = server.database
  const destination = usualDestination(author)
  // As if begun by a program that is gone: no job knows of it.
  await db
    .updateTable('imports')
    .set({ state: 'storing', options: JSON.stringify({ format: null, destination }) })
    .where('id', '=', id)
    .execute()
  const connection = { connectionString: server.database.url }
  const inWorker = importWorkers()
  const dying = new AbortController()
  const task = { connection, importId: id }
  const killed = inWorker(task, {
    signal: dying.signal,
    onProgress: (read) => {
      if (read > 500) dying.abort()
    },
  })
  await expect(killed).rejects.toThrow('stopping')
  expect(await questionsOf(author)).toEqual([])
  // The server may notice a moment later that its client is gone.
  await expect
    .poll(async () => (await inWorker(task)).kind, { timeout: 20_000, interval: 100 })
    .toBe('done')
  expect(await inWorker(task)).toEqual({ kind: 'idle' })
  expect(await questionsOf(author)).toHaveLength(4_000)
  expect(await server.imports.get(author, id)).toMatchObject({
    state: 'done',
    report: { read: 4_000, imported: 4_000 },
  })
})

test('two files of the same questions at the same time are taken in one after the other', async () => {
  const author = await server.author()
  const [one, other] = await Promise.all([
    server.take(author, 'one.gift', many(700)),
    server.take(author, 'other.gift', many(700)),
  ])
  expect(new Set([one.report?.imported, other.report?.imported])).toEqual(new Set([0, 700]))
  expect(await questionsOf(author)).toHaveLength(700)
})

test('an import that is deleted while it is stored is taken back', async () => {
  const author = await server.author()
  const id = await server.send(author, 'many.gift', many(6_000))
  const destination = usualDestination(author)
  await server.imports.run(author, id, asTold, destination, nobody)
  await expect
    .poll(async () => (await server.imports.get(author, id)).progress, {
      timeout: 20_000,
      interval: 10,
    })
    .toBeGreaterThan(0)
  await server.imports.remove(author, id)
  await expect(server.imports.get(author, id)).rejects.toMatchObject({ status: 404 })
  // The next one of this workspace waits for it.
  await server.take(author, 'planets.gift', gift)
  expect(await questionsOf(author)).toHaveLength(3)
})

test('reviews of another program become the cards of who asks for it, and of nobody else', async () => {
  const author = await server.author()
  const { kysely: db } = server.database
  const day = 86_400_000
  const start = Date.UTC(2026, 0, 5)
  const reviews = ([0, 1, 4, 12] as const).map((days, index) => ({
    at: start + days * day,
    grade: index === 1 ? ('again' as const) : ('good' as const),
    tookMs: 4_000,
  }))
  const cards = (n: number): FoundQuestion => ({
    ...plain,
    where: `note ${n}`,
    ref: `note ${n}`,
    content: questionContent.parse({ type: 'extended_text', stem: `Side ${n}`, body: {}, key: {} }),
    reviews: n === 3 ? [] : reviews,
  })
  async function* found() {
    yield { kind: 'format', format: 'anki' } as const
    for (const n of [1, 2, 3]) yield cards(n)
  }
  const take = (history: boolean) =>
    db.transaction().execute((tx) =>
      importInto(tx, found(), {
        ...author,
        ...usualDestination(author),
        history,
        at: new Date(),
      }),
    )
  const cardsOf = () =>
    db.selectFrom('cards').selectAll().where('person_id', '=', author.personId).execute()

  expect((await take(false)).warnings).toMatchObject([{ code: 'reviews_left' }])
  expect(await cardsOf()).toEqual([])
  expect(await take(true)).toMatchObject({ updated: 3, warnings: [] })
  const made = await cardsOf()
  expect(made).toHaveLength(2)
  const card = replayed(memory(), reviews)
  expect(made[0]).toMatchObject({ reps: 4, lapses: 1, due: new Date(card?.due ?? 0) })
  // What was learned here since stays.
  expect((await take(true)).warnings).toMatchObject([{ code: 'cards_kept' }])
  expect(await cardsOf()).toEqual(made)
})

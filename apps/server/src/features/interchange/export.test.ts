import { writtenFormats } from '@quizmentor/contract/interchange'
import { readAny } from '@quizmentor/interchange/formats'
import type { Found, FoundQuestion } from '@quizmentor/interchange/found'
import { bytesSource } from '@quizmentor/interchange/source'
import { canonicalText } from '@quizmentor/engine/question/relabel'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '@quizmentor/client/client'
import { newId } from '../../platform/ids.ts'
import { openDatabase } from '../../platform/sqlite.ts'
import { openBank } from '../bank/service.ts'
import { audit } from '../../platform/audit.ts'
import { startTestServer, type TestServer } from '../identity/test-server.ts'
import { interchangeFeature } from './routes.ts'
import { importInto } from './service.ts'

let server: TestServer
let author: Client
let topicId: string
let params: { workspaceId: string }
beforeAll(async () => {
  server = await startTestServer({
    routes: (db) => interchangeFeature({ db, audit, jobs: { send: () => Promise.resolve() } }),
  })
  author = (await server.signedIn('author')).client
  params = { workspaceId: server.workspaceId }
  topicId = newId()
  const topic = { id: topicId, parentId: null, title: 'Space', description: '', reading: '' }
  await openBank(server.database.kysely).topics.create(server.workspaceId, topic)
  await take(topicId, JSON.stringify(source))
})
afterAll(() => server.stop())

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const source = {
  format: 'quizmentor',
  version: 1,
  questions: [
    {
      id: 'moon',
      category: ['Earth'],
      title: 'The moon',
      tags: ['sky'],
      difficulty: 3,
      bloom: 'apply',
      kept: { penalty: 0.5 },
      content: {
        type: 'single_choice',
        stem: 'What is this? ![round](media:moon)',
        body: {
          options: [
            { id: 'a', text: 'The moon' },
            { id: 'b', text: 'The sun' },
          ],
        },
        key: { choice: 'a', feedback: { b: 'It is far brighter.' } },
      },
      media: [{ key: 'moon', name: 'moon.png', data: picture.toString('base64') }],
    },
    {
      id: 'formula',
      category: ['Earth', 'Sums'],
      content: {
        type: 'short_text',
        stem: '=1+1 is what?',
        body: {},
        key: { accepted: ['two', '@two'] },
      },
    },
    {
      id: 'gap',
      content: {
        type: 'fill_in',
        stem: 'Complete.',
        body: { text: 'The {{a}} is far away.', gaps: [{ id: 'a' }] },
        key: { gaps: { a: { accepted: ['sun'] } } },
      },
    },
  ],
}

async function take(into: string, text: string | Uint8Array) {
  const found = readAny(bytesSource('a', Buffer.from(text)), { format: 'auto', openDatabase })
  return server.database.kysely.transaction().execute((tx) =>
    importInto(tx, found, {
      workspaceId: server.workspaceId,
      userId: null,
      topicId: into,
      tags: [],
      state: 'published',
      keepCategories: true,
      history: false,
      at: new Date(),
    }),
  )
}

async function questionsIn(bytes: Uint8Array, name = 'a'): Promise<FoundQuestion[]> {
  const found: Found[] = []
  for await (const each of readAny(bytesSource(name, bytes), { format: 'auto', openDatabase }))
    if (each.kind !== 'format') found.push(each)
  return found.filter((each) => each.kind === 'question')
}

async function exported(query: Parameters<Client['interchange']['exportQuestions']>[0]['query']) {
  const answer = await author.interchange.exportQuestions({ params, query: query ?? {} })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

test('our own format gives back everything, pictures included', async () => {
  const { answer, bytes } = await exported({})
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="questions.json"')
  const [moon, formula] = await questionsIn(bytes)
  expect(moon).toMatchObject({
    ref: 'moon',
    category: ['Space', 'Earth'],
    title: 'The moon',
    tags: ['sky'],
    difficulty: 3,
    bloom: 'apply',
    kept: { penalty: 0.5 },
  })
  const key = createHash('sha256').update(picture).digest('hex')
  expect(moon?.content.stem).toBe(`What is this? ![round](media:${key})`)
  expect(moon?.media).toMatchObject([{ key, name: 'moon.png', type: 'image/png' }])
  expect(Buffer.from((await moon?.media[0]?.read()) ?? [])).toEqual(picture)
  expect(formula).toMatchObject({ ref: 'formula', category: ['Space', 'Earth', 'Sums'] })
})

test('taken in again elsewhere and given back, the questions are the same', async () => {
  const { bytes } = await exported({ tag: 'sky' })
  const [before] = await questionsIn(bytes)
  const elsewhere = newId()
  const topic = { id: elsewhere, parentId: null, title: 'Copy', description: '', reading: '' }
  await openBank(server.database.kysely).topics.create(server.workspaceId, topic)
  expect(await take(elsewhere, bytes)).toMatchObject({ imported: 1, warningCount: 0 })
  const copies = await questionsIn((await exported({ tag: 'sky' })).bytes)
  expect(copies).toHaveLength(2)
  for (const copy of copies)
    expect(canonicalText(copy.content)).toBe(before && canonicalText(before.content))
  expect(copies[1]?.category).toEqual(['Copy', 'Space', 'Earth'])
})

test.each(writtenFormats)(
  '%s: a file that is read again, and what it can’t hold',
  async (format) => {
    const { answer, bytes } = await exported({ format })
    const [, name] = /"(.+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? []
    const said = await author.interchange.checkExport({ params, query: { format } })
    expect(said.questions).toBe(4)
    expect(said.lost).toHaveLength(said.lostCount)
    expect((await questionsIn(bytes, name)).length).toBeGreaterThan(0)
    for (const { where, code, reason } of said.lost)
      expect([where, code, reason].every((text) => text !== '')).toBe(true)
    if (format === 'aiken' || format === 'csv') expect(said.lostCount).toBeGreaterThan(0)
    if (format === 'json') expect(said.lostCount).toBe(0)
  },
)

test('cells that a spreadsheet would compute are text (attack 50)', async () => {
  const { bytes } = await exported({ format: 'csv', type: 'short_text' })
  const cells = bytes.toString().split(/[,\r\n;]/)
  expect(cells.filter((cell) => /^["\s]*[=@+]/.test(cell))).toEqual([])
  expect((await questionsIn(bytes, 'a.csv'))[0]?.content.stem).toBe('=1+1 is what?')
})

test('filters pick as in lists; an export is written down, a look at its losses is not', async () => {
  const count = async (query: Parameters<typeof exported>[0]) =>
    (await questionsIn((await exported(query)).bytes)).length
  expect(await count({ type: 'short_text' })).toBe(1)
  expect(await count({ search: 'moon' })).toBe(2)
  expect(await count({ search: 'moon', topicId: newId() })).toBe(0)
  expect(await count({ topicId })).toBe(1)
  expect(await count({ topicId, below: 'true' })).toBe(3)
  expect(await count({ minDifficulty: 4 })).toBe(2)
  const audited = async () => {
    const { rows } = await server.database.pool.query<{ details: unknown }>(
      "select details from audit_log where action = 'questions.exported' order by id",
    )
    return rows
  }
  const before = await audited()
  expect(before.at(-1)?.details).toEqual({ format: 'json', minDifficulty: 4 })
  await author.interchange.checkExport({ params, query: {} })
  expect(await audited()).toHaveLength(before.length)
})

test('one workspace’s questions are not in another’s file, nor its pictures', async () => {
  const workspaceId = newId()
  const { client } = await server.signedIn('author')
  await client.identity.createWorkspace({ body: { id: workspaceId, name: 'Mine' } })
  const answer = await client.interchange.exportQuestions({ params: { workspaceId }, query: {} })
  expect(await questionsIn(Buffer.from(await answer.arrayBuffer()))).toEqual([])
  for (const role of ['learner', 'host'] as const) {
    const other = await server.signedIn(role)
    await expect(
      other.client.interchange.exportQuestions({ params, query: {} }),
    ).rejects.toMatchObject({ status: 403 })
  }
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asTold,
  nobody,
  startImporting,
  usualDestination,
  type ImportingServer,
} from './interchange-for-tests.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

const named = (count: number, word = 'this') =>
  Array.from(
    { length: count },
    (_, at) => `// [id:q${at}]\nWhich is number ${at}? {=${word} ~that}\n`,
  ).join('\n')
const nameless = 'Water is wet. {T}\n\nFire is cold. {F}\n'

test('a preview tells what of a file is in the bank already, by topic, and what would change', async () => {
  const author = await server.author()
  const { topicId } = author
  const first = await server.preview(author, 'a.gift', named(450) + nameless)
  expect(first.preview?.known).toEqual([])
  await server.take(author, 'a.gift', named(450) + nameless)

  const same = await server.preview(author, 'a.gift', named(450) + nameless)
  expect(same.preview?.known).toEqual([{ topicId, changed: 0, unchanged: 452 }])
  expect(same.preview?.report).toMatchObject({ read: 452, imported: 452, updated: 0 })

  const mixed = `${named(100, 'the other')}\n${named(300).slice(named(100).length)}\nNew? {T}\n`
  const seen = await server.preview(author, 'a.gift', mixed)
  expect(seen.preview?.known).toEqual([{ topicId, changed: 100, unchanged: 200 }])
  const done = await server.take(author, 'a.gift', mixed)
  expect(done.report).toMatchObject({ read: 301, imported: 1, updated: 300, unchanged: 200 })
})

test('what is in several topics is told of each; another workspace knows nothing', async () => {
  const author = await server.author()
  await server.take(author, 'a.gift', named(3))
  const { items } = await server.bank.topics.list(author.workspaceId)
  expect(items).toHaveLength(1)
  const elsewhere = crypto.randomUUID()
  const topic = { parentId: null, title: 'Other', description: '', reading: '' }
  await server.bank.topics.create(author.workspaceId, { ...topic, id: elsewhere })
  await server.take(author, 'a.gift', named(2, 'other'), { topicId: elsewhere })
  const seen = await server.preview(author, 'a.gift', named(3))
  expect(seen.preview?.known).toEqual([
    { topicId: author.topicId, changed: 0, unchanged: 3 },
    { topicId: elsewhere, changed: 2, unchanged: 0 },
  ])
  const stranger = await server.author()
  expect((await server.preview(stranger, 'a.gift', named(3))).preview?.known).toEqual([])
})

test('questions with pictures are known by them, too', async () => {
  const author = await server.author()
  const file = (dot: number) => {
    const picture = Buffer.from(
      'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
      'base64',
    )
    picture[13] = dot
    return JSON.stringify({
      format: 'quizmentor',
      version: 1,
      questions: ['a', undefined].map((id) => ({
        id,
        content: { type: 'true_false', stem: '![x](media:k) Yes?', body: {}, key: { truth: true } },
        media: [{ key: 'k', name: 'a.gif', data: picture.toString('base64') }],
      })),
    })
  }
  await server.take(author, 'a.json', file(1))
  const same = await server.preview(author, 'a.json', file(1))
  expect(same.preview?.known).toMatchObject([{ changed: 0, unchanged: 2 }])
  const other = await server.preview(author, 'a.json', file(2))
  expect(other.preview?.known).toMatchObject([{ changed: 1, unchanged: 0 }])
})

test('an import tells how it was read, where it goes and how many questions there are', async () => {
  const author = await server.author()
  const table = 'Some, instructions\nLand,Stadt\nNorway,Oslo\nPeru,Lima\n'
  const id = await server.send(author, 'a.csv', table)
  expect(await server.imports.get(author, id)).toMatchObject({
    reading: { format: null },
    destination: null,
    total: null,
  })
  const reading = { format: 'csv', columns: ['stem', 'key'], headerRows: 2 } as const
  const asked = { ...reading, columns: [...reading.columns] }
  await server.imports.preview(author, id, asked, nobody)
  const seen = await server.settled(author, id)
  expect(seen).toMatchObject({ reading, destination: null, total: 2 })
  expect(seen.preview?.table).toMatchObject({
    headerRows: 2,
    head: [
      ['Some', ' instructions'],
      ['Land', 'Stadt'],
    ],
    rows: [
      ['Norway', 'Oslo'],
      ['Peru', 'Lima'],
    ],
  })
  const destination = { ...usualDestination(author), tags: ['lands'] }
  const running = await server.imports.run(author, id, asked, destination, nobody)
  expect(running).toMatchObject({ reading, destination, total: 2, preview: null })
  const done = await server.settled(author, id)
  expect(done).toMatchObject({ state: 'done', reading, destination, total: 2, preview: null })
  expect(done.report).toMatchObject({ read: 2, imported: 2 })
})

test('what was counted of a file that is read in another way now is not told', async () => {
  const author = await server.author()
  const { id } = await server.preview(author, 'a.gift', nameless)
  const other = { ...asTold, format: 'gift' as const }
  const running = await server.imports.run(author, id, other, usualDestination(author), nobody)
  expect(running.total).toBeNull()
  expect(await server.settled(author, id)).toMatchObject({ state: 'done', total: 2 })
})

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { startImporting, type Author, type ImportingServer } from './interchange-for-tests.ts'
import { clearMedia } from './jobs.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

const day = 86_400_000
const start = Date.UTC(2030, 0, 1)
const night = (number: number) => clearMedia(server.database.kysely, start + number * day)

/** A picture that no other test has. */
function picture(): Buffer {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
  randomBytes(6).copy(gif, 13)
  return gif
}

const shows = (id: string, gif: Buffer | null) => ({
  id,
  content: {
    type: 'true_false',
    stem: gif === null ? 'Yes?' : '![x](media:k) Yes?',
    body: {},
    key: { truth: true },
  },
  ...(gif !== null && { media: [{ key: 'k', name: 'a.gif', data: gif.toString('base64') }] }),
})

async function take(author: Author, ...questions: readonly object[]): Promise<void> {
  const file = JSON.stringify({ format: 'quizmentor', version: 1, questions })
  const done = await server.take(author, 'a.json', file)
  expect(done).toMatchObject({ state: 'done', report: { warnings: [] } })
}

async function media({ workspaceId }: Author): Promise<number> {
  const rows = await server.database.kysely
    .selectFrom('media')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .execute()
  return rows.length
}

function removeQuestions({ workspaceId }: Author) {
  return server.database.kysely
    .deleteFrom('questions')
    .where('workspace_id', '=', workspaceId)
    .execute()
}

test('a file that any version of a question shows stays for ever', async () => {
  const author = await server.author()
  await take(author, shows('now', picture()), shows('before', picture()))
  // The next version shows none.
  await take(author, shows('before', null))
  for (const number of [0, 1, 20, 300]) await night(number)
  expect(await media(author)).toBe(2)
})

test('what nothing shows goes after a week without, not when it was stored long ago', async () => {
  const author = await server.author()
  const other = await server.author()
  await take(author, shows('a', picture()))
  await take(other, shows('a', picture()))
  await night(0)
  await removeQuestions(author)
  for (const number of [100, 101, 107]) await night(number)
  expect(await media(author)).toBe(1)
  await night(107.1)
  expect(await media(author)).toBe(0)
  expect(await media(other)).toBe(1)
})

test('what is shown again within the week stays', async () => {
  const author = await server.author()
  const gif = picture()
  await take(author, shows('a', gif))
  await removeQuestions(author)
  await night(200)
  await take(author, shows('b', gif))
  await removeQuestions(author)
  // Stored again, it begins anew.
  await night(208)
  expect(await media(author)).toBe(1)
  await take(author, shows('c', gif))
  await night(209)
  await night(230)
  expect(await media(author)).toBe(1)
})

test('what is stored while the night’s work is done isn’t lost', async () => {
  const author = await server.author()
  const gif = picture()
  await take(author, shows('a', gif))
  await removeQuestions(author)
  await night(300)
  const storing = take(author, shows('b', gif))
  await Promise.all([storing, ...Array.from({ length: 20 }, () => night(310))])
  await night(311)
  await night(330)
  expect(await media(author)).toBe(1)
})

test('what is written about a topic, a track or a quiz counts, too', async () => {
  const author = await server.author()
  const { workspaceId } = author
  await take(author, shows('a', picture()), shows('b', picture()))
  const { kysely: db } = server.database
  const rows = await db
    .selectFrom('media')
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .execute()
  const [one, other] = rows.map(
    ({ hash }) => `![x](/api/v1/workspaces/${workspaceId}/media/${hash.toString('hex')})`,
  )
  await removeQuestions(author)
  await server.bank.topics.create(workspaceId, {
    id: newId(),
    parentId: null,
    title: 'Pictures',
    description: one ?? '',
    reading: other ?? '',
  })
  for (const number of [400, 408, 430]) await night(number)
  expect(await media(author)).toBe(2)
})

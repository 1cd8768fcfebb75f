import { CHUNK_BYTES } from '@quizmentor/contract/interchange'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import {
  asTold,
  nobody,
  startImporting,
  usualDestination,
  type ImportingServer,
} from './interchange-for-tests.ts'
import { dropFiles } from './queries/work.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

const question = Buffer.from('Water is wet. {T}\n')

/** One question, and a comment up to three pieces. */
function threePieces(): Buffer {
  const rest = `// ${randomBytes(100).toString('hex')}\n`
  const size = 2 * CHUNK_BYTES + 1_000
  return Buffer.concat([
    question,
    Buffer.from(rest.repeat(Math.ceil(size / rest.length))),
  ]).subarray(0, size)
}

test('pieces come in any order, and some of them twice', async () => {
  const author = await server.author()
  const { imports } = server
  const file = threePieces()
  const id = newId()
  const begun = await imports.create(author, { id, fileName: 'a.gift', size: file.length })
  expect(begun).toMatchObject({ state: 'uploading', received: 0, size: file.length })
  for (const number of [2, 0, 2, 0]) await imports.putChunk(author, id, number, piece(file, number))
  await expect(imports.preview(author, id, asTold, nobody)).rejects.toMatchObject({
    status: 409,
    code: 'incomplete',
  })
  const whole = await imports.putChunk(author, id, 1, piece(file, 1))
  expect(whole.received).toBe(file.length)
  await imports.preview(author, id, asTold, nobody)
  expect(await server.settled(author, id)).toMatchObject({
    state: 'previewed',
    preview: { report: { format: 'gift', read: 1 } },
  })
  // Said again by somebody who didn't hear the answer.
  await imports.putChunk(author, id, 1, piece(file, 1))
  await expect(imports.putChunk(author, id, 1, Buffer.alloc(CHUNK_BYTES))).rejects.toMatchObject({
    status: 409,
    code: 'not_uploading',
  })
})

function piece(file: Buffer, number: number): Buffer {
  return file.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES)
}

test('a piece too many, too short or too long is refused, with its place', async () => {
  const author = await server.author()
  const file = threePieces()
  const id = newId()
  await server.imports.create(author, { id, fileName: 'a.gift', size: file.length })
  const put = (number: number, bytes: Buffer) => server.imports.putChunk(author, id, number, bytes)
  await expect(put(3, Buffer.alloc(1))).rejects.toMatchObject({
    status: 400,
    errors: [{ pointer: '/path/number' }],
  })
  const wrong: [number, Buffer][] = [
    [0, piece(file, 0).subarray(1)],
    [2, piece(file, 0)],
    [2, Buffer.alloc(0)],
  ]
  for (const [number, bytes] of wrong)
    await expect(put(number, bytes)).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/body/data', code: 'wrong_size' }],
    })
  expect((await server.imports.get(author, id)).received).toBe(0)
})

test('begun twice it is one import; with another size or by somebody else it is refused', async () => {
  const author = await server.author()
  const other = await server.author()
  const file = { id: newId(), fileName: 'a.gift', size: 100 }
  const once = await server.imports.create(author, file)
  expect(await server.imports.create(author, file)).toEqual(once)
  const taken = { status: 409, code: 'id_taken' }
  await expect(server.imports.create(author, { ...file, size: 101 })).rejects.toMatchObject(taken)
  await expect(server.imports.create(other, file)).rejects.toMatchObject(taken)
})

test('nobody else sees, reads, changes or deletes an import, not in the same workspace either', async () => {
  const author = await server.author()
  const id = await server.send(author, 'a.gift', question)
  const colleague = { workspaceId: author.workspaceId, userId: (await server.author()).userId }
  const elsewhere = { workspaceId: (await server.author()).workspaceId, userId: author.userId }
  const { imports } = server
  for (const other of [colleague, elsewhere]) {
    const missing = { status: 404 }
    await expect(imports.get(other, id)).rejects.toMatchObject(missing)
    await expect(imports.putChunk(other, id, 0, question)).rejects.toMatchObject(missing)
    await expect(imports.preview(other, id, asTold, nobody)).rejects.toMatchObject(missing)
    await expect(
      imports.run(other, id, asTold, usualDestination(author), nobody),
    ).rejects.toMatchObject(missing)
    await expect(imports.remove(other, id)).rejects.toMatchObject(missing)
    expect(await imports.list(other, undefined, 10)).toEqual({ items: [], nextCursor: null })
  }
  expect(await imports.get(author, id)).toMatchObject({ state: 'uploading' })
})

test('questions don’t go into a topic of another workspace', async () => {
  const author = await server.author()
  const { topicId } = await server.author()
  const id = await server.send(author, 'a.gift', question)
  await expect(
    server.imports.run(author, id, asTold, { ...usualDestination(author), topicId }, nobody),
  ).rejects.toMatchObject({ status: 400, errors: [{ pointer: '/body/topicId' }] })
})

test('the list has one’s own imports, newest first, page by page', async () => {
  const author = await server.author()
  const ids: string[] = []
  for (let index = 0; index < 3; index++)
    ids.push(await server.send(author, `${index}.gift`, question))
  const first = await server.imports.list(author, undefined, 2)
  const second = await server.imports.list(author, first.nextCursor ?? undefined, 2)
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed())
  expect(second.nextCursor).toBeNull()
})

test('no more than 20 files, or 200 MB, are kept of one person; a deleted one makes room', async () => {
  const author = await server.author()
  const { imports } = server
  const begin = (size: number) => {
    const id = newId()
    return imports.create(author, { id, fileName: 'a.gift', size }).then(() => id)
  }
  const large = 100 * 1024 * 1024
  const [one] = [await begin(large), await begin(large)]
  const full = { status: 409, code: 'too_many_files' }
  await expect(begin(1)).rejects.toMatchObject(full)
  await imports.remove(author, one)
  const some = await Promise.allSettled(Array.from({ length: 25 }, () => begin(10)))
  expect(some.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
  await expect(begin(1)).rejects.toMatchObject(full)
})

test('asked twice for the same, it is done once; asked for something else meanwhile, refused', async () => {
  const author = await server.author()
  const id = await server.send(author, 'a.gift', question)
  const destination = usualDestination(author)
  const run = (tags: string[]) =>
    server.imports.run(author, id, asTold, { ...destination, tags }, nobody)
  const first = await run([])
  expect(first.state).toBe('storing')
  expect(['storing', 'done']).toContain((await run([])).state)
  await expect(run(['other'])).rejects.toMatchObject({ status: 409 })
  expect(await server.settled(author, id)).toMatchObject({ report: { imported: 1 } })
  expect(await run([])).toMatchObject({ state: 'done', report: { imported: 1 } })
  await expect(run(['other'])).rejects.toMatchObject({ status: 409, code: 'no_file' })
})

test('a file that can’t be read in one format can be tried in another, without sending it again', async () => {
  const author = await server.author()
  const id = await server.send(author, 'a.gift', question)
  const { imports } = server
  await imports.preview(author, id, { ...asTold, format: 'xlsx' }, nobody)
  expect(await server.settled(author, id)).toMatchObject({
    state: 'failed',
    failure: { code: 'zip_damaged' },
  })
  await imports.preview(author, id, asTold, nobody)
  expect(await server.settled(author, id)).toMatchObject({ state: 'previewed', failure: null })
})

test('of a table the preview tells the columns, and takes others', async () => {
  const author = await server.author()
  const seen = await server.preview(author, 'a.csv', 'foo,bar\nWater?,wet\nFire?,hot\n')
  expect(seen.preview?.table).toMatchObject({ headerRows: 0, rows: expect.any(Array) })
  await server.imports.preview(author, seen.id, { format: 'csv', columns: ['stem', 'key'] }, nobody)
  const { preview } = await server.settled(author, seen.id)
  expect(preview).toMatchObject({
    report: { read: 2 },
    table: { headerRows: 1, columns: [{ role: 'stem' }, { role: 'key' }] },
  })
})

test('files that nobody came back for within a day are let go, and that is told', async () => {
  const author = await server.author()
  const id = await server.send(author, 'a.gift', question)
  const { kysely: db } = server.database
  const failure = { where: 'the whole file', code: 'expired', reason: 'It is gone.' }
  await dropFiles(db, new Date(Date.now() - 1_000_000), failure)
  expect((await server.imports.get(author, id)).state).toBe('uploading')
  await dropFiles(db, new Date(Date.now() + 1_000_000), failure)
  expect(await server.imports.get(author, id)).toMatchObject({
    state: 'failed',
    failure,
    received: 0,
  })
})

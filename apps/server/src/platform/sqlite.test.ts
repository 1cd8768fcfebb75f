import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createDatabase, openDatabase } from './sqlite.ts'

async function made(...statements: readonly string[]): Promise<Uint8Array> {
  const database = await createDatabase()
  for (const statement of statements) database.run(statement)
  return database.finish()
}

async function* inPieces(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000)
}

const unreadable = (code: string) => ({ name: 'UnreadableFile', code })

describe('an SQLite file from elsewhere', () => {
  test('is read row by row; whole numbers of any size, texts and bytes', async () => {
    const bytes = await made(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)',
      `INSERT INTO t VALUES (9007199254740993, 1, 1), (1, 'x', x'0102'), (1700000000000, 2.5, NULL)`,
    )
    const database = await openDatabase(inPieces(bytes))
    expect([...database.rows('SELECT * FROM t ORDER BY id')]).toEqual([
      { id: 1, a: 'x', b: Uint8Array.of(1, 2) },
      { id: 1_700_000_000_000, a: 2.5, b: null },
      { id: 9_007_199_254_740_993n, a: 1, b: 1 },
    ])
    expect(() => [...database.rows('SELECT nothing FROM t')]).toThrow('SQLite')
    database.close()
  })

  test('is read whatever collation of Anki’s its tables have', async () => {
    const bytes = await made(
      'CREATE TABLE t (id integer, name text NOT NULL COLLATE nocaseX, PRIMARY KEY (id)) WITHOUT ROWID'.replace(
        'nocaseX',
        'NOCASE ',
      ),
      `INSERT INTO t VALUES (1, 'a'), (2, 'B')`,
    )
    const latin = Buffer.from(bytes).toString('latin1').replaceAll('NOCASE ', 'unicase')
    const database = await openDatabase(inPieces(Buffer.from(latin, 'latin1')))
    expect([...database.rows('SELECT name FROM t ORDER BY id')]).toEqual([
      { name: 'a' },
      { name: 'B' },
    ])
    database.close()
  })

  test.each([
    ['a view', 'CREATE VIEW notes AS SELECT * FROM t'],
    ['a trigger', 'CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END'],
    ['a virtual table', 'CREATE VIRTUAL TABLE v USING fts5(a)'],
    ['a computed column', 'CREATE TABLE c (a, b AS (hex(zeroblob(1000000))))'],
  ])('is refused for %s', async (_, statement) => {
    const bytes = await made('CREATE TABLE t (a)', statement)
    await expect(openDatabase(inPieces(bytes))).rejects.toMatchObject(unreadable('database_unsafe'))
  })

  test('is refused where it is damaged, empty or something else', async () => {
    const rows = Array.from({ length: 3_000 }, (_, id) => `(${id}, '${'x'.repeat(40)}')`)
    const bytes = Buffer.from(
      await made(
        'CREATE TABLE t (id INTEGER PRIMARY KEY, a)',
        `INSERT INTO t VALUES ${rows.join()}`,
      ),
    )
    const words = Buffer.from('no database at all'.repeat(100))
    for (const damaged of [bytes.subarray(0, 20_000), words, bytes.subarray(0, 60)])
      await expect(openDatabase(inPieces(damaged))).rejects.toMatchObject(
        unreadable('database_damaged'),
      )
    // A page of the table that points at one page over and over would have no end of rows.
    const looped = Buffer.from(bytes)
    const root = 4096
    const cells = looped.readUInt16BE(root + 3)
    const first = looped.readUInt32BE(root + looped.readUInt16BE(root + 12))
    for (let cell = 0; cell < cells; cell++)
      looped.writeUInt32BE(first, root + looped.readUInt16BE(root + 12 + 2 * cell))
    await expect(openDatabase(inPieces(looped))).rejects.toMatchObject(
      unreadable('database_damaged'),
    )
  })

  test('is read where it was being written to in parallel', async () => {
    const bytes = Buffer.from(await made('CREATE TABLE t (a)', 'INSERT INTO t VALUES (1)'))
    // The format versions for a write-ahead log.
    bytes.writeUInt16BE(0x0202, 18)
    const database = await openDatabase(inPieces(bytes))
    expect([...database.rows('SELECT a FROM t')]).toEqual([{ a: 1 }])
    database.close()
  })

  test('leaves no file behind', async () => {
    const folders = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith(`quizmentor-sqlite-`))
    const before = new Set(await folders())
    const database = await openDatabase(inPieces(await made('CREATE TABLE t (a)')))
    const during = (await folders()).filter((name) => !before.has(name))
    expect(during.length).toBeGreaterThan(0)
    database.close()
    await expect(openDatabase(inPieces(Buffer.from('x')))).rejects.toThrow()
    const mine = new Set(during)
    expect((await folders()).filter((name) => mine.has(name))).toEqual([])
  })
})

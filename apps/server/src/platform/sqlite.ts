import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DatabaseReader, DatabaseWriter } from '@quizmentor/interchange/anki/database'
import { UnreadableFile } from '@quizmentor/interchange/found'

/** What a file from elsewhere may make SQLite do. */
const limits = {
  length: 64 * 1024 ** 2,
  sqlLength: 1024 ** 2,
  column: 200,
  exprDepth: 100,
  compoundSelect: 10,
  vdbeOp: 100_000,
  functionArg: 16,
  attach: 0,
  likePatternLength: 100,
  variableNumber: 100,
  triggerDepth: 1,
}

/**
 * Opens an SQLite file from elsewhere, through a temporary copy that is removed when it is closed.
 * @throws {UnreadableFile} `database_damaged` where it isn't sound; `database_unsafe` where reading
 * it would run what it brings along: views, virtual tables, computed columns
 */
export async function openDatabase(chunks: AsyncIterable<Uint8Array>): Promise<DatabaseReader> {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-sqlite-'))
  const path = join(folder, 'database')
  let database: DatabaseSync | undefined
  try {
    await writeChunks(path, chunks)
    makeReadable(path)
    database = opened(path, true)
    refuseUnsafe(database)
    refuseDamaged(database)
  } catch (error) {
    database?.close()
    await rm(folder, { recursive: true, force: true })
    throw asUnreadable(error)
  }
  const reader = database
  return {
    rows: (sql) => rowsOf(reader, sql),
    close() {
      reader.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a new SQLite file, through a temporary one that is removed in the end. */
export async function createDatabase(): Promise<DatabaseWriter> {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-sqlite-'))
  const path = join(folder, 'database')
  const database = new DatabaseSync(path)
  // What is lost when the program dies is only the temporary file.
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN')
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const close = () => {
    if (database.isOpen) database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    run(sql, values = []) {
      const statement = statements.get(sql) ?? database.prepare(sql)
      statements.set(sql, statement)
      statement.run(...values)
    },
    async finish() {
      database.exec('COMMIT')
      database.close()
      const bytes = await readFile(path)
      close()
      return bytes
    },
    close,
  }
}

const magic = 'SQLite format 3\0'

async function writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  let head = ''
  try {
    for await (const chunk of chunks) {
      if (head.length < magic.length)
        head += Buffer.from(chunk.subarray(0, magic.length)).toString('latin1')
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  // SQLite takes a very short file for an empty database.
  if (!head.startsWith(magic)) throw damaged()
}

function opened(path: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly, limits, defensive: readOnly })
  database.exec(
    `PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
     PRAGMA temp_store = FILE; PRAGMA cache_size = -16000`,
  )
  return database
}

/**
 * Anki orders names by a collation of its own, without which SQLite doesn't even read the tables
 * that have it. Nothing here relies on that order.
 */
function makeReadable(path: string): void {
  const database = opened(path, false)
  try {
    // One that is written at the same time, as Anki's own, can't be read without a log beside it.
    database.exec('PRAGMA journal_mode = DELETE')
    const [row] = database
      .prepare(`SELECT count(*) AS tables FROM sqlite_schema WHERE sql LIKE '%collate unicase%'`)
      .all()
    if (row?.['tables'] === 0) return
    database.exec(
      `PRAGMA writable_schema = ON;
       UPDATE sqlite_schema SET sql = replace(sql, 'COLLATE unicase', 'COLLATE NOCASE');
       UPDATE sqlite_schema SET sql = replace(sql, 'collate unicase', 'COLLATE NOCASE')`,
    )
  } finally {
    database.close()
  }
}

function refuseUnsafe(database: DatabaseSync): void {
  const odd = database
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'table'
       UNION ALL SELECT name FROM sqlite_schema WHERE type = 'trigger'
       UNION ALL SELECT t.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c
         WHERE t.schema = 'main' AND c.hidden > 0`,
    )
    .get()
  if (odd !== undefined)
    throw new UnreadableFile(
      'database_unsafe',
      String(odd['name']),
      'The database brings programs along (views, triggers, computed columns), which are not run.',
    )
}

/** Pages that are used twice make a small file look endless. */
function refuseDamaged(database: DatabaseSync): void {
  const [row] = database.prepare('PRAGMA quick_check(1)').all()
  const [told] = Object.values(row ?? {})
  // What follows the structure is about the order of rows, which Anki has its own ideas about.
  if (typeof told !== 'string' || told.startsWith('***')) throw damaged()
}

function* rowsOf(
  database: DatabaseSync,
  sql: string,
): Generator<Readonly<Record<string, unknown>>> {
  try {
    const statement = database.prepare(sql)
    statement.setReadBigInts(true)
    for (const row of statement.iterate()) {
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'bigint' && Number.isSafeInteger(Number(value)))
          row[name] = Number(value)
      yield row
    }
  } catch (error) {
    throw asUnreadable(error)
  }
}

function asUnreadable(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? damaged() : error
}

function damaged(): UnreadableFile {
  return new UnreadableFile(
    'database_damaged',
    'database',
    'This is not an SQLite database, or it is damaged. In Anki, “Tools → Check Database” may mend it.',
  )
}

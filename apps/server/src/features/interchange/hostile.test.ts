import { writeArchive } from '@quizmentor/interchange/archive'
import { sql } from 'kysely'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startImporting, type Author, type ImportingServer } from './interchange-for-tests.ts'

const usualFolder = tmpdir()
let folder: string
let server: ImportingServer
beforeAll(async () => {
  folder = await mkdtemp(join(usualFolder, 'quizmentor-hostile-'))
  process.env['TMPDIR'] = folder
  server = await startImporting()
})
afterAll(async () => {
  await server.stop()
  process.env['TMPDIR'] = usualFolder
  await rm(folder, { recursive: true })
})

async function zip(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  async function* all() {
    for (const [name, content] of Object.entries(files)) yield { name, bytes: Buffer.from(content) }
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of writeArchive(all())) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same archive with other bytes in the place of some. */
function patched(archive: Buffer, from: string, to: string): Buffer {
  return Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1')
}

const manifest = '<manifest xmlns="http://www.imsglobal.org/xsd/imsqti_test_xmlv2p1"/>'
const centralHeader = 'PK\x01\x02'

/** The entry of a file in the list at the end, with another value at an offset. */
function withAttribute(archive: Buffer, offset: number, value: number): Buffer {
  const copy = Buffer.from(archive)
  copy.writeUInt32LE(value >>> 0, copy.indexOf(centralHeader, 0, 'latin1') + offset)
  return copy
}

const moodle = (question: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<quiz><question type="truefalse"><name><text>n</text></name>${question}</question></quiz>`

const question = (text: string) =>
  `<questiontext format="html"><text>${text}</text></questiontext>
   <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>`

const hostile: Readonly<Record<string, () => Promise<Buffer> | Buffer | string>> = {
  'zip_bomb: unpacks to far more': () => zip({ 'imsmanifest.xml': Buffer.alloc(30_000_000) }),
  'zip_path: leads out of the archive': async () =>
    patched(await zip({ 'imsmanifest.xml': manifest, 'aa/escape.xml': 'x' }), 'aa/esc', '../esc'),
  'zip_symlink: a link': async () =>
    withAttribute(await zip({ 'imsmanifest.xml': manifest }), 38, 0o120777 << 16),
  'zip_damaged: two files of one name': async () =>
    patched(
      await zip({ 'imsmanifest.xml': manifest, 'ab.xml': '1', 'aa.xml': '2' }),
      'ab.x',
      'aa.x',
    ),
  'zip_damaged: cut off': async () => (await zip({ 'imsmanifest.xml': manifest })).subarray(0, 120),
  'xml_entities: laughs a billion times': () =>
    moodle(
      question('&b;'),
      '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ),
  'xml_entities: reads a file': () =>
    moodle(question('&x;'), '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  'xml_malformed: not closed': () => moodle(question('Yes?')).slice(0, -20),
  'xml_too_deep: 10,000 elements deep': () =>
    moodle(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`),
  'format_unknown: a picture': () =>
    Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  'database_damaged: a database that is none': () =>
    Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 7)]),
}

async function rowsOf({ workspaceId }: Author): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*) from questions where workspace_id = ${workspaceId}) as questions,
      (select count(*) from question_versions join questions on questions.id = question_id
        where workspace_id = ${workspaceId}) as versions,
      (select count(*) from topics where workspace_id = ${workspaceId}) as topics,
      (select count(*) from media where workspace_id = ${workspaceId}) as media,
      (select count(*) from import_chunks join imports on imports.id = import_id
        where workspace_id = ${workspaceId}) as chunks
  `.execute(server.database.kysely)
  return rows[0] ?? {}
}

const nothing = { questions: 0, versions: 0, topics: 1, media: 0, chunks: 0 }

describe('hostile files (attacks 56, 57)', () => {
  test.each(Object.entries(hostile))('%s', async (name, make) => {
    const author = await server.author()
    const done = await server.take(author, 'file', await make())
    expect(done).toMatchObject({ state: 'failed', report: null })
    if (!name.startsWith('format_unknown'))
      expect(done.failure?.code).toBe(name.slice(0, name.indexOf(':')))
    expect(done.failure?.reason).toMatch(/^[“\p{Lu}].{10,}/u)
    expect(await rowsOf(author)).toEqual(nothing)
  })

  test('what comes before the damage is not kept', async () => {
    const author = await server.author()
    const sound = Array.from({ length: 1_200 }, (_, at) => moodleQuestion(`Is it ${at}?`)).join('')
    const done = await server.take(author, 'a.xml', `<quiz>${sound}<question><</quiz>`)
    expect(done).toMatchObject({ state: 'failed', failure: { code: 'xml_malformed' } })
    expect(await rowsOf(author)).toEqual(nothing)
  })

  test('leaves no file behind', async () => {
    expect(await readdir(folder)).toEqual([])
  })
})

function moodleQuestion(text: string): string {
  return `<question type="truefalse"><name><text>n</text></name>${question(text)}</question>`
}

test('what would run in a browser is gone from what is stored (attack 47)', async () => {
  const author = await server.author()
  const vectors = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://evil.example/pixel.gif">',
    '<a href="javascript:alert(1)">go</a>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<iframe src="https://evil.example"></iframe>',
    '<div style="background:url(https://evil.example)">x</div>',
    '<form action="https://evil.example"><input></form>',
  ]
  const questions = vectors.map((vector) => moodleQuestion(`<![CDATA[<p>Yes? ${vector}</p>]]>`))
  const done = await server.take(author, 'a.xml', `<quiz>${questions.join('')}</quiz>`)
  expect(done.report).toMatchObject({ read: vectors.length, imported: vectors.length })
  const stored = await server.database.kysely
    .selectFrom('question_versions')
    .innerJoin('questions', 'questions.id', 'question_versions.question_id')
    .select('content')
    .where('workspace_id', '=', author.workspaceId)
    .execute()
  expect(stored).toHaveLength(vectors.length)
  expect(JSON.stringify(stored)).not.toMatch(/script|onerror|onload|evil\.example|<iframe|<form/i)
})

test('a file that takes too long is given up, and the next one is read', async () => {
  const hasty = await startImporting({ stallMs: 5 })
  try {
    const author = await hasty.author()
    const long = Array.from({ length: 20_000 }, (_, at) => `Is it ${at}? {T}\n`).join('\n')
    const done = await hasty.take(author, 'a.gift', long)
    expect(done).toMatchObject({ state: 'failed', failure: { code: 'took_too_long' } })
    const questions = await hasty.bank.questions.list(author.workspaceId, { limit: 5 })
    expect(questions.items).toEqual([])
  } finally {
    await hasty.stop()
  }
})

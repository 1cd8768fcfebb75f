import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { readConfig } from '../config.ts'
import { OperatorError } from '../platform/failure.ts'
import { newId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { testFolder, type TestFolder } from './command-for-tests.ts'
import { UsageError, type Command } from './command.ts'
import { exportCommand } from './export.ts'
import { formatOf, importCommand } from './import.ts'

const gift = `$CATEGORY: Rivers

::Longest:: Which is longer? {=The Nile ~The Thames#Not at all.}

The Danube ends in the Black Sea. {T}

Nothing to choose. {~one ~two}
`

let folder: TestFolder
let database: TestDatabase
let workspaceId: string
beforeAll(async () => {
  folder = await testFolder()
  database = await createTestDatabase()
  workspaceId = newId()
  const workspace = { id: workspaceId, name: 'School', open_to_all: true }
  await database.kysely.insertInto('workspaces').values(workspace).execute()
})
afterAll(async () => {
  await database.drop()
  await folder.remove()
})

function run(command: Command, words: readonly string[], values = {}, env = {}) {
  const log = createLog('silent', process.stderr)
  return command.run({ config: readConfig(env), log, words, values })
}

const inDatabase = (command: Command, words: readonly string[], values = {}) =>
  run(command, words, values, { DATABASE_URL: database.url })

const stored = () =>
  database.kysely
    .selectFrom('questions')
    .innerJoin('topics', 'topics.id', 'questions.topic_id')
    .select(['topics.title', 'questions.type', 'questions.state'])
    .where('questions.workspace_id', '=', workspaceId)
    .orderBy('questions.num')
    .execute()

describe('import --dry-run', () => {
  test('tells what would come of a file, without a database', async () => {
    const file = await folder.write('rivers.txt', gift)
    const { json } = await run(importCommand, [file], { 'dry-run': true })
    expect(json).toEqual({
      format: 'gift',
      read: 3,
      imported: 2,
      updated: 0,
      byType: { single_choice: 1, true_false: 1 },
      skipped: [{ where: 'line 7', code: 'no_key', reason: expect.any(String) }],
      warnings: [],
    })
  })

  test.each([
    ['empty.gift', '', 'file_empty'],
    ['words.txt', 'Nothing that looks like a question.', 'format_unknown'],
    ['broken.xml', '<quiz><question type="truefalse">', 'xml_malformed'],
  ])('says what is wrong with %s, and fails', async (name, text, code) => {
    const file = await folder.write(name, text)
    expect(await run(importCommand, [file], { 'dry-run': true })).toMatchObject({
      failed: true,
      json: { code, where: expect.any(String), error: expect.any(String) },
    })
  })

  test('reads a table by the columns and below the rows that are said', async () => {
    const file = await folder.write('lands.csv', 'How to,\nLand,Stadt\nNorway,Oslo\nPeru,Lima\n')
    const dry = (values: object) => run(importCommand, [file], { 'dry-run': true, ...values })
    const columns = 'stem,key'
    expect((await dry({ columns, 'header-rows': '2' })).json).toMatchObject({ read: 2 })
    expect((await dry({ columns })).json).toMatchObject({ read: 3 })
    for (const wrong of [
      { columns, 'header-rows': '21' },
      { columns, 'header-rows': '-1' },
      { 'header-rows': '1' },
      { columns: 'stem,answer' },
    ])
      await expect(dry(wrong)).rejects.toThrow(UsageError)
  })

  test('says that a folder is no file', async () => {
    expect(await run(importCommand, [folder.path('')], { 'dry-run': true })).toMatchObject({
      failed: true,
      json: { code: 'not_a_file' },
    })
  })

  test.skipIf(process.platform === 'win32')('opens no pipe, no device and no circle', async () => {
    const dry = (path: string) => run(importCommand, [path], { 'dry-run': true })
    execFileSync('mkfifo', [folder.path('pipe')])
    symlinkSync('circle', folder.path('circle'))
    for (const path of [folder.path('pipe'), '/dev/zero'])
      expect(await dry(path)).toMatchObject({ failed: true, json: { code: 'not_a_file' } })
    await expect(dry(folder.path('circle'))).rejects.toThrow(OperatorError)
  })

  test('says so where there is no such file, or no such format', async () => {
    const missing = run(importCommand, [folder.path('missing.gift')], { 'dry-run': true })
    await expect(missing).rejects.toThrow('There is no file')
    await expect(run(importCommand, [], {})).rejects.toThrow(UsageError)
    await expect(run(importCommand, ['a'], { format: 'word' })).rejects.toThrow(UsageError)
  })
})

test.each([
  ['moodle_xml', 'moodle-xml'],
  ['QTI 2.1', 'qti'],
  ['apkg', 'anki'],
  ['auto', 'auto'],
  [undefined, 'auto'],
])('the format %s is %s', (name, format) => {
  expect(formatOf(name)).toBe(format)
})

test('a file is taken in, again without doubling, and given back', async () => {
  const file = await folder.write('rivers.txt', gift)
  const values = { topic: 'Geography', tags: 'water, north', publish: true }
  const first = await inDatabase(importCommand, [file], values)
  expect(first.json).toMatchObject({ imported: 2, updated: 0, skipped: [{ code: 'no_key' }] })
  const again = await inDatabase(importCommand, [file], values)
  expect(again.json).toMatchObject({ imported: 0, updated: 2 })
  expect(await stored()).toEqual([
    { title: 'Rivers', type: 'single_choice', state: 'published' },
    { title: 'Rivers', type: 'true_false', state: 'published' },
  ])

  const output = folder.path('out.gift')
  const given = await inDatabase(exportCommand, [], { format: 'gift', output, query: 'tag=north' })
  expect(given.json).toMatchObject({ format: 'gift', questions: 2, lost: [] })
  const text = await readFile(output, 'utf8')
  expect(text).toContain('Danube')
  expect(text).toContain('$CATEGORY: ')
  const back = await run(importCommand, [output], { 'dry-run': true })
  expect(back.json).toMatchObject({ read: 2, imported: 2 })
  const none = await inDatabase(exportCommand, [], {
    format: 'json',
    output,
    query: 'Thames Seine',
  })
  expect(none.json).toMatchObject({ questions: 0 })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startProgram, type Program } from '../../../test/program.ts'
import { asTold, nobody, startImporting, usualDestination } from './interchange-for-tests.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

const many = (questions: number) =>
  Array.from(
    { length: questions },
    (_, at) => `// [id:${at}]\nWhich is number ${at}? {=this ~that ~neither}\n`,
  ).join('\n')

test('a server that is killed in the middle of an import leaves nothing, and the next one does it once', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor-import-kill-'))
  undo.push(() => rm(dataFolder, { recursive: true }))
  const importing = await startImporting(null)
  undo.push(() => importing.stop())
  const { url, kysely: db } = importing.database
  let program: Program = await startProgram({ dataFolder, env: { DATABASE_URL: url } })
  undo.push(() => program.kill())

  const author = await importing.author()
  const count = async () => {
    const rows = db.selectFrom('questions').where('workspace_id', '=', author.workspaceId)
    const { all } = await rows
      .select((row) => row.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow()
    return all
  }
  const id = await importing.send(author, 'many.gift', many(8_000))
  await importing.imports.run(author, id, asTold, usualDestination(author), nobody)
  const now = () => importing.imports.get(author, id)
  await expect
    .poll(async () => (await now()).progress, { timeout: 30_000, interval: 10 })
    .toBeGreaterThan(300)
  await program.kill()
  expect(await now()).toMatchObject({ state: 'storing', report: null })
  expect(await count()).toBe(0)

  program = await startProgram({ dataFolder, env: { DATABASE_URL: url } })
  const done = await importing.settled(author, id)
  expect(done).toMatchObject({ state: 'done', report: { read: 8_000, imported: 8_000 } })
  expect(await count()).toBe(8_000)
  const audited = await db
    .selectFrom('audit_log')
    .select('action')
    .where('workspace_id', '=', author.workspaceId)
    .where('action', '=', 'import.done')
    .execute()
  expect(audited).toHaveLength(1)
}, 240_000)

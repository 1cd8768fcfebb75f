import type { ImportReport } from '@quizmentor/contract/interchange'
import { tag } from '@quizmentor/contract/question'
import { uuid } from '@quizmentor/contract/uuid'
import { readAny } from '@quizmentor/interchange/formats'
import type { Source } from '@quizmentor/interchange/source'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { topicsService } from '../features/bank/topics/service.ts'
import { importInto } from '../features/interchange/service.ts'
import { migrate } from '../platform/database/migrate.ts'
import type { Database } from '../platform/database/schema.ts'
import { OperatorError } from '../platform/failure.ts'
import { newId } from '../platform/ids.ts'
import type { CommandCall } from './command.ts'
import { withDatabase } from './database.ts'
import type { Options } from './import.ts'
import { progressBar } from './progress.ts'
import { workspaceOf } from './workspace.ts'

/** Takes the file in, all of it or nothing. */
export async function stored(
  source: Source,
  options: Options,
  { config, log, values }: CommandCall,
): Promise<ImportReport> {
  const { topic, tags = '', publish } = values
  const names = z.array(tag).parse(
    String(tags)
      .split(',')
      .filter((name) => name.trim() !== ''),
  )
  const show = progressBar(`reading ${source.name}`)
  return withDatabase(config, log, async ({ pool, kysely }) => {
    await migrate(pool, log)
    const workspaceId = await workspaceOf(kysely, values['workspace'])
    let done = 0
    const counted: Source = {
      ...source,
      read(from, to) {
        done = Math.max(done, to)
        show(Math.min(done, source.size - 1), source.size)
        return source.read(from, to)
      },
    }
    return kysely.transaction().execute(async (tx) =>
      importInto(tx, readAny(counted, options), {
        workspaceId,
        userId: null,
        topicId: await topicOf(tx, workspaceId, topic ?? titleOf(source.name)),
        tags: names,
        state: publish === true ? 'published' : 'draft',
        keepCategories: true,
        history: false,
        at: new Date(),
        mostTold: Infinity,
      }),
    )
  })
}

/** The topic with this id, or at the root with this title; a title that there isn't is made one. */
async function topicOf(tx: Kysely<Database>, workspaceId: string, named: unknown): Promise<string> {
  const wanted = String(named)
  const topics = tx.selectFrom('topics').select('id').where('workspace_id', '=', workspaceId)
  const found = await (
    uuid.safeParse(wanted).success
      ? topics.where('id', '=', wanted)
      : topics.where('title', '=', wanted).where('parent_id', 'is', null)
  ).executeTakeFirst()
  if (found !== undefined) return found.id
  if (uuid.safeParse(wanted).success)
    throw new OperatorError(`The workspace has no topic with the id ${wanted}.`)
  const id = newId()
  const parts = { parentId: null, title: wanted.slice(0, 120), description: '', reading: '' }
  await topicsService(tx).create(workspaceId, { id, ...parts })
  return id
}

function titleOf(fileName: string): string {
  return fileName.replace(/(?<=.)\.[^.]*$/, '').slice(0, 120)
}

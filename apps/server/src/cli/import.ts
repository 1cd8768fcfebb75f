import {
  formatName,
  formatNames,
  type FormatName,
  type ImportReport,
} from '@quizmentor/contract/interchange'
import { tag } from '@quizmentor/contract/question'
import { uuid } from '@quizmentor/contract/uuid'
import { readAny, type ReadOptions } from '@quizmentor/interchange/formats'
import { UnreadableFile } from '@quizmentor/interchange/found'
import type { Source } from '@quizmentor/interchange/source'
import { Tally } from '@quizmentor/interchange/tally'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { topicsService } from '../features/bank/topics/service.ts'
import { importInto } from '../features/interchange/service.ts'
import { migrate } from '../platform/database/migrate.ts'
import type { Database } from '../platform/database/schema.ts'
import { errorCode, OperatorError } from '../platform/failure.ts'
import { withFile } from '../platform/file-source.ts'
import { newId } from '../platform/ids.ts'
import { openDatabase } from '../platform/sqlite.ts'
import { type Command, type CommandCall, type Outcome, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { progressBar } from './progress.ts'
import { workspaceOf } from './workspace.ts'

/** `quizmentor import FILE` */
export const importCommand: Command = {
  takesWords: true,
  summary: 'take in questions from a file of another program',
  usage: 'FILE',
  options: {
    format: { type: 'string', help: `auto, or ${formatNames.join(', ')} (auto)` },
    'dry-run': { type: 'boolean', help: 'only tell what would come of it; needs no database' },
    workspace: { type: 'string', help: 'id of the workspace (the first)' },
    topic: { type: 'string', help: 'id or title of the topic to put them into (the file’s name)' },
    tags: { type: 'string', help: 'tags for all of them, with commas between' },
    publish: { type: 'boolean', help: 'publish those without faults, instead of making drafts' },
    columns: {
      type: 'string',
      help: 'of a table: what each column holds, with commas between; - for one that is only kept',
    },
  },
  async run(call) {
    const [file, ...more] = call.words
    if (file === undefined || more.length > 0) throw new UsageError('Name one file.')
    const options = { format: formatOf(call.values['format']), ...reading(call.values) }
    try {
      return await withFile(file, (source) => taken(source, options, call))
    } catch (error) {
      if (error instanceof UnreadableFile) return unreadable(error)
      throw isMissing(error) ? new OperatorError(`There is no file ${file}.`) : error
    }
  },
}

type Options = ReadOptions & { readonly format: FormatName | 'auto' }

function reading({ columns }: CommandCall['values']): ReadOptions {
  if (typeof columns !== 'string') return { openDatabase }
  const names = columns.split(',').map((name) => name.trim())
  return { openDatabase, columns: names.map((name) => (name === '-' ? null : name)) }
}

/** Names under which other programs know our formats. */
const otherNames: Readonly<Record<string, FormatName>> = {
  xml: 'moodle-xml',
  moodle: 'moodle-xml',
  moodlexml: 'moodle-xml',
  missingword: 'missing-word',
  multianswer: 'cloze',
  blackboardsix: 'blackboard',
  text: 'pasted',
  txt: 'pasted',
  md: 'markdown',
  qti2: 'qti',
  'qti2.1': 'qti',
  'qti2.2': 'qti',
  qti3: 'qti',
  'qti3.0': 'qti',
  'qti1.2': 'qti-1.2',
  qti12: 'qti-1.2',
  apkg: 'anki',
  colpkg: 'anki',
  tsv: 'csv',
  excel: 'xlsx',
}

/** The format that somebody means; `auto` where they leave it open. */
export function formatOf(value: unknown): FormatName | 'auto' {
  if (typeof value !== 'string' || value === 'auto') return 'auto'
  const name = value.toLowerCase()
  const known = formatName.safeParse(name)
  if (known.success) return known.data
  const plain = name.replaceAll(/[\s_-]/g, '')
  const other = Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined
  if (other !== undefined) return other
  throw new UsageError(`There is no format "${value}". There are ${formatNames.join(', ')}.`)
}

async function taken(source: Source, options: Options, call: CommandCall): Promise<Outcome> {
  if (call.values['dry-run'] !== true) return told(await stored(source, options, call), false)
  const tally = new Tally()
  for await (const found of readAny(source, options)) tally.take(found)
  return told(tally.report(), true)
}

/** Takes the file in, all of it or nothing. */
async function stored(
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

/** What became of the file, or would. */
function told(report: ImportReport, isDry: boolean): Outcome {
  const { format, read, imported, updated, byType, skipped, warnings } = report
  const counts = Object.entries(byType).map(([type, count]) => `  ${count} ${type}`)
  const list = (of: typeof skipped) =>
    of.map(({ where, code, reason }) => `  ${where}: ${reason} (${code})`)
  const text = [
    `${format}: ${read} questions read, ${imported} ${isDry ? 'to be ' : ''}imported, ` +
      `${updated} ${isDry ? 'to be ' : ''}updated, ${skipped.length} skipped.`,
    ...counts,
    ...(skipped.length > 0 ? ['Skipped:', ...list(skipped)] : []),
    ...(warnings.length > 0 ? ['To know:', ...list(warnings)] : []),
  ].join('\n')
  return { text, json: { format, read, imported, updated, byType, skipped, warnings } }
}

function unreadable({ code, where, message }: UnreadableFile): Outcome {
  return {
    text: `${where}: ${message} (${code})`,
    json: { error: message, code, where },
    failed: true,
  }
}

function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT'
}

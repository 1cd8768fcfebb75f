import { setFlagsFromString } from 'node:v8'
import {
  formatName,
  formatNames,
  MOST_HEADER_ROWS,
  type FormatName,
  type ImportReport,
} from '@quizmentor/contract/interchange'
import { readAny, type ReadOptions } from '@quizmentor/interchange/formats'
import { UnreadableFile } from '@quizmentor/interchange/found'
import { columnRoles } from '@quizmentor/interchange/table/columns'
import type { Source } from '@quizmentor/interchange/source'
import { Tally } from '@quizmentor/interchange/tally'
import { errorCode, OperatorError } from '../platform/failure.ts'
import { withFile } from '../platform/file-source.ts'
import { openDatabase } from '../platform/sqlite.ts'
import { type Command, type CommandCall, type Outcome, UsageError } from './command.ts'
import { noticeLines } from './notices.ts'

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
    'header-rows': {
      type: 'string',
      help: 'with --columns: how many rows stand above the first question, 0 to 20 (1)',
    },
  },
  async run(call) {
    const [file, ...more] = call.words
    if (file === undefined || more.length > 0) throw new UsageError('Name one file.')
    const options = { format: formatOf(call.values['format']), ...reading(call.values) }
    // What is read of a large file is garbage soon: 200 instead of 300 MB for 100 MB.
    setFlagsFromString('--heap-growing-percent=30')
    try {
      return await withFile(file, (source) => taken(source, options, call))
    } catch (error) {
      if (error instanceof UnreadableFile) return unreadable(error)
      const reason = unopened[errorCode(error) ?? '']
      throw reason === undefined ? error : new OperatorError(`${reason} ${file}.`)
    }
  },
}

export type Options = ReadOptions & { readonly format: FormatName | 'auto' }

function reading({ columns, 'header-rows': rows }: CommandCall['values']): ReadOptions {
  if (typeof columns !== 'string') {
    if (rows !== undefined) throw new UsageError('--header-rows goes with --columns.')
    return { openDatabase }
  }
  const names = columns.split(',').map((name) => name.trim())
  const unknown = names.find((name) => name !== '-' && !isColumnRole(name))
  if (unknown !== undefined)
    throw new UsageError(`A column holds no "${unknown}", but - or ${columnRoles.join(', ')}.`)
  return {
    openDatabase,
    columns: names.map((name) => (name === '-' ? null : name)),
    headerRows: typeof rows === 'string' ? headerRowsOf(rows) : undefined,
  }
}

function isColumnRole(name: string): boolean {
  return columnRoles.some((role) => role === name)
}

function headerRowsOf(rows: string): number {
  const number = /^\d{1,2}$/.test(rows) ? Number(rows) : Infinity
  if (number > MOST_HEADER_ROWS)
    throw new UsageError(`--header-rows is a number from 0 to ${MOST_HEADER_ROWS}.`)
  return number
}

/** Why a file can't be opened, by the system's code. */
const unopened: Readonly<Record<string, string>> = {
  ENOENT: 'There is no file',
  ENOTDIR: 'There is no file',
  ENAMETOOLONG: 'There is no file',
  EACCES: 'You may not read',
  EPERM: 'You may not read',
  ELOOP: 'Links lead in a circle from',
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
  if (call.values['dry-run'] !== true) {
    // With what it needs of the database, which a dry run does without.
    const { stored } = await import('./storing-import.ts')
    return told(await stored(source, options, call), false)
  }
  const tally = new Tally()
  for await (const found of readAny(source, options)) tally.take(found)
  return told(tally.report(), true)
}

/** What became of the file, or would. */
function told(report: ImportReport, isDry: boolean): Outcome {
  const { format, read, imported, updated, unchanged, byType, skipped, warnings } = report
  const counts = Object.entries(byType).map(([type, count]) => `  ${count} ${type}`)
  const same = unchanged === 0 ? '' : ` (${unchanged} of them as they were)`
  const text = [
    isDry
      ? `${format}: ${read} questions read, ${imported} can be imported, ${skipped.length} skipped. ` +
        'Nothing was stored.'
      : `${format}: ${read} questions read, ${imported} imported, ${updated} updated${same}, ` +
        `${skipped.length} skipped.`,
    ...counts,
    ...(skipped.length > 0 ? ['Skipped:', ...noticeLines(skipped)] : []),
    ...(warnings.length > 0 ? ['To know:', ...noticeLines(warnings)] : []),
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

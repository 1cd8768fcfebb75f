import type { Columns, FormatName, WrittenFormat } from '@quizmentor/contract/interchange'
import { readAiken } from './aiken/read.ts'
import { writeAiken } from './aiken/write.ts'
import type { CreateDatabase, OpenDatabase } from './anki/database.ts'
import { readAnki } from './anki/read.ts'
import { writeAnki } from './anki/write.ts'
import { readBlackboard } from './blackboard/read.ts'
import { readCloze } from './cloze/read.ts'
import { writeCloze } from './cloze/write.ts'
import { detect, plainTexts, refuseOther } from './detect.ts'
import type { Exported, WriteOptions } from './exported.ts'
import { UnreadableFile, type Found } from './found.ts'
import { readGift } from './gift/read.ts'
import { writeGift } from './gift/write.ts'
import { readJson } from './json/read.ts'
import { writeJson } from './json/write.ts'
import { readMarkdown } from './markdown/read.ts'
import { readMissingWord } from './missing-word/read.ts'
import { readMoodleXml } from './moodle-xml/read.ts'
import { writeMoodleXml } from './moodle-xml/write.ts'
import { readPasted } from './pasted/read.ts'
import { readQti1 } from './qti-1/read.ts'
import { readQti } from './qti/read.ts'
import { writeQti } from './qti/write/write.ts'
import type { Source } from './source.ts'
import { columnRoles, type ColumnRole } from './table/columns.ts'
import { readCsv, readXlsx, type TableOptions } from './table/read.ts'
import { writeCsv, writeXlsx } from './table/write.ts'

export interface ReadOptions {
  /** Of a table: what each column holds, where its first rows don't say it. */
  readonly columns?: Columns | undefined
  /** With `columns`: how many rows stand above the first question; by default, 1. */
  readonly headerRows?: number | undefined
  /** Opens the SQLite file inside an Anki package. */
  readonly openDatabase: OpenDatabase
}

/** What is given first: the format that the file is read as. */
export interface Recognised {
  readonly kind: 'format'
  readonly format: FormatName
}

/**
 * Everything that is found in a file of any format; first of all, which one that is.
 * @throws {UnreadableFile} for a file that is damaged, hostile or of another format
 */
export async function* readAny(
  source: Source,
  { format, ...options }: ReadOptions & { readonly format: FormatName | 'auto' },
): AsyncGenerator<Found | Recognised> {
  if (source.size === 0)
    throw new UnreadableFile('file_empty', source.name, 'The file has nothing in it.')
  if (format !== 'auto') await refuseOther(source, format)
  const name = format === 'auto' ? await detect(source) : format
  yield { kind: 'format', format: name }
  let isEmpty = true
  for await (const found of readAs(name, source, options)) {
    isEmpty = false
    yield found
  }
  if (isEmpty && plainTexts.has(name))
    throw new UnreadableFile('nothing_found', source.name, 'There is no question in the file.')
}

function readAs(
  format: FormatName,
  source: Source,
  { openDatabase, ...options }: ReadOptions,
): AsyncGenerator<Found> {
  switch (format) {
    case 'gift':
      return readGift(source)
    case 'moodle-xml':
      return readMoodleXml(source)
    case 'cloze':
      return readCloze(source)
    case 'aiken':
      return readAiken(source)
    case 'missing-word':
      return readMissingWord(source)
    case 'blackboard':
      return readBlackboard(source)
    case 'pasted':
      return readPasted(source)
    case 'markdown':
      return readMarkdown(source)
    case 'qti':
      return readQti(source)
    case 'qti-1.2':
      return readQti1(source)
    case 'anki':
      return readAnki(source, { openDatabase })
    case 'csv':
      return readCsv(source, tableOptions(options))
    case 'xlsx':
      return readXlsx(source, tableOptions(options))
    case 'json':
      return readJson(source)
  }
}

/** How a table is to be read, where somebody said what its columns hold. */
export function tableOptions({
  columns,
  headerRows,
}: Pick<ReadOptions, 'columns' | 'headerRows'>): TableOptions {
  if (columns === undefined) return {}
  return { columns: columns.map(roleOf), ...(headerRows !== undefined && { headerRows }) }
}

function roleOf(name: string | null): ColumnRole | null {
  return columnRoles.find((role) => role === name) ?? null
}

export interface WriteAnyOptions extends WriteOptions {
  /** Makes the SQLite file inside an Anki package. */
  readonly createDatabase: CreateDatabase
}

/** A file of any format that can be written, piece by piece. What it can't hold, `onLost` hears. */
export function writeAny(
  format: WrittenFormat,
  questions: AsyncIterable<Exported>,
  { createDatabase, ...options }: WriteAnyOptions,
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case 'gift':
      return writeGift(questions, options)
    case 'moodle-xml':
      return writeMoodleXml(questions, options)
    case 'cloze':
      return writeCloze(questions, options)
    case 'aiken':
      return writeAiken(questions, options)
    case 'qti':
      return writeQti(questions, options)
    case 'anki':
      return writeAnki(questions, { ...options, createDatabase })
    case 'csv':
      return writeCsv(questions, options)
    case 'xlsx':
      return writeXlsx(questions, options)
    case 'json':
      return writeJson(questions, options)
  }
}

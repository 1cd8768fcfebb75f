import { UnreadableFile, type Found, type Warning } from '../found.ts'
import type { Source } from '../source.ts'
import { cardsLayout, keptColumns, layoutNamed, type ColumnRole, type Layout } from './columns.ts'
import { openCsv } from './csv.ts'
import { questionOfCard, questionOfRow, rowContext } from './row-question.ts'
import type { Table, TableRow } from './rows.ts'
import { withXlsx } from './xlsx.ts'

export interface TableOptions {
  /** What each column holds, where the names don't say it. */
  readonly columns?: readonly (ColumnRole | null)[]
  /**
   * With `columns`: how many rows stand above the first question, blank ones not counted; the last
   * of them has the names. By default, 1, and 0 below the first lines of one of Anki's text files.
   */
  readonly headerRows?: number
  /** Of a CSV file, where it isn't to be guessed. */
  readonly separator?: string
}

/** Rows in which the names of the columns are looked for: Kahoot has instructions above them. */
const namesWithin = 20

/**
 * Reads questions from comma-, semicolon- or tab-separated values: our template, Kahoot's and
 * Quizizz's, two columns of cards (Anki, Quizlet), and any other by the names of its columns or by
 * `options.columns`.
 */
export async function* readCsv(source: Source, options: TableOptions = {}): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const tell = (warning: Warning) => warnings.push(warning)
  const table = await openCsv(source, options.separator ?? null, tell)
  yield* readTable(table, source, options, warnings)
}

/** Reads questions from the first sheet of a workbook, laid out as `readCsv` knows it. */
export async function* readXlsx(source: Source, options: TableOptions = {}): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const tell = (warning: Warning) => warnings.push(warning)
  yield* await withXlsx(source, tell, (table) => readTable(table, source, options, warnings))
}

async function* readTable(
  table: Table,
  source: Source,
  options: TableOptions,
  warnings: Warning[],
): AsyncGenerator<Found> {
  const { layout, rows } = await laidOut(table, source.name, options)
  yield* warnings.splice(0)
  yield* toldColumns(layout, source.name)
  const context = rowContext(layout, table.headers)
  for await (const row of rows) {
    if (layout.name === 'cards') yield* questionOfCard(row, context)
    else yield questionOfRow(row, context)
    yield* warnings.splice(0)
  }
}

function* toldColumns(layout: Layout, where: string): Generator<Warning> {
  const unused = layout.names.filter((_, index) =>
    ['time', 'points'].includes(layout.roles[index] ?? ''),
  )
  const kept = [...keptColumns(layout).map(({ name }) => name), ...unused]
  if (kept.length > 0)
    yield {
      kind: 'warning',
      where,
      code: 'columns_kept',
      reason: `Some columns are kept with the questions and not used: ${kept.join(', ').slice(0, 300)}.`,
    }
}

/** The first rows of a table, what its columns were taken for, and by which layout. */
export interface TablePreview {
  readonly layout: Layout['name']
  readonly separator: string | null
  /** Rows above the first question. */
  readonly headerRows: number
  readonly columns: readonly { readonly name: string; readonly role: ColumnRole | null }[]
  /** Those above the first question, as far as they are known to be such. */
  readonly head: readonly (readonly string[])[]
  /** Of questions; at most ten. */
  readonly rows: readonly (readonly string[])[]
}

/** What `readCsv` or `readXlsx` would take a table for, for somebody to change it before. */
export async function previewTable(
  source: Source,
  options: TableOptions = {},
): Promise<TablePreview> {
  const start = await source.read(0, Math.min(2, source.size))
  const isArchive = start[0] === 0x50 && start[1] === 0x4b
  const previews = isArchive
    ? await withXlsx(source, undefined, (table) => previewed(table, source.name, options))
    : previewed(await openCsv(source, options.separator ?? null), source.name, options)
  for await (const preview of previews) return preview
  throw noColumns(source.name)
}

async function* previewed(
  table: Table,
  where: string,
  options: TableOptions,
): AsyncGenerator<TablePreview> {
  const { layout, head, rows } = await laidOut(table, where, options)
  const first: (readonly string[])[] = []
  for await (const { cells } of rows) if (first.push(cells) === 10) break
  const above = head.map(({ cells }) => cells)
  const widest = Math.max(0, ...[...above, ...first].map((cells) => cells.length))
  yield {
    layout: layout.name,
    separator: table.separator,
    headerRows: head.length,
    head: above,
    rows: first,
    columns: Array.from({ length: widest }, (_, index) => ({
      name: layout.names[index] ?? '',
      role: layout.roles[index] ?? null,
    })),
  }
}

interface LaidOut {
  readonly layout: Layout
  /** The rows above the first question. */
  readonly head: readonly TableRow[]
  /** Those below. */
  readonly rows: AsyncIterable<TableRow>
}

async function laidOut(table: Table, where: string, options: TableOptions): Promise<LaidOut> {
  const iterator = table.rows[Symbol.asyncIterator]()
  const seen: TableRow[] = []
  const rest = (from: number) => remaining(seen.slice(from), iterator)
  const { columns } = options
  const said = ankiLayout(table)
  const fromHeaders = columns === undefined ? said : null
  const { headerRows = said === null ? 1 : 0 } = options
  for (let at = 0; at < namesWithin; at++) {
    if (fromHeaders !== null || (columns !== undefined && at >= headerRows)) break
    const row = await iterator.next()
    if (row.done === true) break
    seen.push(row.value)
    if (columns !== undefined) continue
    const layout = layoutNamed(row.value.cells) ?? layoutOfTwo(seen.at(-2), row.value)
    if (layout !== null)
      return { layout, head: [...seen], rows: withoutGuide(rest(at + 1), layout) }
  }
  if (fromHeaders !== null) return { layout: fromHeaders, head: [], rows: rest(0) }
  if (columns !== undefined) {
    const names = seen.at(-1)?.cells ?? []
    const layout = { name: 'other', roles: columns, names } as const
    return { layout, head: [...seen], rows: rest(seen.length) }
  }
  const widest = Math.max(0, ...seen.map(({ cells }) => cells.length))
  if (widest < 2 || isOtherList(seen)) throw noColumns(where)
  return { layout: cardsLayout(widest), head: [], rows: rest(0) }
}

/** Names in two rows, as Socrative has them: what stands below nothing is told above. */
function layoutOfTwo(above: TableRow | undefined, { cells }: TableRow): Layout | null {
  if (above === undefined || !cells.some((cell) => cell.trim() !== '')) return null
  const names = cells.map(
    (cell, index) => cell.trim() || (above.cells[index] ?? '').replace(/^\s*\d+\.\s*|[\s:]+$/g, ''),
  )
  const layout = layoutNamed(names)
  return layout !== null && layout.roles.includes('option') ? layout : null
}

/**
 * Whether the rows are another program's, each laid out by the word that it begins with: those that
 * Brightspace and Blackboard take. As cards they would make nonsense.
 */
function isOtherList(rows: readonly TableRow[]): boolean {
  const firsts = rows.map(({ cells }) => cells[0]?.trim() ?? '')
  return (
    firsts.includes('NewQuestion') ||
    firsts.every((first) => /^(?:MC|MA|TF|ESS|ORD|MAT|FIB|FIL|NUM|SR|OP|FIB_PLUS)$/.test(first))
  )
}

function noColumns(where: string): UnreadableFile {
  return new UnreadableFile(
    'no_columns',
    where,
    'The table has no columns for questions and answers. Say which they are.',
  )
}

/** Quizizz's own template says below the names what goes into each column. */
async function* withoutGuide(
  rows: AsyncIterable<TableRow>,
  { name, roles }: Layout,
): AsyncGenerator<TableRow> {
  let isFirst = true
  for await (const row of rows) {
    const stem = row.cells[roles.indexOf('stem')] ?? ''
    const isGuide = isFirst && name === 'quizizz' && /^\s*text of the question\b/i.test(stem)
    isFirst = false
    if (!isGuide) yield row
  }
}

async function* remaining(
  seen: readonly TableRow[],
  iterator: AsyncIterator<TableRow>,
): AsyncGenerator<TableRow> {
  try {
    yield* seen
    for (;;) {
      const row = await iterator.next()
      if (row.done === true) return
      yield row.value
    }
  } finally {
    await iterator.return?.()
  }
}

/** The columns that the first lines of one of Anki's text files tell of; `null`: they don't. */
function ankiLayout({ headers, separator }: Table): Layout | null {
  const special = (['deck', 'tags', 'guid', 'notetype'] as const).map(
    (name) => [name, Number(headers.get(`${name} column`) ?? 0) - 1] as const,
  )
  const names = headers.get('columns')?.split(separator ?? '\t') ?? []
  if (names.length === 0 && !headers.has('html') && special.every(([, at]) => at < 0)) return null
  const at = new Map(special.map(([name, index]) => [index, name]))
  const meanings = { deck: 'category', tags: 'tags', guid: 'id', notetype: null } as const
  const roles: (ColumnRole | null)[] = []
  const known = layoutNamed(names)?.roles ?? []
  const isKnown = known.includes('stem') && known.includes('key')
  const sides: ColumnRole[] = isKnown ? [] : ['stem', 'key']
  const last = Math.max(names.length - 1, ...at.keys())
  for (let index = 0; index <= last || sides.length > 0; index++) {
    const name = at.get(index)
    const isNumber = /^\s*(?:#|n[or]\.?|number|(?:note ?)?id)\s*$/i.test(names[index] ?? '')
    if (name !== undefined) roles.push(meanings[name])
    else if (isKnown) roles.push(known[index] ?? null)
    else roles.push(isNumber && last > 1 ? null : (sides.shift() ?? null))
  }
  return { name: 'cards', roles, names }
}

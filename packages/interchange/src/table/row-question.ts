import { bloomLevels } from '@quizmentor/contract/question'
import { z } from 'zod'
import type { FoundQuestion, Json, Notice, Skipped } from '../found.ts'
import { textToMarkdown } from '../html/escape.ts'
import { shortAnswer } from '../anki/questions.ts'
import { toFound } from '../question.ts'
import { asHtml, cardQuestions } from './cards.ts'
import { keptColumns, listed, type ColumnRole, type Layout } from './columns.ts'
import { built, typeOf, type RowParts } from './content.ts'
import { withoutGuard } from './formula-guard.ts'
import { joinedPieces, type TableRow } from './rows.ts'
import { contentOfRow, rowData, type RowData } from './template.ts'

/** What is known of a table before its rows. */
export interface RowContext {
  readonly layout: Layout
  /** Which columns have a role. */
  readonly columns: ReadonlyMap<ColumnRole | null, readonly number[]>
  readonly kept: readonly { readonly name: string; readonly index: number }[]
  /** Whether cells are HTML; `null`: the file doesn't say. */
  readonly html: boolean | null
  /** Of Anki's text files. */
  readonly headers: ReadonlyMap<string, string>
}

export function rowContext(layout: Layout, headers: ReadonlyMap<string, string>): RowContext {
  const html = headers.get('html')
  return {
    layout,
    columns: Map.groupBy(layout.roles.keys(), (index) => layout.roles[index] ?? null),
    kept: keptColumns(layout),
    html: html === undefined ? null : html.toLowerCase() === 'true',
    headers,
  }
}

/** The cells of a row, by what their columns are for. */
interface Cells {
  readonly where: string
  readonly cells: readonly string[]
  readonly all: (role: ColumnRole) => string[]
  /** The first that isn't empty, trimmed. */
  readonly one: (role: ColumnRole) => string
}

function cellsOf({ line, cells: given }: TableRow, { layout, columns }: RowContext): Cells {
  const cells = layout.name === 'quizmentor' ? given.map(withoutGuard) : given
  const all = (role: ColumnRole) => (columns.get(role) ?? []).map((index) => cells[index] ?? '')
  const one = (role: ColumnRole) => {
    for (const index of columns.get(role) ?? []) {
      const cell = cells[index]?.trim() ?? ''
      if (cell !== '') return cell
    }
    return ''
  }
  return { where: `line ${line}`, cells, all, one }
}

/** The question of a row of a table of cards; HTML is taken apart as in Anki's notes. */
export async function* questionOfCard(
  row: TableRow,
  context: RowContext,
): AsyncGenerator<FoundQuestion | Skipped> {
  const cells = cellsOf(row, context)
  const { where, one } = cells
  // A statement that is true or false, unless the file is Anki's.
  const isTruth = context.headers.size === 0 && /^(?:true|false)$/i.test(one('key'))
  if (one('type') !== '' || (isTruth && context.layout.names.length > 0)) {
    yield questionOfRow(row, context)
    return
  }
  const beside = besideOf(cells, context)
  const sides = [one('stem'), one('key')] as const
  const html = context.html ?? sides.some(looksLikeHtml)
  for await (const found of cardQuestions(where, sides, html)) {
    if (found.kind === 'skipped') yield found
    else
      yield {
        ...found,
        ...beside,
        kept: { ...found.kept, ...beside.kept },
        content: { ...found.content, ...explained(one('explanation')) },
      }
  }
}

/** The question of a row of any other table. */
export function questionOfRow(row: TableRow, context: RowContext): FoundQuestion | Skipped {
  const { layout } = context
  const own = layout.name === 'quizmentor'
  const cells = cellsOf(row, context)
  const { where, all, one } = cells
  const beside = besideOf(cells, context)
  const dataAt = context.columns.get('data')?.[0]
  const data = dataOf(dataAt === undefined ? '' : joinedPieces(row.cells.slice(dataAt)))
  if (data === undefined) {
    return { kind: 'skipped', where, code: 'data_damaged', reason: 'Its “data” cell is damaged.' }
  }
  const markdown = (text: string) => (own ? text : textToMarkdown(text))
  const list = (role: 'option' | 'wrong') =>
    own ? all(role) : listed(all(role), layout.names[context.columns.get(role)?.[0] ?? -1] ?? '')
  const numbered = list('option').map((text, index) => ({ number: index + 1, text: text.trim() }))
  const written: RowParts = {
    type: one('type'),
    stem: one('stem'),
    text: one('text'),
    // Socrative has a column for each of several right options.
    key: all('key')
      .map((key) => key.trim())
      .filter((key) => key !== '')
      .join(', '),
    options: numbered.filter(({ text }) => text !== ''),
    wrong: list('wrong').filter((text) => text.trim() !== ''),
  }
  const type = typeOf(written, () => shortAnswer(asHtml(written.key)) !== null)
  const parts = built(type, written)
  if ('code' in parts && data?.content === undefined) {
    return { kind: 'skipped', where, code: parts.code, reason: parts.reason }
  }
  const columns =
    'code' in parts ? { type: '', body: {}, key: {} } : own ? parts : escapedParts(parts, markdown)
  const content = contentOfRow(
    {
      stem: markdown(
        written.stem === '' && layout.name !== 'quizmentor' ? written.text : written.stem,
      ),
      explanation: markdown(one('explanation')),
      hints: all('hint')
        .flatMap((cell) => (own ? cell.split('||') : [cell]))
        .map((hint) => markdown(hint.trim()))
        .filter((hint) => hint !== ''),
    },
    columns,
    data,
  )
  const notices: Notice[] = []
  if (/^https?:/i.test(one('image'))) {
    const reason = 'The picture is on the web; it is kept as a link and not shown.'
    notices.push({ where, code: 'remote_image', reason })
  }
  return toFound({
    ...beside,
    where,
    notices,
    content,
    ...(data?.category !== undefined && { category: data.category }),
    ...(data?.tags !== undefined && { tags: data.tags }),
    kept: own ? (data?.kept ?? {}) : beside.kept,
  })
}

/** What a row says beside the question itself. */
function besideOf({ cells, one }: Cells, { layout, kept: keptOnes, headers }: RowContext) {
  const kept: Record<string, Json> = {}
  const columns = keptOnes.flatMap(({ name, index }): [string, string][] => {
    const cell = cells[index] ?? ''
    return cell.trim() === '' ? [] : [[name, cell]]
  })
  if (columns.length > 0) kept['columns'] = Object.fromEntries(columns)
  for (const role of ['time', 'points', 'image'] as const)
    if (one(role) !== '') kept[role] = one(role)
  const isAnki = headers.size > 0
  const tags = `${one('tags')}${isAnki ? ` ${headers.get('tags') ?? ''}` : ''}`
  const category = one('category') || (isAnki ? (headers.get('deck') ?? '') : '')
  const level = one('difficulty')
  const difficulty = levels.get(level.toLowerCase()) ?? Number(level)
  return {
    ref: one('id') || null,
    title: one('title') || null,
    category: category
      .split(layout.name === 'quizmentor' ? '>' : /\s*(?:::|>)\s*/)
      .map((title) => title.trim())
      .filter((title) => title !== ''),
    tags: tags
      .split(isAnki ? /\s+/ : /[,;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    difficulty:
      Number.isInteger(difficulty) && difficulty >= 1 && difficulty <= 10 ? difficulty : null,
    bloom: bloomLevels.find((bloom) => bloom === one('bloom').toLowerCase()) ?? null,
    kept,
  }
}

const levels: ReadonlyMap<string, number> = new Map([
  ['easy', 3],
  ['medium', 5],
  ['hard', 8],
])

function explained(explanation: string) {
  return explanation === '' ? {} : { explanation: textToMarkdown(explanation) }
}

function looksLikeHtml(cell: string): boolean {
  return /<(?:br|div|p|b|i|u|img|span|strong|em|ul|ol|sub|sup)\b[^<>]*>|\[sound:[^\]]+\]|&(?:nbsp|amp|lt|gt|quot|#\d{2,5});/i.test(
    cell,
  )
}

/** `null`: there is none; `undefined`: it can't be read. */
function dataOf(cell: string): RowData | null | undefined {
  if (cell === '') return null
  try {
    return rowData.safeParse(JSON.parse(cell)).data
  } catch {
    return undefined
  }
}

type Parts = Exclude<ReturnType<typeof built>, { code: string }>

const listsOfTexts: ReadonlySet<string> = new Set(['options', 'items', 'prompts', 'targets'])
const texts = z.array(z.object({ id: z.string(), text: z.string() }))

/** Texts of others are plain: what Markdown would take for marks is escaped. */
function escapedParts(parts: Parts, markdown: (text: string) => string): Parts {
  const body: Record<string, unknown> = { ...parts.body }
  for (const [name, value] of Object.entries(parts.body))
    if (listsOfTexts.has(name))
      body[name] = texts.parse(value).map(({ id, text }) => ({ id, text: markdown(text) }))
  const { model } = parts.key
  return {
    ...parts,
    body,
    key: typeof model === 'string' ? { ...parts.key, model: markdown(model) } : parts.key,
  }
}

import { openArchive, type Archive } from '../archive.ts'
import { UnreadableFile, type Warning } from '../found.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'
import { attribute, childrenOf, textIn, xmlElements, type XmlElement } from '../xml.ts'
import { mostColumns, type Table, type TableRow } from './rows.ts'

/** Of the texts that cells share, in characters. */
const mostSharedText = 40 * 1024 ** 2
/** What keeping one takes beside its letters. */
const perText = 64

/**
 * Reads the first visible sheet of a workbook (Office Open XML, ECMA-376), row by row. Formulas
 * give the value that was stored with them; nothing is computed.
 * @throws {UnreadableFile} `not_xlsx`, `xlsx_too_large`
 */
export async function withXlsx<Result>(
  source: Source,
  onWarning: ((warning: Warning) => void) | undefined,
  use: (table: Table) => AsyncGenerator<Result>,
): Promise<AsyncGenerator<Result>> {
  const archive = await openArchive(source)
  return (async function* () {
    try {
      const sheet = await firstSheet(archive, source, onWarning)
      const shared = await sharedTexts(archive)
      yield* use({ rows: rowsOf(archive, sheet, shared), headers: new Map(), separator: null })
    } finally {
      archive.close()
    }
  })()
}

async function firstSheet(
  archive: Archive,
  source: Source,
  onWarning?: (warning: Warning) => void,
): Promise<string> {
  const sheets = await elements(archive, 'xl/workbook.xml', 'sheet')
  const targets = new Map(
    (await elements(archive, 'xl/_rels/workbook.xml.rels', 'Relationship')).map((each) => [
      attribute(each, 'Id'),
      attribute(each, 'Target') ?? '',
    ]),
  )
  const visible = sheets.filter((each) => (attribute(each, 'state') ?? 'visible') === 'visible')
  const [first, ...others] = visible
  const target = targets.get(first === undefined ? '' : attribute(first, 'id')) ?? ''
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  if (!archive.has(path))
    throw new UnreadableFile('not_xlsx', source.name, 'The file holds no sheet of a workbook.')
  if (others.length > 0)
    onWarning?.({
      kind: 'warning',
      where: source.name,
      code: 'sheets_ignored',
      reason: `Only the first sheet is read; the file has ${others.length} more.`,
    })
  return path
}

async function elements(archive: Archive, path: string, name: string): Promise<XmlElement[]> {
  if (!archive.has(path)) return []
  const text = decoded(await archive.source(path))
  const all: XmlElement[] = []
  for await (const element of xmlElements(text, path, (names) => names.at(-1) === name)) {
    if (all.length >= 1000) break
    all.push(element)
  }
  return all
}

/** The texts that cells name by number. */
async function sharedTexts(archive: Archive): Promise<string[]> {
  const path = 'xl/sharedStrings.xml'
  if (!archive.has(path)) return []
  const texts: string[] = []
  let length = 0
  const text = decoded(await archive.source(path))
  for await (const item of xmlElements(text, path, (names) => names.at(-1) === 'si')) {
    const words = richText(item)
    length += words.length + perText
    if (length > mostSharedText)
      throw new UnreadableFile('xlsx_too_large', path, 'The workbook holds more text than is read.')
    texts.push(words)
  }
  return texts
}

/** The words of a text with formats; how they are to be spoken is left out. */
function richText(item: XmlElement): string {
  return childrenOf(item)
    .map((part) => (part.name === 't' ? textIn(part) : part.name === 'r' ? richText(part) : ''))
    .join('')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
}

async function* rowsOf(
  archive: Archive,
  path: string,
  shared: readonly string[],
): AsyncGenerator<TableRow> {
  let line = 0
  const text = decoded(await archive.source(path))
  const isRow = (names: readonly string[]) => names.at(-1) === 'row' && names.at(-2) === 'sheetData'
  for await (const row of xmlElements(text, path, isRow)) {
    line = Number(attribute(row, 'r') ?? line + 1) || line + 1
    const cells: string[] = []
    for (const cell of childrenOf(row, 'c')) {
      const column = columnOf(attribute(cell, 'r')) ?? cells.length
      if (column >= mostColumns) continue
      while (cells.length < column) cells.push('')
      cells[column] = valueOf(cell, shared)
    }
    if (cells.some((cell) => cell.trim() !== '')) yield { line, cells }
  }
}

/** From 0, of a place such as `AB12`. */
function columnOf(place: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function valueOf(cell: XmlElement, shared: readonly string[]): string {
  const value = textIn(childrenOf(cell, 'v')[0])
  switch (attribute(cell, 't')) {
    case 's':
      return shared[Number(value)] ?? ''
    case 'inlineStr':
      return childrenOf(cell, 'is').map(richText).join('')
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return ''
    case 'str':
      return value
    default:
      // Excel keeps 0.1 as 0.10000000000000001.
      return value === '' || !Number.isFinite(Number(value))
        ? value
        : String(Number(Number(value).toPrecision(15)))
  }
}

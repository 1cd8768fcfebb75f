import { writeArchive, type ArchiveFile } from '../archive.ts'
import type { Exported, WriteOptions } from '../exported.ts'
import { mediaKeys } from '../media-keys.ts'
import { escapeXml } from '../xml.ts'
import { withGuard } from './formula-guard.ts'
import { piecesOf } from './rows.ts'
import { rowOf, templateColumns } from './template.ts'

const chunkLength = 64 * 1024

/** Writes our template as comma-separated values (RFC 4180, UTF-8 with a mark, so that Excel sees it). */
export async function* writeCsv(
  questions: AsyncIterable<Exported>,
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  let text = '\uFEFF'
  for await (const cells of rowsOf(questions, options)) {
    text += `${cells.map(quoted).join(',')}\r\n`
    if (text.length < chunkLength) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** Writes our template as a workbook (Office Open XML) whose cells are all text. */
export function writeXlsx(
  questions: AsyncIterable<Exported>,
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  return writeArchive(workbookFiles(questions, options))
}

async function* workbookFiles(
  questions: AsyncIterable<Exported>,
  options: WriteOptions,
): AsyncGenerator<ArchiveFile> {
  for (const [name, xml] of workbook) yield { name, bytes: Buffer.from(declaration + xml) }
  yield { name: 'xl/worksheets/sheet1.xml', bytes: sheetOf(questions, options) }
}

async function* sheetOf(
  questions: AsyncIterable<Exported>,
  options: WriteOptions,
): AsyncGenerator<Uint8Array> {
  let text = `${declaration}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  let line = 0
  for await (const cells of rowsOf(questions, options)) {
    text += xmlRow(cells, ++line)
    if (text.length < chunkLength) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`)
}

async function* rowsOf(
  questions: AsyncIterable<Exported>,
  { onLost }: WriteOptions,
): AsyncGenerator<string[]> {
  yield templateColumns
  for await (const question of questions) {
    if (mediaKeys(JSON.stringify(question.content)).size > 0)
      onLost?.({
        where: question.id,
        code: 'media_lost',
        reason: 'A spreadsheet holds no pictures or sounds.',
      })
    yield rowOf(question).map(withGuard)
  }
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function xmlRow(cells: readonly string[], line: number): string {
  // Only the last column, `data`, holds more than texts of ours may be long.
  const fitting = [...cells.slice(0, -1), ...piecesOf(cells.at(-1) ?? '')]
  return `<row r="${line}">${fitting.map((cell, index) => xmlCell(cell, index, line)).join('')}</row>`
}

function xmlCell(cell: string, index: number, line: number): string {
  if (cell === '') return ''
  const text = cell.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(
    // oxlint-disable-next-line no-control-regex -- XML has no other way to write these
    /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
  return `<c r="${columnName(index)}${line}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
}

/** From 0: A, B, …, Z, AA, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const workbook = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${spreadsheet}" xmlns:r="${relationships}"><sheets><sheet name="Questions" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
] as const

import { CsvError, parse } from 'csv-parse'
import { UnreadableFile, type Warning } from '../found.ts'
import { lineEnds } from '../lines.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'
import { mostColumns, type Table, type TableRow } from './rows.ts'

const sniffed = 64 * 1024
const longestRow = 4 * 1024 ** 2
/** One after the other. The parser is slow with them. */
const mostBlankLines = 100_000

/**
 * Reads comma-separated values (RFC 4180) and their like: separated by semicolons, tabs or bars, in
 * any encoding that `decoded` knows, with Excel's `sep=` and Anki's `#separator:` lines.
 * @throws {UnreadableFile} `csv_malformed`
 */
export async function openCsv(
  source: Source,
  separator: string | null,
  onWarning?: (warning: Warning) => void,
): Promise<Table> {
  const pieces = decoded(source, onWarning)[Symbol.asyncIterator]()
  let head = ''
  while (head.length < sniffed) {
    const piece = await pieces.next()
    if (piece.done === true) break
    head += piece.value
  }
  const { headers, lines, text } = withoutHeaders(head)
  const named = separatorNamed(headers.get('separator') ?? headers.get('sep'))
  const between = separator ?? named ?? separatorOf(text)
  async function* whole(): AsyncGenerator<string> {
    yield text
    for (;;) {
      const piece = await pieces.next()
      if (piece.done === true) return
      yield piece.value
    }
  }
  return { rows: rowsOf(whole(), between, lines, source.name), headers, separator: between }
}

async function* rowsOf(
  pieces: AsyncIterable<string>,
  delimiter: string,
  linesBefore: number,
  where: string,
): AsyncGenerator<TableRow> {
  let line = linesBefore
  let next = linesBefore + 1
  let blank = 0
  let records: string[][] = []
  const parser = parse({
    on_record: (record: string[]) => void records.push(record),
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  })
  // Whoever writes is told.
  parser.on('error', () => {})
  function* taken(): Generator<TableRow> {
    for (const record of records) {
      line = next
      next++
      blank = record.length === 1 && record[0] === '' ? blank + 1 : 0
      if (blank > mostBlankLines) throw malformed(where, line, 'it has too many blank lines')
      for (const cell of record) if (cell.includes('\n')) next += lineEnds(cell)
      if (record.length > mostColumns) throw malformed(where, line, 'it has too many columns')
      if (record.some((cell) => cell.trim() !== '')) yield { line, cells: record }
    }
    records = []
  }
  try {
    for await (const piece of pieces) {
      const error = await done((heard) => parser.write(piece, heard))
      yield* taken()
      if (error) throw error
    }
    const error = await done((heard) => parser.end(heard))
    yield* taken()
    if (error) throw error
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw malformed(where, next, error.message)
  } finally {
    parser.destroy()
  }
}

type Heard = (error?: Error | null) => void

/** What came of something that tells when it is done. */
function done(begin: (heard: Heard) => void): Promise<Error | null | undefined> {
  return new Promise(begin)
}

function malformed(file: string, line: number, what: string): UnreadableFile {
  const where = `${file}, line ${line}`
  return new UnreadableFile('csv_malformed', where, `The table can't be read: ${what}.`)
}

/** Takes the lines off that say something of the file, or are remarks. */
function withoutHeaders(text: string): {
  headers: Map<string, string>
  lines: number
  text: string
} {
  const headers = new Map<string, string>()
  let rest = text.replace(/^\uFEFF/, '')
  let lines = 0
  for (;;) {
    const line = /^(?:#[^\n]*|sep=[^\n]*)(?:\n|$)/i.exec(rest)?.[0]
    if (line === undefined) break
    const [, name = '', value = ''] = /^#?([a-z ]+)[:=](.*?)\r?\n?$/i.exec(line) ?? []
    // A column may be named “#”.
    if (name === '' && /[,;\t|]/.test(line)) break
    if (name !== '') headers.set(name.trim().toLowerCase(), value === '\t' ? value : value.trim())
    rest = rest.slice(line.length)
    lines++
  }
  return { headers, lines, text: rest }
}

const names: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  colon: ':',
  space: ' ',
}

function separatorNamed(name: string | undefined): string | null {
  if (name === undefined || name === '') return null
  return Object.hasOwn(names, name.toLowerCase())
    ? (names[name.toLowerCase()] ?? null)
    : (name[0] ?? null)
}

/** The mark that parts the first lines into the same number of cells most often. */
function separatorOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '')
  const lines = bare.split(/\r?\n/, 60).filter((line) => line.trim() !== '')
  const scores = ['\t', ';', ',', '|'].map((mark) => {
    const counts = lines.map((line) => line.split(mark).length - 1).filter((count) => count > 0)
    const commonest = Math.max(
      0,
      ...counts.map((one) => counts.filter((each) => each === one).length),
    )
    return { mark, score: commonest + counts.length / 1000 }
  })
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).mark
}

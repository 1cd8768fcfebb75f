import { OperatorError } from '../platform/failure.ts'
import { numberIn, readCsv, unexpected, type CsvRow } from './tables.ts'

/** A logistic model, by the parameters it has. */
export type Model = '1PL' | '2PL' | '3PL' | '4PL'

export const models: readonly Model[] = ['1PL', '2PL', '3PL', '4PL']

export interface BankItem {
  readonly id: string
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  /** Empty where the file has no column of topics; likewise the next two. */
  readonly topic: string
  /** Groups of questions of which a test holds one at most. */
  readonly enemies: readonly string[]
  /** The text, picture or case that the question is about. */
  readonly passage: string
  /** How long the question takes; `undefined` where the file has no such column. */
  readonly seconds: number | undefined
}

const parameters: Readonly<Record<Model, readonly string[]>> = {
  '1PL': ['b'],
  '2PL': ['a', 'b'],
  '3PL': ['a', 'b', 'c'],
  '4PL': ['a', 'b', 'c', 'd'],
}

/**
 * Questions with their parameters from a CSV file with the columns id, a, b, c, d and perhaps topic,
 * enemies, passage and seconds. Parameters that the model doesn't have are passed over, but
 * for the discrimination that all questions of a 1PL bank have in common.
 */
export async function readBank(file: string, model: Model): Promise<BankItem[]> {
  const columns = parameters[model]
  const rows = await readCsv(file, ['id', ...columns])
  if (rows.length === 0) throw unexpected(file, 2, 'a question', '')
  const seen = new Map<string, number>()
  const slope = model === '1PL' ? commonSlope(rows) : undefined
  return rows.map((row) => {
    const item = itemOf(file, row, columns, slope)
    const before = seen.get(item.id)
    if (before !== undefined)
      throw unexpected(file, row.line, `an id that isn't on line ${before}`, `"${item.id}"`)
    seen.set(item.id, row.line)
    return item
  })
}

function slopeIn(file: string, row: CsvRow): number {
  const a = numberIn(file, row, 'a', {})
  if (a >= 1e-6) return a
  const { message } = unexpected(file, row.line, 'in column a a number above 0', `"${a}"`)
  throw new OperatorError(
    a === 0
      ? message
      : `${message} A discrimination below 0 means that those who know more are wrong more often, ` +
          'as where the key is wrong: correct the key and calibrate again, or leave the question ' +
          'out of the bank.',
  )
}

/** A calibration with one discrimination for all gives it in each row; else it is 1. */
function commonSlope(rows: readonly CsvRow[]): number {
  const [first, ...others] = rows.map(({ cells }) => Number(cells.get('a') ?? NaN))
  return first !== undefined && first > 0 && others.every((a) => a === first) ? first : 1
}

function itemOf(file: string, row: CsvRow, columns: readonly string[], slope = 1): BankItem {
  const has = (column: string) => columns.includes(column)
  const id = row.cells.get('id') ?? ''
  if (id === '') throw unexpected(file, row.line, 'an id', '')
  const a = has('a') ? slopeIn(file, row) : slope
  const b = numberIn(file, row, 'b', {})
  const c = has('c') ? numberIn(file, row, 'c', { from: 0, to: 0.999, fallback: 0 }) : 0
  const d = has('d') ? numberIn(file, row, 'd', { from: 0.001, to: 1, fallback: 1 }) : 1
  if (c >= d) throw unexpected(file, row.line, 'c below d', `c = ${c} and d = ${d}`)
  const seconds = row.cells.has('seconds') ? numberIn(file, row, 'seconds', { from: 0 }) : undefined
  const topic = row.cells.get('topic') ?? ''
  const passage = row.cells.get('passage') ?? ''
  return { id, a, b, c, d, topic, enemies: groupsIn(row), passage, seconds }
}

/** The groups in the column of enemies, separated by bars. */
function groupsIn({ cells }: CsvRow): string[] {
  const groups = (cells.get('enemies') ?? '').split('|').map((group) => group.trim())
  return groups.filter((group) => group !== '')
}

/** Ids as they are shown: numbers where all of them are. */
export function shownIds(ids: readonly string[]): (id: string) => string | number {
  return ids.every((id) => String(Number(id)) === id) ? Number : (id) => id
}

import { OperatorError } from '../platform/failure.ts'
import { numberIn, readCsv, unexpected } from './tables.ts'
import { readResponses, type ResponseTable } from './response-table.ts'

export interface Person {
  readonly id: string
  /** The true ability in logits, where it is known. */
  readonly theta?: number
}

/** People with their true abilities from a CSV file with the columns person and theta. */
export async function readAbilities(file: string): Promise<Person[]> {
  const rows = await readCsv(file, ['person', 'theta'])
  if (rows.length === 0) throw unexpected(file, 2, 'a person', '')
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const id = row.cells.get('person') ?? ''
    const before = seen.get(id)
    if (id === '') throw unexpected(file, row.line, 'a person', '')
    if (before !== undefined)
      throw unexpected(file, row.line, `a person who isn't on line ${before}`, `"${id}"`)
    seen.set(id, row.line)
    return { id, theta: numberIn(file, row, 'theta', { from: -100, to: 100 }) }
  })
}

/** Answers to the questions of a bank, in the bank's order: a column for each of its ids. */
export async function readAnswers(file: string, ids: readonly string[]): Promise<ResponseTable> {
  const table = await readResponses(file, ids)
  if (table.questions !== ids.length)
    throw unexpected(
      file,
      table.line[0] ?? 1,
      `${ids.length} answers, one for each question of the bank`,
      `${table.questions}`,
    )
  if (table.names !== null) checkOrder(file, 1, table.names, ids)
  return table
}

/** Says so where the first line names the questions of the bank in another order than the bank. */
export function checkOrder(
  file: string,
  line: number,
  names: readonly string[],
  ids: readonly string[],
): void {
  const known = new Set(ids)
  const at = names.findIndex((name, column) => name !== ids[column])
  if (at >= 0 && names.every((name) => known.has(name)))
    throw unexpected(
      file,
      line,
      `the questions in the order of the bank, so "${ids[at] ?? ''}" in column ${at + 1}`,
      `"${names[at] ?? ''}"`,
    )
}

/** Says so where two files speak of different numbers of people. */
export function sameNumber(one: string, ofOne: number, other: string, ofOther: number): void {
  if (ofOne !== ofOther)
    throw new OperatorError(
      `${one} has ${ofOne} people and ${other} has ${ofOther}: a row in each for the same person.`,
    )
}

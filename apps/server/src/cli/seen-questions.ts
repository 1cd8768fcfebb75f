import type { Seen, SeenRule } from '@quizmentor/engine/adaptive/seen'
import { UsageError, type Command, type CommandCall } from './command.ts'
import { textOf } from './numbers.ts'
import { numberIn, readCsv, unexpected } from './tables.ts'

/** Options on questions that people have answered before. */
export const seenOptions = {
  seen: { type: 'string', help: 'what was answered before: a CSV file with person,question' },
  'seen-again': {
    type: 'string',
    help: 'when that is asked again: never, last (nothing else is left), or after days (never)',
  },
} as const satisfies Command['options']

const day = 86_400_000

/** When seen questions are asked again. */
export function seenRuleOf(values: CommandCall['values']): SeenRule {
  const given = textOf(values, 'seen-again')
  if (given !== undefined && textOf(values, 'seen') === undefined)
    throw new UsageError('--seen-again needs to know what was seen: --seen seen.csv.')
  if (given === undefined || given === 'never') return { kind: 'never' }
  if (given === 'last') return { kind: 'last' }
  const days = Number(given)
  if (given.trim() !== '' && Number.isFinite(days) && days >= 0)
    return { kind: 'after', ms: days * day }
  throw new UsageError(`--seen-again is never, last or a number of days, not "${given}".`)
}

/**
 * What each person has seen, as rows of the bank, from a CSV file with the columns person and
 * question; and days, which says how long ago that was, where the rule hangs on it.
 */
export async function readSeen(
  file: string,
  rule: SeenRule,
  people: readonly string[],
  questions: readonly string[],
): Promise<ReadonlyMap<string, Seen>> {
  const isDated = rule.kind === 'after'
  const rows = await readCsv(file, ['person', 'question', ...(isDated ? ['days'] : [])])
  const known = new Map(people.map((id) => [id, { num: [] as number[], at: [] as number[] }]))
  const rowOf = new Map(questions.map((id, row) => [id, row]))
  for (const row of rows) {
    const person = row.cells.get('person') ?? ''
    const question = row.cells.get('question') ?? ''
    const own = known.get(person)
    if (own === undefined)
      throw unexpected(
        file,
        row.line,
        'in column person somebody who takes the test',
        `"${person}"`,
      )
    const num = rowOf.get(question)
    if (num === undefined)
      throw unexpected(file, row.line, 'in column question an id of the bank', `"${question}"`)
    own.num.push(num)
    own.at.push(isDated ? -day * numberIn(file, row, 'days', { from: 0 }) : 0)
  }
  return known
}

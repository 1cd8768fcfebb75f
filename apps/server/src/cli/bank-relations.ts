import type { ItemPool } from '@quizmentor/engine/adaptive/pool'
import { relationsOf, type Relations } from '@quizmentor/engine/adaptive/relations'
import { UsageError, type Command, type CommandCall } from './command.ts'
import type { BankItem } from './item-bank.ts'
import { optionalNumber } from './numbers.ts'

/** Options on questions that belong together. */
export const relationOptions = {
  'per-passage': { type: 'string', help: 'the most questions about one passage (all)' },
} as const satisfies Command['options']

/** What the bank's columns of enemies and passages say; `null` where they say nothing. */
export function relationsIn(
  bank: readonly BankItem[],
  pool: ItemPool,
  values: CommandCall['values'],
): Relations | null {
  const mostPerPassage = optionalNumber(values, 'per-passage', { from: 1, whole: true })
  const enemies = groupsOf(bank, ({ enemies }) => enemies)
  const passages = groupsOf(bank, ({ passage }) => (passage === '' ? [] : [passage]))
  if (mostPerPassage !== undefined && passages.length === 0)
    throw new UsageError('--per-passage needs passages: a column passage in the bank.')
  if (enemies.length === 0 && passages.length === 0) return null
  return relationsOf(pool, {
    enemies,
    passages,
    ...(mostPerPassage !== undefined && { mostPerPassage }),
  })
}

/** The rows of the bank that name the same group. */
function groupsOf(
  bank: readonly BankItem[],
  namesOf: (item: BankItem) => readonly string[],
): number[][] {
  const groups = new Map<string, number[]>()
  for (const [row, item] of bank.entries())
    for (const name of namesOf(item)) groups.set(name, [...(groups.get(name) ?? []), row])
  return [...groups.values()]
}

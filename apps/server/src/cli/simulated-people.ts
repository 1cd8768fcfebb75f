import type { ItemPool } from '@quizmentor/engine/adaptive/pool'
import { barSeen } from '@quizmentor/engine/adaptive/seen'
import type { SimulatedPerson } from '@quizmentor/engine/adaptive/simulate'
import { UsageError, type Command, type CommandCall } from './command.ts'
import type { BankItem } from './item-bank.ts'
import { textOf } from './numbers.ts'
import { readAbilities, readAnswers, sameNumber, type Person } from './people.ts'
import { missing } from './response-table.ts'
import { readTimes } from './response-times.ts'
import { readSeen, seenOptions, seenRuleOf } from './seen-questions.ts'

/** Options on who takes a simulated test. */
export const peopleOptions = {
  abilities: { type: 'string', help: 'people: a CSV file with person,theta' },
  responses: {
    type: 'string',
    help: 'a row of 0 and 1 per person, in the order of the bank, instead of simulated answers',
  },
  times: {
    type: 'string',
    help: 'a row of seconds per person, in the order of the bank, instead of its column seconds',
  },
  ...seenOptions,
} as const satisfies Command['options']

/** Those who take the test, under the names that the files give them. */
export interface People {
  readonly ids: readonly string[]
  readonly people: readonly SimulatedPerson[]
}

/** Reads who takes the test, and all that is known of them. */
export async function readPeople(
  values: CommandCall['values'],
  bank: readonly BankItem[],
  pool: ItemPool,
): Promise<People> {
  const { people, source, scoresOf } = await readTakers(values, bank)
  const ids = people.map(({ id }) => id)
  const secondsOf = await readSeconds(values, bank, ids.length, source)
  const file = textOf(values, 'seen')
  const rule = seenRuleOf(values)
  const questions = bank.map(({ id }) => id)
  const seen = file === undefined ? null : await readSeen(file, rule, ids, questions)
  return {
    ids,
    people: people.map(({ id, theta }, row) => {
      const scores = scoresOf?.(row)
      const seconds = secondsOf?.(row)
      const own = seen?.get(id)
      return {
        ...(theta !== undefined && { theta }),
        // `missing` is above 1: a question without an answer isn't asked.
        ...(scores && { scores: Uint8Array.from(pool.num, (num) => scores[num] ?? missing) }),
        ...(seconds && { seconds: Float64Array.from(pool.num, (num) => seconds[num] ?? NaN) }),
        ...(own && { availability: barSeen(pool, own, rule, 0) }),
      }
    }),
  }
}

/** A column of numbers, one for each question of the bank. */
type ForPerson = (row: number) => ArrayLike<number>

interface Takers {
  readonly people: readonly Person[]
  /** The file that says how many they are. */
  readonly source: string
  readonly scoresOf: ForPerson | null
}

async function readTakers(
  values: CommandCall['values'],
  bank: readonly BankItem[],
): Promise<Takers> {
  const abilities = textOf(values, 'abilities')
  const responses = textOf(values, 'responses')
  if (abilities === undefined && responses === undefined)
    throw new UsageError('Say who takes the test: --abilities, --responses, or both.')
  const known = abilities === undefined ? null : await readAbilities(abilities)
  if (responses === undefined)
    return { people: known ?? [], source: abilities ?? '', scoresOf: null }
  const ids = bank.map(({ id }) => id)
  const { scores, questions, persons, line } = await readAnswers(responses, ids)
  if (known !== null) sameNumber(abilities ?? '', known.length, responses, persons)
  return {
    people: known ?? Array.from(line, (_, row) => ({ id: String(row + 1) })),
    source: responses,
    scoresOf: (row) => scores.subarray(row * questions, (row + 1) * questions),
  }
}

/** How long questions take each person: as the file says, else as the bank does. */
async function readSeconds(
  values: CommandCall['values'],
  bank: readonly BankItem[],
  people: number,
  source: string,
): Promise<ForPerson | null> {
  const file = textOf(values, 'times')
  if (file !== undefined) {
    const { seconds, questions, persons } = await readTimes(
      file,
      bank.map(({ id }) => id),
    )
    sameNumber(source, people, file, persons)
    return (row) => seconds.subarray(row * questions, (row + 1) * questions)
  }
  if (bank.some(({ seconds }) => seconds !== undefined)) {
    const own = bank.map(({ seconds }) => seconds ?? NaN)
    return () => own
  }
  if (textOf(values, 'time') === undefined) return null
  throw new UsageError(
    '--time needs to know how long questions take: --times times.txt, or a column seconds in the bank.',
  )
}

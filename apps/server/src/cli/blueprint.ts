import { poolOf, type ItemPool } from '@quizmentor/engine/adaptive/pool'
import { UsageError } from './command.ts'
import type { BankItem } from './item-bank.ts'

/** Shares of topics. */
export type Shares = ReadonlyMap<string, number>

/** Shares of a bank's topics, from `algebra=3,geometry=1`. */
export function sharesOf(given: string | undefined, bank: readonly BankItem[]): Shares | null {
  if (given === undefined) return null
  const topics = new Set(bank.map(({ topic }) => topic))
  return new Map(
    given.split(',').map((part) => {
      const [topic = '', weight = ''] = part.split('=').map((each) => each.trim())
      if (!topics.has(topic))
        throw new UsageError(`--blueprint names "${topic}", which no question has as its topic.`)
      if (!(Number(weight) > 0))
        throw new UsageError(`--blueprint gives "${topic}" the share "${weight}", not a number.`)
      return [topic, Number(weight)]
    }),
  )
}

/** The questions as columns; their num is their row. With shares, only topics that have one. */
export function poolWith(bank: readonly BankItem[], shares: Shares | null): ItemPool {
  const topics = shares === null ? null : [...shares.keys()]
  const items = bank.flatMap(({ a, b, c, d, topic }, num) => {
    const at = topics === null ? 0 : topics.indexOf(topic)
    return at < 0 ? [] : [{ num, topic: at, a, b, c, d }]
  })
  return poolOf(items, topics?.length ?? 1)
}

import type { Pair, PairCredits } from '@quizmentor/engine/question/pair-credits'
import { mapped } from './read-declarations.ts'
import { pairsOf, type Item } from './read-reading.ts'
import type { Scalar } from './read-values.ts'

/**
 * What the mappings of some responses say that pairs are worth, as shares of what all that is right
 * gets; `null` where they say nothing of the kind.
 */
export function creditsIn(
  item: Item,
  right: ReadonlyMap<string, readonly Scalar[]>,
  rename: (pair: Pair, response: string) => [string, string] | null,
): PairCredits | null {
  let full = 0
  const found: { pair: [string, string]; value: number }[] = []
  const others = new Set<number>()
  for (const [response, list] of right) {
    const declared = item.declared.responses.get(response)
    if (declared?.mapping == null) return null
    full += mapped(declared, { base: declared.base, cardinality: 'multiple', list })
    others.add(declared.mapping.otherwise)
    for (const { key, value } of declared.mapping.entries)
      for (const pair of pairsOf([key])) {
        const ours = rename(pair, response)
        if (ours !== null) found.push({ pair: ours, value })
      }
  }
  const [otherwise = 0, ...more] = others
  if (full <= 0 || otherwise > 0 || more.length > 0 || found.length === 0 || found.length > 1_600)
    return null
  const share = (value: number) => Math.min(1, Math.max(-1, Number((value / full).toPrecision(12))))
  return {
    pairs: found.map(({ pair, value }) => ({ pair, credit: share(value) })),
    others: share(otherwise) || 0,
  }
}

const mostTried = 40

/** The pairs that a mapping names beside the right ones. */
export function mappedBeside(item: Item, response: string, right: readonly Pair[]): Pair[] {
  const known = new Set(right.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))
  const entries = item.declared.responses.get(response)?.mapping?.entries ?? []
  return pairsOf(entries.map(({ key }) => key))
    .filter((pair) => !known.has(pair.join(' ')))
    .slice(0, mostTried)
}

/** Answers with pairs that aren't right: each alone, and beside what is right that it leaves. */
export function answersWith(wrong: readonly Pair[], right: readonly Pair[]): Pair[][] {
  return wrong.flatMap((pair) => [
    [pair],
    [...right.filter((other) => !other.some((one) => pair.includes(one))), pair],
  ])
}

/** Of several pairs for one place, those that the mapping gives most for. */
export function bestFor(
  item: Item,
  response: string,
  pairs: readonly Pair[],
  placeOf: (pair: Pair) => string,
): Pair[] {
  const entries = item.declared.responses.get(response)?.mapping?.entries ?? []
  const worth = ([one, other]: Pair) =>
    Math.max(
      0,
      ...entries
        .filter(({ key }) => key === `${one} ${other}` || key === `${other} ${one}`)
        .map(({ value }) => value),
    )
  return [...Map.groupBy(pairs, placeOf).values()].flatMap((group) => {
    const most = Math.max(...group.map(worth))
    return group.filter((pair) => worth(pair) === most).slice(0, 1)
  })
}

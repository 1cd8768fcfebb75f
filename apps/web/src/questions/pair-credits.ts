import {
  renamedCredits,
  type Pair,
  type PairCredits,
} from '@quizmentor/engine/question/pair-credits'

/**
 * What pairs are worth, as it is stored with a key that may have changed since: without what is
 * gone, and what is right makes up the whole again. Nothing where pairs are right that have no
 * worth yet: then all count the same.
 */
export function keptCredits(
  credits: PairCredits | undefined,
  right: readonly (readonly Pair[])[],
  isThere: (pair: Pair) => boolean,
  rename: (pair: Pair) => [string, string],
): { credits?: PairCredits } {
  if (credits === undefined) return {}
  const pairs = credits.pairs.filter(({ pair }) => isThere(pair))
  const worthOf = ([one, other]: Pair) =>
    (find(pairs, one, other) ?? find(pairs, other, one))?.credit ?? 0
  const best = right.map((group) => Math.max(0, ...group.map(worthOf)))
  if (best.length === 0 || best.includes(0)) return {}
  const sum = best.reduce((before, worth) => before + worth, 0)
  const scale = sum < 0.999 ? 1 / sum : 1
  const scaled = pairs.map(({ pair, credit }) => ({
    pair,
    credit: Math.min(1, Math.max(-1, credit * scale)),
  }))
  return { credits: renamedCredits({ ...credits, pairs: scaled }, rename) }
}

function find(pairs: PairCredits['pairs'], one: string, other: string) {
  return pairs.find(({ pair }) => pair[0] === one && pair[1] === other)
}

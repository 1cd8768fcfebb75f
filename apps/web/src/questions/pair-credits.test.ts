import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import { expect, test } from 'vitest'
import { keptCredits } from './pair-credits.ts'

const credits: PairCredits = {
  pairs: [
    { pair: ['a', 'x'], credit: 0.5 },
    { pair: ['b', 'y'], credit: 0.25 },
    { pair: ['c', 'z'], credit: 0.25 },
    { pair: ['a', 'y'], credit: -0.5 },
  ],
  others: 0,
}

const kept = (right: readonly (readonly [string, string])[], gone: string[] = []) =>
  keptCredits(
    credits,
    right.map((pair) => [pair]),
    (pair) => !pair.some((id) => gone.includes(id)),
    ([one, other]) => [one.toUpperCase(), other],
  ).credits?.pairs.map(({ pair, credit }) => `${pair.join('')} ${credit}`)

test('what pairs are worth stays while the key does, and makes up the whole when one goes', () => {
  const all = [
    ['a', 'x'],
    ['b', 'y'],
    ['c', 'z'],
  ] as const
  expect(kept(all)).toEqual(['Ax 0.5', 'By 0.25', 'Cz 0.25', 'Ay -0.5'])
  expect(kept(all.slice(1), ['a'])).toEqual(['By 0.5', 'Cz 0.5'])
  expect(kept([...all, ['d', 'x']])).toBeUndefined()
  expect(
    keptCredits(
      undefined,
      [all],
      () => true,
      (pair) => [...pair],
    ),
  ).toEqual({})
})

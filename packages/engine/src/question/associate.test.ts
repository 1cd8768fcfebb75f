import { describe, expect, test } from 'vitest'
import { faults, parts, scored, type AuthoredOf } from './scored-for-tests.ts'

type Pairs = [string, string][]

function question(
  pairs: Pairs,
  { most = 2, rule }: { most?: number; rule?: 'partial' | 'all_or_nothing' } = {},
): AuthoredOf<'associate'> {
  return {
    type: 'associate',
    stem: 'What belongs together?',
    body: { options: parts('a', 'b', 'c', 'd'), most },
    key: { pairs, ...(rule !== undefined && { rule }) },
  }
}

describe('associate', () => {
  const right: Pairs = [
    ['a', 'b'],
    ['c', 'd'],
  ]

  test.each<[Pairs, number, number]>([
    [right, 1, 1],
    [
      [
        ['d', 'c'],
        ['b', 'a'],
      ],
      1,
      1,
    ],
    [[['b', 'a']], 0.5, 0],
    [
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      0.5,
      0,
    ],
    [
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      0,
      0,
    ],
    [[['a', 'c']], 0, 0],
    [[['a', 'a']], 0, 0],
    [[], 0, 0],
  ])('%j scores %d, or %d if only the whole counts', (pairs, partial, whole) => {
    const answer = { type: 'associate' as const, pairs }
    expect(scored(question(right), answer)).toBe(partial)
    expect(scored(question(right, { rule: 'all_or_nothing' }), answer)).toBe(whole)
  })

  test('more pairs than may be made score nothing', () => {
    const pairs: Pairs = [...right, ['a', 'c']]
    expect(scored(question(right), { type: 'associate', pairs })).toBe(0)
    expect(scored(question(right, { most: 3 }), { type: 'associate', pairs })).toBe(0.5)
  })

  test('pairs of the unknown, with themselves, twice or too many are faults', () => {
    const pairs: Pairs = [
      ['a', 'x'],
      ['b', 'b'],
      ['c', 'd'],
      ['d', 'c'],
    ]
    expect(faults(question(pairs))).toEqual([
      '/key/pairs/0 key_not_an_option',
      '/key/pairs/1 paired_with_itself',
      '/key/pairs key_repeated',
      '/body/most key_more_than_may_be_chosen',
    ])
  })
})

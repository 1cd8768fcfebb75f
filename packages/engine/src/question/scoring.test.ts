import { describe, expect, test } from 'vitest'
import { given, type Given } from './question.ts'
import { faults, parts, scored, type Authored } from './scored-for-tests.ts'

const single: Authored = {
  type: 'single_choice',
  stem: 'Which?',
  body: { options: parts('a', 'b', 'c') },
  key: { choice: 'b' },
}

describe('single choice', () => {
  test('the right option scores 1, others and unknown ones 0', () => {
    expect(scored(single, { type: 'single_choice', choice: 'b' })).toBe(1)
    expect(scored(single, { type: 'single_choice', choice: 'a' })).toBe(0)
    expect(scored(single, { type: 'single_choice', choice: 'zz' })).toBe(0)
  })

  test('an answer to another type of question has no score', () => {
    expect(scored(single, { type: 'true_false', truth: true })).toBeNull()
  })

  test('a key that names no option and options that say the same are faults', () => {
    expect(faults({ ...single, key: { choice: 'x' } })).toEqual(['/key/choice key_not_an_option'])
    const options = [...parts('a', 'b'), { id: 'c', text: ' a ' }]
    expect(faults({ ...single, body: { options } })).toEqual(['/body/options/2 text_repeated'])
  })
})

describe('multiple choice', () => {
  const under = (rule: 'all_or_nothing' | 'per_option' | 'penalised', ...choices: string[]) =>
    scored(
      {
        type: 'multiple_choice',
        stem: 'Which two?',
        body: { options: parts('a', 'b', 'c', 'd') },
        key: { choices: ['a', 'b'], rule },
      },
      { type: 'multiple_choice', choices },
    )

  test.each([
    [['a', 'b'], 1, 1, 1],
    [['b', 'a', 'a'], 1, 1, 1],
    [['a'], 0, 0.75, 0.5],
    [['a', 'c'], 0, 0.5, 0],
    [['a', 'b', 'c'], 0, 0.75, 0.5],
    [['a', 'b', 'c', 'd'], 0, 0.5, 0],
    [['c', 'd'], 0, 0, 0],
    [['c'], 0, 0.25, 0],
    [[], 0, 0, 0],
    [['nowhere'], 0, 0, 0],
  ])('%j scores %d, %d and %d by rule', (choices, allOrNothing, perOption, penalised) => {
    expect(under('all_or_nothing', ...choices)).toBe(allOrNothing)
    expect(under('per_option', ...choices)).toBe(perOption)
    expect(under('penalised', ...choices)).toBe(penalised)
  })

  test('a key outside the options, or named twice, is a fault', () => {
    const question: Authored = {
      type: 'multiple_choice',
      stem: 'Which?',
      body: { options: parts('a', 'b') },
      key: { choices: ['a', 'x', 'a'] },
    }
    expect(faults(question)).toEqual([
      '/key/choices/1 key_not_an_option',
      '/key/choices key_repeated',
    ])
  })
})

describe('true or false', () => {
  test.each([true, false])('%s is right only where it is the key', (truth) => {
    const question: Authored = { type: 'true_false', stem: 'So?', body: {}, key: { truth } }
    expect(scored(question, { type: 'true_false', truth })).toBe(1)
    expect(scored(question, { type: 'true_false', truth: !truth })).toBe(0)
  })
})

describe('numeric', () => {
  const question = (
    key: Extract<Authored, { type: 'numeric' }>['key'],
    units: string[] = [],
  ): Authored => ({ type: 'numeric', stem: 'How many?', body: { units }, key })
  const within = (kind: 'absolute' | 'relative', amount: number) =>
    question({ value: 200, tolerance: { kind, amount } })

  test.each([
    [question({ value: 0.3 }), 0.1 + 0.2, 1],
    [question({ value: 0.3 }), 0.3000001, 0],
    [question({ value: 0 }), -0, 1],
    [within('absolute', 5), 195, 1],
    [within('absolute', 5), 194.99, 0],
    [within('relative', 0.05), 210, 1],
    [within('relative', 0.05), 210.1, 0],
    [question({ value: -200, tolerance: { kind: 'relative', amount: 0.05 } }), -209, 1],
    [question({ value: 0, tolerance: { kind: 'relative', amount: 1 } }), 1, 0],
    [question({ value: 5 }), Number.MAX_VALUE, 0],
  ])('is right within the tolerance only (%#)', (asked, value, expected) => {
    expect(scored(asked, { type: 'numeric', value })).toBe(expected)
  })

  const distance = question({ value: 2000, unit: 'm', factors: { km: 1000, mm: 0.001 } }, [
    'm',
    'km',
    'ft',
    'constructor',
  ])

  test.each([
    [2000, 'm', 1],
    [2, 'km', 1],
    [2000, 'km', 0],
    [2, undefined, 0],
    [2000, undefined, 0],
    // Neither a unit without a factor nor one that wasn't offered.
    [2000, 'ft', 0],
    [2_000_000, 'mm', 0],
    [2000, 'constructor', 0],
    [Number.MAX_VALUE, 'km', 0],
  ])('%d %s is converted', (value, unit, expected) => {
    const answer = unit === undefined ? { value } : { value, unit }
    expect(scored(distance, { type: 'numeric', ...answer })).toBe(expected)
  })

  test('a unit that is not asked for is no mistake', () => {
    expect(scored(question({ value: 7 }), { type: 'numeric', value: 7, unit: 'apples' })).toBe(1)
  })

  test('a key whose unit is not offered, and a unit nobody can convert, are faults', () => {
    expect(faults(question({ value: 1, unit: 'm' }, ['km']))).toEqual([
      '/key/unit key_unit_not_offered',
      '/body/units/0 unit_without_factor',
    ])
  })
})

describe('ordering', () => {
  const under = (rule: 'all_or_nothing' | 'partial', ...order: string[]) =>
    scored(
      {
        type: 'ordering',
        stem: 'First to last',
        body: { items: parts('c', 'a', 'd', 'b') },
        key: { order: ['a', 'b', 'c', 'd'], rule },
      },
      { type: 'ordering', order },
    )

  test.each([
    ['abcd', 1, 1],
    ['abdc', 0, 2 / 3],
    ['acdb', 0, 1 / 3],
    ['badc', 0, 1 / 3],
    ['cdab', 0, 0],
    ['dcba', 0, 0],
    ['abc', 0, 0],
    ['aacd', 0, 0],
    ['abcx', 0, 0],
    ['', 0, 0],
  ])('%s scores %d, or %d with partial credit', (order, allOrNothing, partial) => {
    expect(under('all_or_nothing', ...order)).toBe(allOrNothing)
    expect(under('partial', ...order)).toBeCloseTo(partial, 12)
  })

  test('a key that leaves out or repeats an item is a fault', () => {
    const question = (order: string[]): Authored => ({
      type: 'ordering',
      stem: 'First to last',
      body: { items: parts('a', 'b', 'c') },
      key: { order },
    })
    const fault = ['/key/order key_does_not_order_all_items']
    expect(faults(question(['a', 'b']))).toEqual(fault)
    expect(faults(question(['a', 'b', 'b']))).toEqual(fault)
    expect(faults(question(['c', 'a', 'b']))).toEqual([])
  })
})

describe('matching', () => {
  const question = (
    rule: 'all_or_nothing' | 'partial',
    pairs: Record<string, string> = { p: 'x', q: 'y', r: 'x' },
  ): Authored => ({
    type: 'matching',
    stem: 'What belongs together?',
    body: { prompts: parts('p', 'q', 'r'), targets: parts('x', 'y', 'z') },
    key: { pairs, rule },
  })

  test.each([
    [{ p: 'x', q: 'y', r: 'x' }, 1, 1],
    [{ p: 'x', q: 'z', r: 'x' }, 0, 2 / 3],
    [{ p: 'x' }, 0, 1 / 3],
    [{}, 0, 0],
    [{ unknown: 'x' }, 0, 0],
  ])('%j scores %d, or %d with partial credit', (pairs, allOrNothing, partial) => {
    const answer: Given = { type: 'matching', pairs }
    expect(scored(question('all_or_nothing'), answer)).toBe(allOrNothing)
    expect(scored(question('partial'), answer)).toBeCloseTo(partial, 12)
  })

  test('a prompt without a target is a fault, and leaving it out earns nothing', () => {
    const incomplete = question('partial', { p: 'x', q: 'nowhere' })
    expect(faults(incomplete)).toEqual([
      '/body/prompts/1 prompt_without_target',
      '/body/prompts/2 prompt_without_target',
    ])
    expect(scored(incomplete, { type: 'matching', pairs: { p: 'x' } })).toBeCloseTo(1 / 3, 12)
  })
})

describe('fill-in', () => {
  const question: Authored = {
    type: 'fill_in',
    stem: 'Complete the sentence.',
    body: {
      text: 'A {{one}} remembers its {{two}}.',
      gaps: [{ id: 'one' }, { id: 'two', choices: ['scope', 'scopes', 'Scope'] }],
    },
    key: {
      gaps: { one: { accepted: ['closure'], typos: 1 }, two: { accepted: ['scope'], typos: 2 } },
    },
  }

  test.each([
    [{ one: 'closure', two: 'scope' }, 1],
    [{ one: 'Closures', two: 'scope' }, 1],
    [{ one: 'closure' }, 0.5],
    // A choice is picked, not typed: one that is near the right one is another choice.
    [{ one: 'closure', two: 'scopes' }, 0.5],
    [{ one: 'closure', two: 'Scope' }, 0.5],
    [{}, 0],
  ])('%j scores %d', (gaps, expected) => {
    expect(scored(question, { type: 'fill_in', gaps })).toBe(expected)
  })

  test('all or nothing takes the partial score away', () => {
    const strict: Authored = { ...question, key: { ...question.key, rule: 'all_or_nothing' } }
    expect(scored(strict, { type: 'fill_in', gaps: { one: 'closure' } })).toBe(0)
    expect(scored(strict, { type: 'fill_in', gaps: { one: 'closure', two: 'scope' } })).toBe(1)
  })

  test('gaps that are missing, doubled, undeclared or without a right choice are faults', () => {
    expect(faults(question)).toEqual([])
    expect(
      faults({
        ...question,
        body: {
          text: 'A {{one}} and a {{one}} meet {{three}}.',
          gaps: [{ id: 'one' }, { id: 'two', choices: ['x', 'y'] }, { id: 'four' }],
        },
      }),
    ).toEqual([
      '/body/gaps/0 gap_not_once_in_text',
      '/body/gaps/1 gap_not_once_in_text',
      '/body/gaps/1 key_not_a_choice',
      '/body/gaps/2 gap_not_once_in_text',
      '/body/gaps/2 gap_without_key',
      '/body/text gap_not_declared',
    ])
  })
})

describe('texts that no database could store', () => {
  test('lose their null characters and half characters when they are read', () => {
    const answer = given.parse({ type: 'short_text', text: 'a\u0000b\ud83d' })
    expect(answer).toEqual({ type: 'short_text', text: 'ab\ufffd' })
    expect(given.parse({ type: 'numeric', value: 1, unit: 'k\u0000m' })).toMatchObject({
      unit: 'km',
    })
    expect(given.safeParse({ type: 'numeric', value: 1, unit: '\u0000' }).success).toBe(false)
  })
})

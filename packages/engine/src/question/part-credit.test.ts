import { describe, expect, test } from 'vitest'
import { seededRandom } from './parts.ts'
import { questionContent, solutionOf } from './question.ts'
import { relabelled } from './relabel.ts'
import { faults, parts, scored, type Authored, type AuthoredOf } from './scored-for-tests.ts'

const common = { stem: 'Which?', body: { options: parts('a', 'b', 'c', 'd') } }

describe('what counts in part', () => {
  test('an option of a single choice', () => {
    const question: Authored = {
      ...common,
      type: 'single_choice',
      key: { choice: 'a', credits: { b: 0.5 } },
    }
    const choose = (choice: string) => scored(question, { type: 'single_choice', choice })
    expect(['a', 'b', 'c'].map(choose)).toEqual([1, 0.5, 0])
  })

  const weighted = (credits: Record<string, number>): AuthoredOf<'multiple_choice'> => ({
    ...common,
    type: 'multiple_choice',
    key: { choices: ['a', 'b'], rule: 'weighted', credits },
  })

  test.each([
    [['a', 'b'], 1],
    [['a', 'a'], 0.75],
    [['a', 'c'], 0.25],
    [['b', 'c'], 0],
    [['a', 'b', 'd'], 1],
    [['constructor'], 0],
    [[], 0],
  ])('options that are weighed: %j scores %d', (choices, expected) => {
    const question = weighted({ a: 0.75, b: 0.25, c: -0.5, d: 0.25 })
    expect(scored(question, { type: 'multiple_choice', choices })).toBe(expected)
  })

  test('weights with which all that is right isn’t the whole are a fault', () => {
    expect(faults(weighted({ a: 0.5, b: 0.25 }))).toEqual(['/key/credits credits_short_of_one'])
    expect(faults(weighted({ a: 0.3333, b: 0.6667 }))).toEqual([])
  })

  test('another number, in whatever unit', () => {
    const near = { tolerance: { kind: 'absolute' as const, amount: 1 } }
    const question: Authored = {
      type: 'numeric',
      stem: 'How far?',
      body: { units: ['m', 'km'] },
      key: {
        value: 2000,
        unit: 'm',
        factors: { km: 1000 },
        others: [
          { value: 1000, credit: 0.5, ...near },
          { value: 1000.5, credit: 0.25, ...near },
        ],
      },
    }
    const give = (value: number, unit?: string) =>
      scored(question, { type: 'numeric', value, ...(unit !== undefined && { unit }) })
    expect(give(2, 'km')).toBe(1)
    expect(give(1, 'km')).toBe(0.5)
    expect(give(1001.4, 'm')).toBe(0.25)
    expect(give(1000)).toBe(0)
  })

  test('another text, by the rules of the right one', () => {
    const question: Authored = {
      type: 'short_text',
      stem: 'Who?',
      body: {},
      key: {
        accepted: ['Ada Lovelace'],
        others: [
          { accepted: ['Lovelace', 'Ada'], credit: 0.5 },
          { accepted: ['Babbage'], credit: 0 },
        ],
      },
    }
    const write = (text: string) => scored(question, { type: 'short_text', text })
    expect(['ada lovelace', 'LOVELACE', 'Babbage', 'Turing'].map(write)).toEqual([1, 0.5, 0, 0])
  })

  test('a gap, by its weight, its number and what its choices are worth', () => {
    const question: Authored = {
      type: 'fill_in',
      stem: 'Fill in',
      body: { text: '{{a}} {{b}}', gaps: [{ id: 'a' }, { id: 'b', choices: ['x', 'y', 'z'] }] },
      key: {
        gaps: {
          a: { accepted: ['pi'], number: { value: 3.14, tolerance: 0.01 }, weight: 3 },
          b: { accepted: ['x'], credits: [{ choice: 'y', credit: 0.5 }] },
        },
      },
    }
    const fill = (a: string, b: string) => scored(question, { type: 'fill_in', gaps: { a, b } })
    expect(fill('pi', 'x')).toBe(1)
    expect(fill('3,145', 'x')).toBe(1)
    expect(fill('3.2', 'x')).toBe(0.25)
    expect(fill('pi', 'y')).toBe(0.875)
    expect(fill('pi', 'z')).toBe(0.75)
  })
})

describe('an accepted answer with a wildcard', () => {
  const under = (accepted: string, text: string, wildcards = true) =>
    scored(
      { type: 'short_text', stem: 'Which?', body: {}, key: { accepted: [accepted], wildcards } },
      { type: 'short_text', text },
    )

  test.each([
    ['colo*r', 'colour', 1],
    ['colo*r', 'color', 1],
    ['colo*r', 'colours', 0],
    ['*tion', 'education', 1],
    ['a*b*c', 'axxbyyc', 1],
    ['a*b*c', 'axxcyyb', 0],
    ['ab*ba', 'aba', 0],
    ['*', 'anything', 1],
    ['*', '', 0],
  ])('%s takes %j: %d', (accepted, text, expected) => {
    expect(under(accepted, text)).toBe(expected)
  })

  test('is an asterisk where wildcards are off', () => {
    expect(under('a*', 'abc', false)).toBe(0)
    expect(under('a*', 'a*', false)).toBe(1)
  })

  test('many of them take no longer than the text is long', () => {
    expect(under('a*'.repeat(90), 'a'.repeat(500))).toBe(1)
    expect(under(`${'a*'.repeat(90)}b`, 'a'.repeat(500))).toBe(0)
  })
})

describe('what is said after the answer', () => {
  test('is in the solution and follows its options to their new ids', () => {
    const content = questionContent.parse({
      ...common,
      type: 'single_choice',
      key: { choice: 'a', credits: { b: 0.5 }, feedback: { b: 'Nearly.', gone: 'Never.' } },
      feedback: { right: 'Yes.', wrong: 'No.' },
    })
    expect(solutionOf(content).feedback).toEqual({ right: 'Yes.', wrong: 'No.' })
    const renamed = relabelled(content, seededRandom(1))
    if (renamed.type !== 'single_choice') throw new Error('the type changed')
    const b = renamed.body.options.find(({ text }) => text === 'b')?.id ?? ''
    expect(renamed.key.credits).toEqual({ [b]: 0.5 })
    expect(renamed.key.feedback).toEqual({ [b]: 'Nearly.', gone: 'Never.' })
  })
})

describe('pairs that don’t count the same', () => {
  const credits = (others?: number) => ({
    pairs: [
      { pair: ['a', 'x'] as [string, string], credit: 0.75 },
      { pair: ['b', 'y'] as [string, string], credit: 0.25 },
      { pair: ['a', 'y'] as [string, string], credit: 0.5 },
      { pair: ['b', 'x'] as [string, string], credit: -0.5 },
    ],
    ...(others !== undefined && { others }),
  })
  const matching = (others?: number): AuthoredOf<'matching'> => ({
    type: 'matching',
    stem: 'Which to which?',
    body: { prompts: parts('a', 'b'), targets: parts('x', 'y', 'z') },
    key: { pairs: { a: 'x', b: 'y' }, credits: credits(others) },
  })

  test.each<[Record<string, string>, number, number]>([
    [{ a: 'x', b: 'y' }, 1, 1],
    [{ a: 'x' }, 0.75, 0.75],
    [{ a: 'y' }, 0.5, 0.5],
    [{ a: 'x', b: 'x' }, 0.25, 0.25],
    [{ b: 'x' }, 0, 0],
    [{ a: 'x', b: 'z' }, 0.75, 0.5],
    [{ a: 'x', b: 'constructor' }, 0.75, 0.5],
    [{}, 0, 0],
  ])('%j scores %d, or %d where others take off', (pairs, plain, less) => {
    expect(scored(matching(), { type: 'matching', pairs })).toBe(plain)
    expect(scored(matching(-0.25), { type: 'matching', pairs })).toBe(less)
  })

  test('all that is right counts wholly or not at all where the rule says so', () => {
    const { key, ...rest } = matching()
    const question: Authored = { ...rest, key: { ...key, rule: 'all_or_nothing' } }
    expect(scored(question, { type: 'matching', pairs: { a: 'x' } })).toBe(0)
    expect(scored(question, { type: 'matching', pairs: { a: 'x', b: 'y' } })).toBe(1)
  })

  test('of two in no order, or of gaps and choices', () => {
    const associate: Authored = {
      type: 'associate',
      stem: 'What belongs together?',
      body: { options: parts('a', 'b', 'x', 'y'), most: 2 },
      key: {
        pairs: [
          ['x', 'a'],
          ['b', 'y'],
        ],
        credits: credits(-0.125),
      },
    }
    const pairs = (...list: [string, string][]) =>
      scored(associate, { type: 'associate', pairs: list })
    expect(pairs(['x', 'a'], ['a', 'x'])).toBe(0.75)
    expect(pairs(['a', 'x'], ['a', 'b'])).toBe(0.625)
    const gaps: Authored = {
      type: 'gap_match',
      stem: 'Fill in.',
      body: {
        text: '{{a}} {{b}}',
        choices: parts('x', 'y').map((choice) => ({ ...choice, uses: 0 })),
        gaps: [{ id: 'a' }, { id: 'b' }],
      },
      key: { gaps: { a: ['x'], b: ['y'] }, credits: credits() },
    }
    expect(scored(gaps, { type: 'gap_match', gaps: { a: 'y', b: 'y' } })).toBe(0.75)
    expect(scored(gaps, { type: 'gap_match', gaps: { a: 'x', b: 'x' } })).toBe(0.25)
    expect(faults(gaps)).toEqual([])
  })

  test('are a fault where all that is right isn’t the whole', () => {
    expect(faults(matching(-0.25))).toEqual([])
    const { key, ...rest } = matching()
    const short = { pairs: [{ pair: ['a', 'x'] as [string, string], credit: 0.5 }] }
    expect(faults({ ...rest, key: { ...key, credits: short } })).toEqual([
      '/key/credits credits_short_of_one',
    ])
  })

  test('stay with their parts under new ids', () => {
    const renamed = relabelled(questionContent.parse(matching()), seededRandom(4))
    if (renamed.type !== 'matching') throw new Error('the type changed')
    const [a = '', b = ''] = renamed.body.prompts.map(({ id }) => id)
    const [x = '', y = ''] = renamed.body.targets.map(({ id }) => id)
    expect(scored(renamed, { type: 'matching', pairs: { [a]: y, [b]: y } })).toBe(0.75)
    expect(scored(renamed, { type: 'matching', pairs: { [a]: x, [b]: x } })).toBe(0.25)
  })
})

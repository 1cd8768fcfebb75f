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

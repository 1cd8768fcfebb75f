import type { ShownQuestion } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { givenByKey, placeOfKey } from './answer-keys.ts'
import { wordsIn } from './extended-text/marks.ts'
import { put } from './gap-match/put.ts'
import { plainText } from './markdown-source.ts'
import { firstGiven, isAnswered } from './player-props.ts'
import { movedBy, pointsWith, stepFor } from './select-point/points.ts'

const options = [
  { id: 'x', text: 'One' },
  { id: 'y', text: 'Two' },
]
const single: ShownQuestion = {
  type: 'single_choice',
  stem: 'Which?',
  body: { options, shuffle: true },
}
const multiple: ShownQuestion = { ...single, type: 'multiple_choice' }
const truth: ShownQuestion = { type: 'true_false', stem: 'So?', body: {} }
const ordering: ShownQuestion = { type: 'ordering', stem: 'Order', body: { items: options } }
const matching: ShownQuestion = {
  type: 'matching',
  stem: 'Match',
  body: { prompts: options, targets: options },
}
const numeric: ShownQuestion = { type: 'numeric', stem: 'How far?', body: { units: ['m', 'km'] } }

describe('keys', () => {
  test('1 to 9 and A to F stand for choices', () => {
    expect(['1', '9', 'a', 'F', 'g', '0', 'Enter'].map(placeOfKey)).toEqual([
      0,
      8,
      0,
      5,
      null,
      null,
      null,
    ])
  })

  test('choose one, and another instead', () => {
    expect(givenByKey(single, null, 1)).toEqual({ type: 'single_choice', choice: 'y' })
    expect(givenByKey(single, null, 2)).toBeNull()
  })

  test('take and leave where many may be right', () => {
    const one = givenByKey(multiple, null, 0)
    const both = givenByKey(multiple, one, 1)
    expect(both).toEqual({ type: 'multiple_choice', choices: ['x', 'y'] })
    expect(givenByKey(multiple, both, 0)).toEqual({ type: 'multiple_choice', choices: ['y'] })
  })

  test('answer true and false', () => {
    expect(givenByKey(truth, null, 0)).toEqual({ type: 'true_false', truth: true })
    expect(givenByKey(truth, null, 2)).toBeNull()
  })
})

describe('an answer is complete', () => {
  test('from the start where an order is asked for', () => {
    expect(isAnswered(ordering, firstGiven(ordering))).toBe(true)
    expect(isAnswered(single, firstGiven(single))).toBe(false)
  })

  test('once every prompt has a partner', () => {
    expect(isAnswered(matching, { type: 'matching', pairs: { x: 'y' } })).toBe(false)
    expect(isAnswered(matching, { type: 'matching', pairs: { x: 'y', y: 'y' } })).toBe(true)
  })

  test('once a number has its unit', () => {
    expect(isAnswered(numeric, { type: 'numeric', value: 3 })).toBe(false)
    expect(isAnswered(numeric, { type: 'numeric', value: 3, unit: 'km' })).toBe(true)
  })

  test('not while nothing is written or chosen', () => {
    const written: ShownQuestion = { type: 'short_text', stem: 'Who?', body: {} }
    expect(isAnswered(written, { type: 'short_text', text: '  ' })).toBe(false)
    expect(isAnswered(multiple, { type: 'multiple_choice', choices: [] })).toBe(false)
  })
})

describe('answers in pictures, in gaps and in one’s own words', () => {
  const image = { src: '/map.png', width: 400, height: 300, alt: '' }
  const area = { shape: 'rectangle', x: 0, y: 0, width: 9, height: 9 } as const
  const hotspot = (most: number): ShownQuestion => ({
    type: 'hotspot',
    stem: 'Where?',
    body: { image, spots: ['x', 'y', 'z'].map((id) => ({ id, area, label: '' })), most },
  })
  const spots = (...chosen: string[]) => ({ type: 'hotspot' as const, spots: chosen })

  test('keys choose places, as many as may be', () => {
    expect(givenByKey(hotspot(1), spots('x'), 1)).toEqual(spots('y'))
    expect(givenByKey(hotspot(2), spots('x'), 1)).toEqual(spots('x', 'y'))
    expect(givenByKey(hotspot(2), spots('x', 'y'), 2)).toBeNull()
    expect(givenByKey(hotspot(0), spots('x', 'y'), 2)).toEqual(spots('x', 'y', 'z'))
    expect(givenByKey(hotspot(2), spots('x', 'y'), 0)).toEqual(spots('y'))
    expect(givenByKey(hotspot(1), null, 3)).toBeNull()
  })

  test('points are set up to the most, a single one moves', () => {
    const [a, b] = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ]
    expect(pointsWith([a], b, 1)).toEqual([b])
    expect(pointsWith([a], b, 2)).toEqual([a, b])
    expect(pointsWith([a, a], b, 2)).toBeNull()
  })

  test('the cross moves within the picture, with Shift in smaller steps', () => {
    const step = (key: string, small = false) => stepFor(key, small) ?? { x: 9, y: 9 }
    expect(movedBy({ x: 100, y: 100 }, step('ArrowLeft'), image)).toEqual({ x: 90, y: 100 })
    expect(movedBy({ x: 100, y: 100 }, step('ArrowDown', true), image)).toEqual({
      x: 100,
      y: 101.6,
    })
    expect(movedBy({ x: 3, y: 0 }, step('ArrowUp'), image)).toEqual({ x: 3, y: 0 })
    expect(stepFor('a', false)).toBeNull()
  })

  test('a choice that is used up leaves the gap it has been in longest', () => {
    const once = { id: 'x', uses: 1 }
    expect(put({ a: 'x' }, 'b', once)).toEqual({ b: 'x' })
    expect(put({ a: 'x', b: 'x' }, 'c', { id: 'x', uses: 2 })).toEqual({ b: 'x', c: 'x' })
    expect(put({ a: 'x' }, 'b', { id: 'x', uses: 0 })).toEqual({ a: 'x', b: 'x' })
    expect(put({ a: 'x' }, 'a', once)).toEqual({ a: 'x' })
    expect(put({ a: 'x', b: 'y' }, 'a', null)).toEqual({ b: 'y' })
  })

  test('one’s own words are complete once all of them are marked', () => {
    const question: ShownQuestion = {
      type: 'extended_text',
      stem: 'Why?',
      body: { lines: 3, template: '' },
    }
    const rubric = ['a', 'b'].map((id) => ({ id, text: id, points: 1 }))
    const solution = (key: { model: string; rubric: typeof rubric }) =>
      ({ type: 'extended_text', key, explanation: '' }) as const
    const marked = (marks: Record<string, number>) =>
      ({ type: 'extended_text', text: 'So.', marks }) as const
    const byRubric = solution({ model: '', rubric })
    expect(isAnswered(question, marked({}))).toBe(false)
    expect(isAnswered(question, marked({ a: 1, b: 0 }))).toBe(false)
    expect(isAnswered(question, marked({ a: 1 }), byRubric)).toBe(false)
    expect(isAnswered(question, marked({ a: 1, b: 0 }), byRubric)).toBe(true)
    expect(isAnswered(question, marked({ whole: 0 }), solution({ model: 'So', rubric: [] }))).toBe(
      true,
    )
    expect(wordsIn('It’s well-known: two + 2 = 4.')).toBe(5)
  })
})

test('a label is the text without its marks', () => {
  expect(plainText('`a_b` and **bold**, [a link](https://x.example), $x^2$')).toBe(
    'a_b and bold, a link, x^2',
  )
})

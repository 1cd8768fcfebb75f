import type { ShownQuestion } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { givenByKey, placeOfKey } from './answer-keys.ts'
import { plainText } from './markdown-source.ts'
import { firstGiven, isAnswered } from './player-props.ts'

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

test('a label is the text without its marks', () => {
  expect(plainText('`a_b` and **bold**, [a link](https://x.example), $x^2$')).toBe(
    'a_b and bold, a link, x^2',
  )
})

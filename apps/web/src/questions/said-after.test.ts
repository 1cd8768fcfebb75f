import { questionContent, show, solutionOf, type Given } from '@quizmentor/engine/question/question'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { saidAfter } from './said-after.ts'

const options = ['one', 'two', 'three'].map((text) => ({ id: text, text }))

type Written = z.input<typeof questionContent>

function said(written: Written, given: Given) {
  const content = questionContent.parse(written)
  return saidAfter(show(content, seededRandom(1)), solutionOf(content), given)
}

describe('what is said after an answer', () => {
  test('goes with the option that was chosen, and says what it counts', () => {
    const question: Written = {
      type: 'single_choice',
      stem: 'Which?',
      body: { options },
      key: { choice: 'one', credits: { two: 0.5 }, feedback: { one: 'Yes.', two: 'Nearly.' } },
    }
    const choose = (choice: string) => said(question, { type: 'single_choice', choice })
    expect(choose('one')).toEqual([{ to: 'one', text: 'Yes.', worth: null }])
    expect(choose('two')).toEqual([{ to: 'two', text: 'Nearly.', worth: 0.5 }])
    expect(choose('three')).toEqual([])
  })

  test('weighs every option that was chosen', () => {
    const question: Written = {
      type: 'multiple_choice',
      stem: 'Which?',
      body: { options },
      key: { choices: ['one'], rule: 'weighted', credits: { one: 1, two: -0.5 } },
    }
    expect(said(question, { type: 'multiple_choice', choices: ['one', 'two', 'three'] })).toEqual([
      { to: 'one', text: '', worth: 1 },
      { to: 'two', text: '', worth: -0.5 },
      { to: 'three', text: '', worth: 0 },
    ])
  })

  test('goes with other numbers and texts, not with the right ones', () => {
    const number: Written = {
      type: 'numeric',
      stem: 'How far?',
      body: { units: ['m', 'km'] },
      key: {
        value: 2000,
        unit: 'm',
        factors: { km: 1000 },
        others: [{ value: 1000, credit: 0.5, feedback: 'Half.' }],
      },
    }
    expect(said(number, { type: 'numeric', value: 1, unit: 'km' })).toEqual([
      { to: '', text: 'Half.', worth: 0.5 },
    ])
    expect(said(number, { type: 'numeric', value: 2, unit: 'km' })).toEqual([])

    const key = {
      accepted: ['Ada Lovelace'],
      others: [{ accepted: ['Ada*'], credit: 0, feedback: 'And then?' }],
      wildcards: true,
    }
    const text: Written = { type: 'short_text', stem: 'Who?', body: {}, key }
    expect(said(text, { type: 'short_text', text: 'Ada L.' })).toEqual([
      { to: '', text: 'And then?', worth: null },
    ])
    expect(said(text, { type: 'short_text', text: 'ada lovelace' })).toEqual([])

    const gaps: Written = {
      type: 'fill_in',
      stem: 'Fill in',
      body: { text: '{{a}}', gaps: [{ id: 'a' }] },
      key: { gaps: { a: key } },
    }
    expect(said(gaps, { type: 'fill_in', gaps: { a: 'Ada B.' } })).toEqual([
      { to: 'Ada B.', text: 'And then?', worth: null },
    ])
  })

  test('says what a picked choice counts, and nothing to a number that is near enough', () => {
    const gaps: Written = {
      type: 'fill_in',
      stem: 'Fill in',
      body: { text: '{{a}} {{b}}', gaps: [{ id: 'a', choices: ['Mars', 'Pluto'] }, { id: 'b' }] },
      key: {
        gaps: {
          a: { accepted: ['Mars'], credits: [{ choice: 'Pluto', credit: 0.25 }] },
          b: {
            accepted: ['pi'],
            number: { value: 3.14, tolerance: 0.01 },
            wildcards: true,
            others: [{ accepted: ['3*'], credit: 0.5, feedback: 'Nearer.' }],
          },
        },
      },
    }
    const fill = (a: string, b: string) => said(gaps, { type: 'fill_in', gaps: { a, b } })
    expect(fill('Mars', '3,141')).toEqual([])
    expect(fill('Pluto', '3')).toEqual([
      { to: 'Pluto', text: '', worth: 0.25 },
      { to: '3', text: 'Nearer.', worth: 0.5 },
    ])
  })

  test('is nothing where the answer is of another type', () => {
    const question: Written = {
      type: 'true_false',
      stem: 'So?',
      body: {},
      key: { truth: true, feedback: { false: 'But it is.' } },
    }
    expect(said(question, { type: 'true_false', truth: false })).toEqual([
      { to: '', text: 'But it is.', worth: null },
    ])
    expect(said(question, { type: 'single_choice', choice: 'one' })).toEqual([])
  })
})

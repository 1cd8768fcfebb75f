import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyAsGiven } from './key-as-given.ts'
import { seededRandom } from './parts.ts'
import { plainText } from './plain-text.ts'
import {
  checkQuestion,
  CORRECT_FROM,
  given,
  questionContent,
  score,
  show,
  shownQuestion,
  solutionOf,
  type QuestionContent,
} from './question.ts'
import { answer, anyQuestion, soundQuestion } from './questions-for-tests.ts'
import { relabelled } from './relabel.ts'

const hasErrors = (question: QuestionContent): boolean =>
  checkQuestion(question).some(({ severity }) => severity === 'error')

describe('every type of question', () => {
  test('scores its own key as right when the checker finds no error', () => {
    fc.assert(
      fc.property(soundQuestion, (question) => {
        fc.pre(!hasErrors(question))
        const key = keyAsGiven(question)
        expect(given.safeParse(key).success).toBe(true)
        expect(score(question, key)).toBeGreaterThanOrEqual(CORRECT_FROM)
      }),
      { numRuns: 1_000 },
    )
  })

  test('scores any answer between 0 and 1, and only answers of its own type', () => {
    fc.assert(
      fc.property(fc.oneof(soundQuestion, anyQuestion), answer, (question, anAnswer) => {
        const result = score(question, anAnswer)
        if (question.type !== anAnswer.type) expect(result).toBeNull()
        else expect(result !== null && result >= 0 && result <= 1).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('is checked without throwing, whatever its key says', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        checkQuestion(question)
        keyAsGiven(question)
        plainText(question)
        solutionOf(question)
      }),
    )
  })

  test('is shown with all its parts and nothing of key, explanation or hints', () => {
    fc.assert(
      fc.property(soundQuestion, fc.integer(), (question, seed) => {
        const shown = show(question, seededRandom(seed))
        expect(Object.keys(shown).toSorted()).toEqual(['body', 'stem', 'type'])
        expect(shownQuestion.parse(shown)).toEqual(shown)
        expect(inAnyOrder(shown.body)).toEqual(inAnyOrder(question.body))
        expect(JSON.stringify(shown)).not.toMatch(/EXPLANATION|HINT/)
      }),
    )
  })

  test('is shown the same again from the same seed', () => {
    fc.assert(
      fc.property(soundQuestion, fc.integer(), (question, seed) => {
        expect(show(question, seededRandom(seed))).toEqual(show(question, seededRandom(seed)))
      }),
    )
  })

  test('means the same under new ids', () => {
    fc.assert(
      fc.property(soundQuestion, fc.integer(), (question, seed) => {
        const renamed = relabelled(question, seededRandom(seed))
        expect(questionContent.parse(renamed)).toEqual(renamed)
        expect(codes(renamed)).toEqual(codes(question))
        expect(plainText(renamed)).toBe(plainText(question))
        fc.pre(!hasErrors(question))
        expect(score(renamed, keyAsGiven(renamed))).toBeGreaterThanOrEqual(CORRECT_FROM)
      }),
    )
  })
})

function codes(question: QuestionContent) {
  return checkQuestion(question).map(({ code, severity }) => `${code} ${severity}`)
}

/** The same value for lists that differ only in order. */
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(inAnyOrder(each))).toSorted()
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .map(([name, each]) => JSON.stringify([name, inAnyOrder(each)]))
    .toSorted()
}

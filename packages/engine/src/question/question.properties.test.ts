import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyAsGiven } from './key-as-given.ts'
import { seededRandom } from './parts.ts'
import { plainText } from './plain-text.ts'
import {
  checkQuestion,
  given,
  questionContent,
  score,
  show,
  shownQuestion,
  solutionOf,
  type Given,
  type QuestionContent,
} from './question.ts'
import { relabelled } from './relabel.ts'

// Ids that objects have of themselves are among them.
const partId = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_-]{1,6}$/),
  fc.constantFrom('constructor', '__proto__', 'toString', '0', '1'),
)
const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    // Nothing to see, yet not empty.
    fc.constantFrom('\u200b', '\u00ad\u0301'),
  )
  .map((value) => value.trim())
  .filter((value) => value !== '')
const option = fc.record({ id: partId, text })
const optionsWhere = (minLength: number) =>
  fc.uniqueArray(option, {
    minLength,
    maxLength: 6,
    selector: ({ id }) => id,
  })
const options = optionsWhere(2)
const common = {
  stem: text.map((value) => `STEM ${value}`),
  explanation: fc.constant('EXPLANATION'),
  hints: fc.constant(['HINT']),
}
const rule = fc.constantFrom('all_or_nothing' as const, 'partial' as const)
const match = fc.record({
  accepted: fc.array(text, { minLength: 1, maxLength: 4 }),
  caseSensitive: fc.boolean(),
  accentSensitive: fc.boolean(),
  typos: fc.integer({ min: 0, max: 3 }),
})
const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list)

/** Questions whose parts fit together. */
const soundQuestion: fc.Arbitrary<QuestionContent> = fc
  .oneof<fc.Arbitrary<unknown>[]>(
    options.chain((list) =>
      fc.record({
        ...common,
        type: fc.constant('single_choice'),
        body: fc.record({ options: fc.constant(list), shuffle: fc.boolean() }),
        key: fc.record({ choice: oneOf(list).map(({ id }) => id) }),
      }),
    ),
    options.chain((list) =>
      fc.record({
        ...common,
        type: fc.constant('multiple_choice'),
        body: fc.record({ options: fc.constant(list), shuffle: fc.boolean() }),
        key: fc.record({
          choices: fc.subarray(
            list.map(({ id }) => id),
            { minLength: 1 },
          ),
          rule: fc.constantFrom('all_or_nothing', 'per_option', 'penalised'),
        }),
      }),
    ),
    fc.record({
      ...common,
      type: fc.constant('true_false'),
      body: fc.constant({}),
      key: fc.record({ truth: fc.boolean() }),
    }),
    fc.record({
      ...common,
      type: fc.constant('numeric'),
      body: fc.record({ units: fc.constantFrom([], ['m', 'km', 'constructor']) }),
      key: fc.record({
        value: number,
        tolerance: fc.oneof(
          fc.record({
            kind: fc.constant('absolute'),
            amount: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
          }),
          fc.record({
            kind: fc.constant('relative'),
            amount: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        unit: fc.constant('m'),
        factors: fc.constant({ km: 1000 }),
      }),
    }),
    fc.record({
      ...common,
      type: fc.constant('short_text'),
      body: fc.constant({}),
      key: match,
    }),
    options.chain((list) =>
      fc.record({
        ...common,
        type: fc.constant('ordering'),
        body: fc.constant({ items: list }),
        key: fc.record({
          order: fc.shuffledSubarray(
            list.map(({ id }) => id),
            { minLength: list.length, maxLength: list.length },
          ),
          rule,
        }),
      }),
    ),
    fc.tuple(options, options).chain(([prompts, targets]) =>
      fc.record({
        ...common,
        type: fc.constant('matching'),
        body: fc.constant({ prompts, targets }),
        key: fc.record({
          pairs: fc
            .tuple(...prompts.map(({ id }) => fc.tuple(fc.constant(id), oneOf(targets))))
            .map((pairs) => Object.fromEntries(pairs.map(([id, target]) => [id, target.id]))),
          rule,
        }),
      }),
    ),
    optionsWhere(1).chain((list) =>
      fc
        .tuple(...list.map(() => fc.tuple(match, fc.array(text, { maxLength: 4 }), fc.boolean())))
        .chain((gaps) =>
          fc.record({
            ...common,
            type: fc.constant('fill_in'),
            body: fc.constant({
              text: list.map(({ id }) => `and {{${id}}}`).join(' '),
              gaps: list.map(({ id }, index) => {
                const [{ accepted }, wrong, picked] = gaps[index] ?? [{ accepted: [] }, [], false]
                return { id, choices: picked ? [...accepted, ...wrong] : [] }
              }),
            }),
            key: fc.record({
              gaps: fc.constant(
                Object.fromEntries(list.map(({ id }, index) => [id, gaps[index]?.[0]])),
              ),
              rule,
            }),
          }),
        ),
    ),
  )
  .map((candidate) => questionContent.safeParse(candidate))
  .filter((result) => result.success)
  .map((result) => result.data)

const answer: fc.Arbitrary<Given> = fc
  .oneof<fc.Arbitrary<unknown>[]>(
    fc.record({ type: fc.constant('single_choice'), choice: partId }),
    fc.record({
      type: fc.constant('multiple_choice'),
      choices: fc.array(partId, { maxLength: 12 }),
    }),
    fc.record({ type: fc.constant('true_false'), truth: fc.boolean() }),
    fc.record({ type: fc.constant('numeric'), value: number }),
    fc.record({
      type: fc.constant('numeric'),
      value: number,
      unit: fc.constantFrom('m', 'km', 'constructor'),
    }),
    fc.record({ type: fc.constant('short_text'), text: fc.string({ maxLength: 100 }) }),
    fc.record({ type: fc.constant('ordering'), order: fc.array(partId, { maxLength: 12 }) }),
    fc.record({ type: fc.constant('matching'), pairs: fc.dictionary(partId, partId) }),
    fc.record({
      type: fc.constant('fill_in'),
      gaps: fc.dictionary(partId, fc.string({ maxLength: 20 })),
    }),
  )
  .map((candidate) => given.safeParse(candidate))
  .filter((result) => result.success)
  .map((result) => result.data)

/** A question that may be at odds with itself: the key of one with the parts of another. */
const anyQuestion: fc.Arbitrary<QuestionContent> = fc
  .tuple(soundQuestion, soundQuestion)
  .map(([one, other]) => questionContent.safeParse({ ...one, key: other.key }))
  .filter((result) => result.success)
  .map((result) => result.data)

const hasErrors = (question: QuestionContent): boolean =>
  checkQuestion(question).some(({ severity }) => severity === 'error')

describe('every type of question', () => {
  test('scores its own key 1 when the checker finds no error', () => {
    fc.assert(
      fc.property(soundQuestion, (question) => {
        fc.pre(!hasErrors(question))
        expect(score(question, keyAsGiven(question))).toBe(1)
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
        expect(score(renamed, keyAsGiven(renamed))).toBe(1)
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

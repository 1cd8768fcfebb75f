import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import { exported, normal, questionsOf, thereAndBack } from '../../test/text-formats.ts'
import { readGift } from './read.ts'
import { writeGift } from './write.ts'

const awkward = [
  ...['=', '~', '#', '{', '}', ':', '\\', '%50%', '->', '[html]', '//', '::', '####', '*', '_'],
  ...[
    '$x_1$',
    '\n',
    '\n\n',
    '“',
    'é',
    '😀',
    ' ',
    '1.',
    '- ',
    'T',
    'TRUE',
    '<b>',
    '&amp;',
    '&',
    '<',
    '$',
  ],
]
/** Markdown, with what GIFT gives a meaning to. */
const markdown = fc
  .array(fc.oneof(fc.constantFrom(...awkward), fc.stringMatching(/^[a-z]{1,5}$/)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join('').trim())
  // Tags become our Markdown, and how Moodle writes formulas and arrows is read as such.
  .filter((text) => text !== '' && !/<\/?[a-z]+[\s>]|\\\\[([]|-\\>/.test(text))
/** Compared or shown as it is, in one line. */
const words = fc
  .array(fc.oneof(fc.constantFrom(...awkward), fc.stringMatching(/^[a-z]{1,5}$/)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join('').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !/->|\*|<b>|^\[html\]/.test(text))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const list = <T>(arbitrary: fc.Arbitrary<T>, minLength = 2) =>
  fc.uniqueArray(arbitrary, { minLength, maxLength: 5 })
const ids = 'abcde'.split('')
const common = { stem: markdown, explanation: fc.oneof(fc.constant(''), markdown) }
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const near = fc
  .double({ min: 0, max: 1e6, noNaN: true })
  .map((amount) => ({ kind: 'absolute' as const, amount }))
const percent = fc.integer({ min: 1, max: 99 }).map((value) => value / 100)

function byId<T>(texts: readonly T[], of: (text: T, index: number) => unknown) {
  return Object.fromEntries(
    texts.flatMap((text, index): [string, unknown][] => {
      const value = of(text, index)
      return value === undefined ? [] : [[ids[index] ?? '', value]]
    }),
  )
}
const options = (texts: readonly string[]) => texts.map((text, index) => ({ id: ids[index], text }))
const some = (record: object) => (Object.keys(record).length > 0 ? record : undefined)
const withFeedback = list(fc.tuple(markdown, maybe(markdown))).filter(
  (parts) => new Set(parts.map(([text]) => text)).size === parts.length,
)

/** What GIFT can hold. */
const holdable = fc.oneof(
  fc
    .record({ ...common, parts: withFeedback, right: fc.nat(), credit: maybe(percent) })
    .map(({ parts, right, credit, ...rest }) => {
      const key = right % parts.length
      return {
        ...rest,
        type: 'single_choice',
        body: { options: options(parts.map(([text]) => text)) },
        key: {
          choice: ids[key],
          credits:
            credit === undefined ? undefined : { [ids[(key + 1) % parts.length] ?? '']: credit },
          feedback: some(byId(parts, ([, feedback]) => feedback)),
        },
      }
    }),
  fc
    .record({ ...common, parts: withFeedback, right: fc.nat(), weighted: fc.boolean() })
    .map(({ parts, right, weighted, ...rest }) => {
      const key = ids.slice(0, 1 + (right % parts.length))
      const share = [1, 0.5, 1 / 3, 0.25, 0.2][key.length - 1] ?? 0
      const credits = byId(parts, (_, index) => (index < key.length ? share : undefined))
      return {
        ...rest,
        type: 'multiple_choice',
        body: { options: options(parts.map(([text]) => text)) },
        key:
          weighted && key.length < parts.length
            ? {
                choices: key,
                rule: 'weighted',
                credits,
                feedback: some(byId(parts, ([, said]) => said)),
              }
            : { choices: key, rule: 'penalised', feedback: some(byId(parts, ([, said]) => said)) },
      }
    }),
  fc
    .record({ ...common, truth: fc.boolean(), yes: maybe(markdown), no: maybe(markdown) })
    .map(({ truth, yes, no, ...rest }) => ({
      ...rest,
      type: 'true_false',
      body: {},
      key: {
        truth,
        feedback: some({ ...(yes && { true: yes }), ...(no && { false: no }) }),
      },
    })),
  fc
    .record({
      ...common,
      accepted: list(words, 1),
      partly: maybe(fc.tuple(words, percent, maybe(markdown))),
      right: maybe(markdown),
      wrong: maybe(markdown),
    })
    .map(({ accepted, partly, right, wrong, ...rest }) => ({
      ...rest,
      type: 'short_text',
      body: {},
      key: {
        accepted,
        others: partly && [{ accepted: [partly[0]], credit: partly[1], feedback: partly[2] }],
      },
      feedback: some({ ...(right && { right }), ...(wrong && { wrong }) }),
    })),
  fc
    .record({
      ...common,
      value: number,
      tolerance: near,
      other: maybe(
        fc.record({ value: number, tolerance: near, credit: percent, feedback: maybe(markdown) }),
      ),
      right: maybe(markdown),
      wrong: maybe(markdown),
    })
    .map(({ value, tolerance, other, right, wrong, ...rest }) => ({
      ...rest,
      type: 'numeric',
      body: {},
      key: { value: value === 0 ? 0 : value, tolerance, others: other && [other] },
      feedback: some({ ...(right && { right }), ...(wrong && { wrong }) }),
    })),
  fc
    .record({
      ...common,
      prompts: list(markdown),
      targets: list(
        fc.stringMatching(/^[A-Za-z][a-z ]{0,8}[a-z]$/).map((t) => t.replace(/ +/g, ' ')),
      ),
    })
    .map(({ prompts, targets, ...rest }) => ({
      ...rest,
      type: 'matching',
      body: { prompts: options(prompts), targets: options(targets) },
      // Targets that nothing belongs to come last, as GIFT has them.
      key: { pairs: byId(prompts, (_, index) => ids[Math.min(index, targets.length - 1)]) },
    })),
  fc.record({ ...common }).map((rest) => ({ ...rest, type: 'extended_text', body: {}, key: {} })),
)

const content: fc.Arbitrary<QuestionContent> = holdable.map((made) =>
  questionContent.parse(JSON.parse(JSON.stringify(made))),
)

describe('GIFT, written and read again', () => {
  test('gives equal questions, with titles, tags, references and categories', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            content,
            title: fc.option(words),
            ref: fc.option(words),
            tags: fc.array(fc.stringMatching(/^[a-z][a-z \]]{0,5}[a-z]$/), { maxLength: 2 }),
            category: fc.array(fc.stringMatching(/^[A-Z][a-z/:~]{0,6}[a-z]$/), {
              minLength: 1,
              maxLength: 2,
            }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (questions) => {
          const given = questions.map(({ content, ...more }) => exported(content, more))
          const { found, lost, text } = await thereAndBack(writeGift, readGift, given)
          expect(lost).toEqual([])
          const read = questionsOf(found)
          expect(
            read.map((each) => normal(each.content)),
            text,
          ).toEqual(questions.map((each) => normal(each.content)))
          expect(
            read.map(({ title, ref, tags, category }) => ({ title, ref, tags, category })),
          ).toEqual(
            questions.map(({ title, ref, tags, category }) => ({ title, ref, tags, category })),
          )
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)

  test('formulas are as Moodle shows them, and read as ours again', async () => {
    const stem = 'Is $\\frac{a}{b} = c$ or $$x^2$$ worth $5?'
    const question = questionContent.parse({
      type: 'true_false',
      stem,
      body: {},
      key: { truth: true },
    })
    const { text, found } = await thereAndBack(writeGift, readGift, [exported(question)])
    expect(text).toContain(String.raw`\\\\(\\frac\{a\}\{b\} \= c\\\\)`)
    expect(questionsOf(found)[0]?.content.stem).toBe(stem)
  })

  test('an order, a missing word and a slider', async () => {
    const parts = [
      {
        type: 'ordering',
        stem: 'Sort',
        body: { items: options(['One {1}', 'Two: *2*', 'Three']) },
        key: { order: ['c', 'a', 'b'] },
      },
      {
        type: 'fill_in',
        stem: 'Fill in',
        body: { text: 'Owls {{g}} at night', gaps: [{ id: 'g', choices: ['hunt', '=sing'] }] },
        key: { gaps: { g: { accepted: ['hunt'] } } },
      },
      {
        type: 'slider',
        stem: 'How many?',
        body: { from: 0, to: 9, step: 1 },
        key: { value: 4, tolerance: 1 },
      },
    ].map((part) => exported(questionContent.parse(part)))
    const { found, lost } = await thereAndBack(writeGift, readGift, parts)
    const [order, word, number] = questionsOf(found)
    expect(order?.content).toMatchObject({
      body: { items: [{ text: 'Three' }, { text: 'One {1}' }, { text: 'Two: *2*' }] },
      key: { order: ['a', 'b', 'c'], rule: 'partial' },
    })
    expect(word?.content).toMatchObject({
      type: 'single_choice',
      body: { options: [{ text: 'hunt' }, { text: '=sing' }] },
      key: { choice: 'a' },
    })
    expect(word?.content.stem).toMatch(/^Fill in\n\nOwls _____ at night$/)
    expect(number?.content).toMatchObject({ key: { value: 4, tolerance: { amount: 1 } } })
    expect(lost.map(({ code }) => code)).toEqual(['type_changed', 'type_changed'])
  })

  test('what can’t be held is told, once for each question and kind', async () => {
    const questions = [
      {
        type: 'multiple_choice',
        stem: '![map](media:a) ![map](media:b)',
        hints: ['h'],
        feedback: { right: 'r' },
        body: { options: options(['a', 'b']), shuffle: false },
        key: { choices: ['a'], rule: 'all_or_nothing' },
      },
      { type: 'short_text', stem: 's', body: {}, key: { accepted: ['a->b', 'c'], typos: 1 } },
      { type: 'short_text', stem: 's', body: {}, key: { accepted: ['a->b'] } },
      {
        type: 'numeric',
        stem: 'n',
        body: { units: ['m'] },
        key: { value: 5, unit: 'm', tolerance: { kind: 'relative', amount: 0.1 } },
      },
      { type: 'extended_text', stem: 'e', body: { lines: 9 }, key: { model: 'm' } },
      {
        type: 'associate',
        stem: 'a',
        body: { options: options(['a', 'b']), most: 1 },
        key: { pairs: [['a', 'b']] },
      },
      {
        type: 'matching',
        stem: 'm',
        body: { prompts: options(['a', 'b']), targets: options(['*c*', 'd']) },
        key: { pairs: { a: 'a', b: 'b' }, rule: 'all_or_nothing' },
      },
    ].map((part, index) => exported(questionContent.parse(part), { id: `${index}` }))
    const { lost, found } = await thereAndBack(writeGift, readGift, questions)
    expect(lost.map(({ where, code }) => `${where} ${code}`)).toEqual([
      '0 feedback',
      '0 shuffle',
      '0 rule',
      '0 media',
      '0 hints',
      '1 matching_rules',
      '1 answer_with_arrow',
      '2 answer_with_arrow',
      '2 not_representable',
      '3 units',
      '3 relative_tolerance',
      '4 text_field',
      '4 model',
      '5 not_representable',
      '6 rule',
      '6 formatting',
    ])
    expect(questionsOf(found)).toHaveLength(5)
  })
})

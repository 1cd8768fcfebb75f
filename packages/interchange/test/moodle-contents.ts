import fc from 'fast-check'
import { partName } from '../src/moodle-answers.ts'
import { line, markdown, oneLine, onLine, written } from './moodle-texts.ts'

const grade = fc.constantFrom(
  0.05,
  0.1,
  1 / 9,
  1 / 7,
  1 / 6,
  0.2,
  0.25,
  1 / 3,
  0.5,
  2 / 3,
  5 / 6,
  0.9,
)
const different = <T>(texts: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc.uniqueArray(texts, {
    minLength,
    maxLength,
    comparator: (one, other) => String(one).trim() === String(other).trim(),
  })
const optionsOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ id: partName(index), text }))

const feedback = fc.record(
  { right: markdown, partly: markdown, wrong: markdown },
  { requiredKeys: [] },
)
const common = fc.record({
  stem: markdown,
  explanation: fc.option(markdown, { nil: '' }),
  hints: fc.array(markdown, { maxLength: 3 }),
})
const combined = fc.tuple(common, feedback).map(([all, said]) => ({
  ...all,
  ...(Object.keys(said).length > 0 && { feedback: said }),
}))

const optionFeedback = (count: number) =>
  fc.array(fc.option(markdown, { nil: '' }), { minLength: count, maxLength: count }).map((said) => {
    const entries = said.flatMap((text, index) =>
      text === '' ? [] : [[partName(index), text] as const],
    )
    return entries.length > 0 ? { feedback: Object.fromEntries(entries) } : {}
  })

const texts = different(markdown, 2, 6)

/** Questions that Moodle XML can hold, by what they are, their parts named in order. */
export const contents: Record<string, fc.Arbitrary<object>> = {
  single_choice: fc
    .tuple(combined, texts, fc.nat(), fc.boolean(), fc.array(grade, { maxLength: 3 }))
    .chain(([all, list, at, shuffle, worth]) => {
      const choice = partName(at % list.length)
      const credits = worth
        .map((credit, index) => [partName(index), credit] as const)
        .filter(([id], index) => id !== choice && index < list.length)
      return optionFeedback(list.length).map((said) => ({
        ...all,
        type: 'single_choice',
        body: { options: optionsOf(list), shuffle },
        key: {
          choice,
          ...(credits.length > 0 && { credits: Object.fromEntries(credits) }),
          ...said,
        },
      }))
    }),
  'multiple_choice, penalised': fc
    .tuple(combined, texts, fc.integer({ min: 1, max: 6 }))
    .chain(([all, list, count]) =>
      optionFeedback(list.length).map((said) => ({
        ...all,
        type: 'multiple_choice',
        body: { options: optionsOf(list), shuffle: true },
        key: {
          choices: list.slice(0, count).map((_, index) => partName(index)),
          rule: 'penalised',
          ...said,
        },
      })),
    ),
  'multiple_choice, weighted': fc
    .tuple(combined, different(markdown, 4, 6), grade)
    .map(([all, list, cost]) => ({
      ...all,
      type: 'multiple_choice',
      body: { options: optionsOf(list), shuffle: false },
      key: {
        choices: ['a', 'c'],
        rule: 'weighted',
        credits: { a: 0.75, c: 0.25, d: -cost },
      },
    })),
  true_false: fc.tuple(common, fc.boolean()).chain(([all, truth]) =>
    fc.record({ true: markdown, false: markdown }, { requiredKeys: [] }).map((said) => ({
      ...all,
      type: 'true_false',
      body: {},
      key: { truth, ...(Object.keys(said).length > 0 && { feedback: said }) },
    })),
  ),
  numeric: fc
    .tuple(
      common,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.array(fc.tuple(fc.integer(), grade, fc.option(markdown, { nil: undefined })), {
        maxLength: 3,
      }),
      fc.uniqueArray(fc.constantFrom('m', 'km', 'mm', '°C', 'm²', '<a>', 'µ & m'), {
        maxLength: 3,
      }),
      fc.record({ right: markdown, wrong: markdown }, { requiredKeys: [] }),
    )
    .map(([all, value, amount, others, units, said]) => ({
      ...all,
      ...(Object.keys(said).length > 0 && { feedback: said }),
      type: 'numeric',
      body: { units },
      key: {
        value: value === 0 ? 0 : value,
        tolerance: { kind: 'absolute', amount: amount === 0 ? 0 : amount },
        ...(units[0] !== undefined && { unit: units[0] }),
        factors: Object.fromEntries(
          units.slice(1).map((unit, index) => [unit, [1000, 0.001][index]]),
        ),
        ...(others.length > 0 && {
          others: others.map(([number, credit, told]) => ({
            value: number,
            tolerance: { kind: 'absolute', amount: 0 },
            credit,
            ...(told !== undefined && { feedback: told }),
          })),
        }),
      },
    })),
  short_text: fc
    .tuple(
      common,
      different(line, 2, 6),
      fc.boolean(),
      fc.record({ right: markdown, wrong: markdown }, { requiredKeys: [] }),
      fc.option(markdown, { nil: undefined }),
      grade,
    )
    .map(([all, list, caseSensitive, said, told, credit]) => ({
      ...all,
      ...(Object.keys(said).length > 0 && { feedback: said }),
      type: 'short_text',
      body: {},
      key: {
        accepted: list.slice(1),
        caseSensitive,
        accentSensitive: list.some((text) => /[\u0300-\u036f]/.test(text.normalize('NFD'))),
        others: [
          { accepted: list.slice(0, 1), credit, ...(told !== undefined && { feedback: told }) },
        ],
      },
    })),
  matching: fc
    .tuple(combined, different(markdown, 2, 5), different(oneLine, 2, 6))
    .map(([all, prompts, targets]) => {
      const pairs = prompts.map(
        (_, index) => [partName(index), partName(index % targets.length)] as const,
      )
      return {
        ...all,
        type: 'matching',
        body: { prompts: optionsOf(prompts), targets: optionsOf(targets) },
        key: { pairs: Object.fromEntries(pairs), rule: 'partial' },
      }
    }),
  ordering: fc
    .tuple(combined, texts, fc.constantFrom('partial', 'all_or_nothing'))
    .map(([all, items, rule]) => ({
      ...all,
      type: 'ordering',
      body: { items: optionsOf(items) },
      key: { order: items.map((_, index) => partName(index)), rule },
    })),
  extended_text: fc
    .tuple(
      common,
      fc.integer({ min: 0, max: 40 }),
      line,
      fc.option(fc.integer({ min: 1, max: 900 })),
      markdown,
      fc.array(markdown, { maxLength: 3 }),
    )
    .map(([all, lines, template, mostWords, model, rubric]) => ({
      ...all,
      type: 'extended_text',
      body: {
        lines,
        template: `${template}\n\n${template}`,
        ...(mostWords !== null && { mostWords }),
      },
      key: {
        model,
        rubric: rubric.map((text, index) => ({ id: partName(index), text, points: index + 0.5 })),
      },
    })),
  'fill_in, from lists': fc
    .tuple(combined, different(line, 2, 5), oneLine)
    .map(([all, choices, before]) => ({
      ...all,
      type: 'fill_in',
      body: {
        text: written(`Say {{g1}} or\n\nthen {{g2}}. ${before.replace(/\{\{|\[\[/g, '')}`),
        gaps: [
          { id: 'g1', choices },
          { id: 'g2', choices: choices.slice(1).length > 1 ? choices.slice(1) : choices },
        ],
      },
      key: { gaps: { g1: { accepted: choices.slice(0, 1) }, g2: { accepted: choices.slice(-1) } } },
    })),
  'fill_in, typed': fc
    .tuple(common, different(line, 2, 5), fc.integer({ min: 1, max: 9 }), fc.integer())
    .map(([all, accepted, weight, value]) => ({
      ...all,
      type: 'fill_in',
      body: { text: 'Say {{g1}} or\n\nthen {{g2}}.', gaps: [{ id: 'g1' }, { id: 'g2' }] },
      key: {
        gaps: {
          g1: { accepted, ...(weight > 1 && { weight }) },
          g2: { accepted: [`${value}`], number: { value, tolerance: 0.5 } },
        },
      },
    })),
  'gap_match in a text': fc
    .tuple(combined, different(onLine, 2, 5), fc.boolean())
    .map(([all, choices, infinite]) => ({
      ...all,
      type: 'gap_match',
      body: {
        text: 'First {{g1}}.\n\nThen {{g2}}, **so** $x$.',
        choices: optionsOf(choices).map((choice) => ({ ...choice, uses: infinite ? 0 : 1 })),
        gaps: [{ id: 'g1' }, { id: 'g2' }],
      },
      key: { gaps: { g1: ['b'], g2: ['a'] } },
    })),
  select_point: fc
    .tuple(
      combined,
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
    )
    .map(([all, most, places]) => ({
      ...all,
      type: 'select_point',
      body: { image: { src: 'media:m1', width: 300, height: 200 }, most },
      key: {
        areas: places.map((at, index) => ({
          area: [
            { shape: 'ellipse', x: at, y: at, rx: 5, ry: 5 },
            { shape: 'rectangle', x: at, y: at, width: 3, height: 4 },
            {
              shape: 'polygon',
              points: [
                { x: at, y: 0 },
                { x: at, y: 9 },
                { x: 0, y: 9 },
              ],
            },
          ][index % 3],
        })),
      },
    })),
}

import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import fc from 'fast-check'

/** Texts with what formats take for their own marks. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '=1+1',
      '-3',
      '+4',
      '@a',
      "'=b",
      "''x",
      'a || b',
      'a > b',
      'one, two; three',
      'say "x"',
      'two\nlines',
      'three\r\n\r\nlines',
      '_x0041_',
      '\u000B\u0001',
      '{{a}} {{1}}',
      '<b>&amp;</b>',
      '$x^2$ and $5',
      '**bold** `code`',
      ' ＝a',
      '\u05D0\u05D1 x',
      'true',
      '2',
      '1,2',
      '# head',
      '1. one',
      '\uFEFFmark',
    ),
  )
  .map((text) => text.toWellFormed().replaceAll('\0', '').trim())
  .filter((text) => text !== '')

const different = (minLength: number, maxLength: number) =>
  fc.uniqueArray(anyText, { minLength, maxLength, selector: (text) => text.replace(/\s+/gu, ' ') })
const parts = (texts: readonly string[], letter: string) =>
  texts.map((text, index) => ({ id: `${letter}${index}`, text }))
const rule = fc.constantFrom('all_or_nothing', 'partial')
const match = fc.record({
  accepted: fc.array(anyText, { minLength: 1, maxLength: 12 }),
  caseSensitive: fc.boolean(),
  accentSensitive: fc.boolean(),
  typos: fc.integer({ min: 0, max: 3 }),
})
// No file tells −0 from 0.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0)
const picture = fc.record({
  src: fc.constant('/media/a.png'),
  width: fc.constant(200),
  height: fc.constant(100),
  alt: anyText,
})
const area = { shape: 'rectangle', x: 1, y: 2, width: 3, height: 4 }

type Shape = Readonly<Record<string, unknown>>

const shapes: Readonly<Record<QuestionContent['type'], fc.Arbitrary<Shape>>> = {
  single_choice: fc
    .tuple(different(2, 12), fc.boolean(), fc.nat())
    .map(([texts, shuffle, nth]) => ({
      body: { options: parts(texts, 'o'), shuffle },
      key: { choice: `o${nth % texts.length}`, ...(shuffle && { credits: { o0: 0.25 } }) },
    })),
  multiple_choice: different(2, 12).chain((texts) =>
    fc.record({
      body: fc.constant({ options: parts(texts, 'o') }),
      key: fc.record({
        choices: fc.subarray(
          texts.map((_, index) => `o${index}`),
          { minLength: 1 },
        ),
        rule: fc.constantFrom('all_or_nothing', 'penalised', 'weighted'),
      }),
    }),
  ),
  true_false: fc.boolean().map((truth) => ({ body: {}, key: { truth } })),
  numeric: fc
    .tuple(number, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
    .map(([value, amount, relative]) => ({
      body: { units: relative ? ['m', 'km'] : [] },
      key: {
        value,
        tolerance: { kind: relative ? 'relative' : 'absolute', amount },
        ...(relative && { unit: 'm', factors: { km: 1000 } }),
      },
    })),
  short_text: match.map((key) => ({ body: {}, key })),
  ordering: fc.tuple(different(2, 12), rule).map(([texts, by]) => ({
    body: { items: parts(texts, 'i') },
    key: { order: texts.map((_, index) => `i${index}`), rule: by },
  })),
  matching: fc.tuple(different(2, 6), different(6, 9)).map(([prompts, targets]) => ({
    body: { prompts: parts(prompts, 'p'), targets: parts(targets, 't') },
    key: {
      pairs: Object.fromEntries(prompts.map((_, index) => [`p${index}`, `t${index}`])),
      ...(prompts.length === 2 && {
        credits: {
          pairs: [
            { pair: ['p0', 't0'], credit: 0.75 },
            { pair: ['p1', 't1'], credit: 0.25 },
          ],
          others: -0.25,
        },
      }),
    },
  })),
  fill_in: fc.array(fc.tuple(match, anyText), { minLength: 1, maxLength: 5 }).map((gaps) => ({
    body: {
      text: gaps.map(([, text], index) => `${text.replaceAll('{{', '')} {{g${index}}}`).join(' '),
      gaps: gaps.map(([{ accepted, typos }], index) => ({
        id: `g${index}`,
        choices: typos === 0 ? [...new Set(accepted)] : [],
      })),
    },
    key: { gaps: Object.fromEntries(gaps.map(([key], index) => [`g${index}`, key])) },
  })),
  hotspot: picture.map((image) => ({
    body: { image, spots: [{ id: 's', area, label: 'spot' }] },
    key: { spots: ['s'] },
  })),
  select_point: picture.map((image) => ({ body: { image }, key: { areas: [{ area }] } })),
  associate: different(2, 6).map((texts) => ({
    body: { options: parts(texts, 'o'), most: 1 },
    key: { pairs: [['o0', 'o1']] },
  })),
  gap_match: different(1, 6).map((texts) => ({
    body: { text: 'a {{g}} b', choices: parts(texts, 'c'), gaps: [{ id: 'g' }] },
    key: { gaps: { g: ['c0'] } },
  })),
  slider: fc.nat(10).map((value) => ({ body: { from: 0, to: 10, step: 1 }, key: { value } })),
  extended_text: fc.tuple(anyText, fc.nat(9)).map(([model, lines]) => ({
    body: { lines },
    key: { model, ...(lines > 5 && { rubric: [{ id: 'r', text: model, points: 2 }] }) },
  })),
}

/** Contents of every type, items and targets in the order of the key. */
export const anyContent: fc.Arbitrary<QuestionContent> = fc
  .oneof(
    ...Object.entries(shapes).map(([type, shape]) =>
      fc
        .record({
          type: fc.constant(type),
          stem: anyText,
          shape,
          explanation: fc.oneof(fc.constant(''), anyText),
          hints: fc.array(anyText, { maxLength: 3 }),
          feedback: fc.option(fc.record({ right: anyText }), { nil: undefined, freq: 4 }),
        })
        .map(({ shape: own, feedback, ...common }) => ({
          ...common,
          ...own,
          ...(feedback !== undefined && { feedback }),
        })),
    ),
  )
  .map((content) => questionContent.safeParse(content))
  .filter((result) => result.success)
  .map((result) => result.data)

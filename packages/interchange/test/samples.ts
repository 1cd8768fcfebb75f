import { questionContent } from '@quizmentor/engine/question/question'
import type { Exported } from '../src/exported.ts'
import { png } from './moodle-xml.ts'
import { exported } from './text-formats.ts'

const common = {
  explanation: 'Because of **that**.\n\n| a | b |\n|---|---|\n| 1 | $x^2$ |',
  hints: ['Think of rivers.'],
  feedback: { right: 'Yes', partly: 'Nearly', wrong: 'No' },
}
export const options = [
  { id: 'a', text: 'Loire' },
  { id: 'b', text: '- one\n- two' },
  { id: '1', text: '![a map](media:map.png) <u>x</u> & "y"' },
]
export const image = { src: 'media:map.png', width: 200, height: 100, alt: 'A map' }
export const circle = { shape: 'ellipse', x: 20, y: 30, rx: 5, ry: 5 }
const box = { shape: 'rectangle', x: 50.4, y: 10, width: 20, height: 20 }

const questions: readonly unknown[] = [
  {
    type: 'single_choice',
    body: { options },
    key: { choice: 'a', credits: { b: 0.5 }, feedback: { a: 'Right so', b: 'Not so' } },
  },
  ...['all_or_nothing', 'per_option', 'penalised', 'weighted'].map((rule) => ({
    type: 'multiple_choice',
    body: { options },
    key: {
      choices: ['a', 'b'],
      rule,
      credits: { a: 0.5, b: 0.5, 1: -0.5 },
      feedback: { a: 'Yes' },
    },
  })),
  { type: 'true_false', body: {}, key: { truth: false, feedback: { true: 'No, it isn’t' } } },
  {
    type: 'numeric',
    body: { units: ['m', 'km'] },
    key: {
      value: 5,
      tolerance: { kind: 'relative', amount: 0.1 },
      unit: 'm',
      factors: { km: 1000 },
      others: [
        {
          value: 50,
          tolerance: { kind: 'absolute', amount: 1 },
          credit: 0.5,
          feedback: 'Ten times',
        },
      ],
    },
  },
  {
    type: 'short_text',
    body: {},
    key: {
      accepted: ['Loire', 'la Loire'],
      others: [{ accepted: ['Seine'], credit: 0.5, feedback: 'Near' }],
    },
  },
  { type: 'short_text', body: {}, key: { accepted: ['*oire'], wildcards: true } },
  { type: 'ordering', body: { items: options }, key: { order: ['b', 'a', '1'] } },
  {
    type: 'matching',
    body: { prompts: options, targets: options },
    key: { pairs: { a: 'b', b: 'b', 1: 'a' } },
  },
  {
    type: 'fill_in',
    body: {
      text: 'The {{a}} is *long*, the {{b}} is:\n\n- {{c}} km',
      gaps: [{ id: 'a' }, { id: 'b', choices: ['Isar', 'Inn'] }, { id: 'c' }],
    },
    key: {
      gaps: {
        a: {
          accepted: ['Loire'],
          weight: 3,
          others: [{ accepted: ['Seine'], credit: 0.5, feedback: 'Hm' }],
        },
        b: { accepted: ['Inn'], credits: [{ choice: 'Isar', credit: 0.25 }] },
        c: { accepted: ['1006'], number: { value: 1006, tolerance: 5 } },
      },
    },
  },
  {
    type: 'hotspot',
    body: {
      image,
      spots: [
        { id: 'a', area: circle, label: 'one' },
        { id: 'b', area: box },
      ],
      most: 0,
    },
    key: { spots: ['b'], feedback: { a: 'Too far' } },
  },
  {
    type: 'select_point',
    body: { image, most: 2 },
    key: { areas: [{ area: circle }, { area: box, credit: 0.5 }] },
  },
  { type: 'associate', body: { options, most: 2 }, key: { pairs: [['a', '1']] } },
  {
    type: 'gap_match',
    body: {
      text: 'From {{x}} to {{y}}',
      choices: options.map((option) => ({ ...option, uses: 0 })),
      gaps: [{ id: 'x' }, { id: 'y' }],
    },
    key: { gaps: { x: ['a', 'b'], y: [] } },
  },
  {
    type: 'gap_match',
    body: {
      image,
      choices: options,
      gaps: [
        { id: 'x', area: circle },
        { id: 'y', area: box },
      ],
    },
    key: { gaps: { x: ['a'], y: ['b'] } },
  },
  {
    type: 'slider',
    body: { from: 0, to: 10, step: 0.5, unit: 'km' },
    key: { value: 5, tolerance: 1 },
  },
  {
    type: 'extended_text',
    body: { lines: 3, template: 'I think', mostWords: 50 },
    key: { model: 'A *good* answer', rubric: [{ id: 'a', text: 'Names a river', points: 2 }] },
  },
].map((question) => ({
  ...common,
  stem: 'What of $\\frac{1}{2}$?\n\n```js\na < b\n```',
  ...question,
}))

/** A question of each type and rule, with all that may come with it. */
export const samples: readonly Exported[] = questions.map((question, index) =>
  exported(questionContent.parse(question), {
    id: `0190-${index}`,
    ref: index === 3 ? 'river_3' : null,
    category: index % 3 === 0 ? [] : ['Geography', `Part ${index % 3}`],
    title: index === 4 ? 'A "title" <here>' : null,
    tags: ['rivers', 'r&d'],
    difficulty: 7,
    bloom: 'apply',
    media: (key) => Promise.resolve({ name: key, type: 'image/png', bytes: png(200, 100) }),
  }),
)

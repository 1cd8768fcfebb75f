import { seededRandom } from '@quizmentor/engine/question/parts'
import {
  checkQuestion,
  questionContent,
  questionTypes,
  show,
  type QuestionContent,
} from '@quizmentor/engine/question/question'
import type { Area } from '@quizmentor/engine/question/image'
import { relabelled } from '@quizmentor/engine/question/relabel'
import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { check } from '../bank/question/check.ts'
import { readQuestion, storable } from '../bank/question/draft.ts'
import { keepImages } from './editing/images.ts'

const image = { src: '/picture.png', width: 400, height: 300, alt: 'A map' }
const area = { shape: 'rectangle', x: 10, y: 10, width: 50, height: 40 } as const
const round = { shape: 'ellipse', x: 200, y: 100, rx: 30, ry: 20 } as const
const triangle: Area = {
  shape: 'polygon',
  points: [
    { x: 300, y: 200 },
    { x: 350, y: 200 },
    { x: 325, y: 250 },
  ],
}
const parts = (...texts: string[]) => texts.map((text, at) => ({ id: `p${at}`, text }))
const about = {
  stem: 'What is it?',
  explanation: 'It is so.',
  feedback: { right: 'Yes.', wrong: 'No.' },
}
const others = [{ accepted: ['Ada'], credit: 0.5, feedback: 'The first name alone.' }]

/** Questions that say all that their types can say. */
const full: z.input<typeof questionContent>[] = [
  {
    ...about,
    type: 'single_choice',
    body: { options: parts('one', 'two', 'three') },
    key: { choice: 'p0', credits: { p1: 0.5 }, feedback: { p1: 'Nearly.' } },
  },
  {
    ...about,
    type: 'multiple_choice',
    body: { options: parts('one', 'two', 'three') },
    key: {
      choices: ['p0', 'p1'],
      rule: 'weighted',
      credits: { p0: 0.5, p1: 0.5, p2: -1 },
      feedback: { p2: 'Never.' },
    },
  },
  {
    ...about,
    type: 'true_false',
    body: {},
    key: { truth: true, feedback: { false: 'But it is.' } },
  },
  {
    ...about,
    type: 'numeric',
    body: { units: ['m', 'km'] },
    key: {
      value: 2000,
      unit: 'm',
      factors: { km: 1000 },
      others: [{ value: 1000, credit: 0.5, feedback: 'Half of it.' }],
    },
  },
  {
    ...about,
    type: 'short_text',
    body: {},
    key: { accepted: ['Ada *'], wildcards: true, others },
  },
  {
    ...about,
    type: 'fill_in',
    body: { text: 'A {{a}} and {{b}}', gaps: [{ id: 'a' }, { id: 'b', choices: ['x', 'y'] }] },
    key: {
      gaps: {
        a: { accepted: ['pi'], others, weight: 2, number: { value: 3.14, tolerance: 0.01 } },
        b: { accepted: ['x'], credits: [{ choice: 'y', credit: 0.5 }] },
      },
    },
  },
  {
    ...about,
    type: 'ordering',
    body: { items: parts('one', 'two') },
    key: { order: ['p1', 'p0'] },
  },
  {
    ...about,
    type: 'matching',
    body: { prompts: parts('one', 'two'), targets: parts('three', 'four', 'five') },
    key: {
      pairs: { p0: 'p2', p1: 'p0' },
      credits: {
        pairs: [
          { pair: ['p0', 'p2'], credit: 0.75 },
          { pair: ['p1', 'p0'], credit: 0.25 },
          { pair: ['p1', 'p1'], credit: -0.5 },
        ],
        others: -0.25,
      },
    },
  },
  {
    ...about,
    type: 'hotspot',
    body: {
      image,
      spots: [
        { id: 'a', area, label: 'Left' },
        { id: 'b', area: round },
        { id: 'c', area: triangle },
      ],
      most: 2,
    },
    key: { spots: ['b', 'a'], rule: 'per_option', feedback: { c: 'Not there.' } },
  },
  {
    ...about,
    type: 'select_point',
    body: { image, most: 2 },
    key: { areas: [{ area, credit: 0.5 }, { area: triangle }] },
  },
  {
    ...about,
    type: 'associate',
    body: { options: parts('one', 'two', 'three', 'four'), most: 3 },
    key: {
      pairs: [
        ['p0', 'p2'],
        ['p3', 'p1'],
      ],
      credits: {
        pairs: [
          { pair: ['p2', 'p0'], credit: 0.75 },
          { pair: ['p3', 'p1'], credit: 0.25 },
        ],
      },
    },
  },
  {
    ...about,
    type: 'gap_match',
    body: {
      text: 'A {{g}} in the text',
      image,
      choices: [
        { id: 'x', text: 'one' },
        { id: 'y', text: 'two', uses: 0 },
      ],
      gaps: [{ id: 'g' }, { id: 'h', area }, { id: 'i', area: round }],
    },
    key: {
      gaps: { g: ['x', 'y'], h: ['y'], i: [] },
      credits: {
        pairs: [
          { pair: ['g', 'x'], credit: 0.25 },
          { pair: ['g', 'y'], credit: 0.25 },
          { pair: ['h', 'y'], credit: 0.75 },
        ],
      },
    },
  },
  {
    ...about,
    type: 'slider',
    body: { from: -1, to: 1, step: 0.25, unit: 'm' },
    key: { value: 0.5, tolerance: 0.25 },
  },
  {
    ...about,
    type: 'extended_text',
    body: { lines: 3, template: 'Dear …', mostWords: 200 },
    key: { model: 'A **good** answer', rubric: [{ id: 'a', text: 'Says so', points: 2 }] },
  },
]

describe('every type of question', () => {
  test('has an example here', () => {
    expect(full.map(({ type }) => type).toSorted()).toEqual(questionTypes.toSorted())
  })

  test.each(full.map((question) => [question.type, question] as const))(
    '%s is stored as it was opened, and the checker finds nothing to mend',
    (_, written) => {
      const stored = relabelled(questionContent.parse(written), seededRandom(7))
      const images = keepImages()
      const { draft, parts: ids } = readQuestion(
        { topicId: 't', difficulty: 3, bloom: 'apply', tags: [], source: null, content: stored },
        images,
      )
      expect(storable(draft, ids, images).body?.content).toEqual(stored)
      expect(checkQuestion(stored)).toEqual([])
      expect(check(draft, images).filter(({ severity }) => severity === 'error')).toEqual([])
    },
  )

  test.each(full.map((question) => [question.type, question] as const))(
    '%s keeps a draft’s key from being seen',
    (_, written) => {
      const content: QuestionContent = questionContent.parse(written)
      const shown = JSON.stringify(show(content, seededRandom(1)))
      expect(shown).not.toMatch(/Nearly|Never|Not there|Half of it|good|Says so|It is so|Yes\./)
    },
  )
})

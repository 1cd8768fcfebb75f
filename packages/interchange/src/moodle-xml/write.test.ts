import type { QuestionContent } from '@quizmentor/engine/question/question'
import { questionContent } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { png } from '../../test/moodle-xml.ts'
import { exported, questionsOf, thereAndBack } from '../../test/text-formats.ts'
import type { Exported } from '../exported.ts'
import { parseXml } from '../xml.ts'
import { readMoodleXml } from './read.ts'
import { writeMoodleXml } from './write.ts'

const picture = { name: 'map.png', type: 'image/png', bytes: png(300, 200) }
const image = { src: 'media:k1', width: 300, height: 200, alt: '' }

async function roundTrip(content: unknown, more: Partial<Exported> = {}) {
  const question = exported(questionContent.parse(content), {
    media: (key) => Promise.resolve(key === 'k1' ? picture : null),
    ...more,
  })
  const { text, found, lost } = await thereAndBack(writeMoodleXml, readMoodleXml, [question])
  const [read] = questionsOf(found)
  return { text, found, read, lost: lost.map(({ code }) => code), given: question.content }
}

const options = (...texts: readonly string[]) =>
  texts.map((text, index) => ({ id: 'abcdefgh'[index] ?? '', text }))

describe('what Moodle has other ways for', () => {
  const lossy: [string, object, QuestionContent['type'], string[]][] = [
    [
      'a slider is a number',
      {
        type: 'slider',
        stem: 's',
        body: { from: 0, to: 10, step: 1, unit: 'm' },
        key: { value: 4, tolerance: 1 },
      },
      'numeric',
      ['slider_as_number'],
    ],
    [
      'pairs are a matching',
      {
        type: 'associate',
        stem: 's',
        body: { options: options('a', 'b', 'c', 'd', 'e'), most: 2 },
        key: {
          pairs: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      },
      'matching',
      ['pairs_as_matching'],
    ],
    [
      'spots are points',
      {
        type: 'hotspot',
        stem: 's',
        body: {
          image,
          most: 1,
          spots: [
            { id: 'a', area: { shape: 'ellipse', x: 50, y: 50, rx: 10, ry: 20 } },
            { id: 'b', area: { shape: 'rectangle', x: 100, y: 50, width: 9, height: 9 } },
          ],
        },
        key: { spots: ['a'] },
      },
      'select_point',
      ['hotspot_as_markers', 'shape_approximated'],
    ],
    [
      'exactly the right options',
      {
        type: 'multiple_choice',
        stem: 's',
        body: { options: options('a', 'b', 'c') },
        key: { choices: ['a', 'b'], rule: 'all_or_nothing' },
      },
      'multiple_choice',
      ['rule_approximated'],
    ],
    [
      'a credit that Moodle has not',
      {
        type: 'single_choice',
        stem: 's',
        body: { options: options('a', 'b') },
        key: { choice: 'a', credits: { b: 0.37 } },
      },
      'single_choice',
      ['credits_rounded'],
    ],
    [
      'places on a picture',
      {
        type: 'gap_match',
        stem: 's',
        body: {
          image,
          choices: [...options('one', '![two](media:k1)').map((each) => ({ ...each, uses: 2 }))],
          gaps: [
            {
              id: 'g1',
              area: {
                shape: 'polygon',
                points: [
                  { x: 9, y: 8 },
                  { x: 30, y: 9 },
                  { x: 20, y: 30 },
                ],
              },
            },
            { id: 'g2', area: { shape: 'ellipse', x: 50, y: 50, rx: 10, ry: 10 } },
          ],
        },
        key: { gaps: { g1: ['a'], g2: ['b', 'a'] } },
      },
      'gap_match',
      ['area_sizes', 'uses', 'gap_alternatives'],
    ],
    [
      'typos, and accents that needn’t be written',
      { type: 'short_text', stem: 's', body: {}, key: { accepted: ['château'], typos: 2 } },
      'short_text',
      ['typos', 'accents'],
    ],
  ]

  test.each(lossy)('%s, which is told', async (_, content, type, codes) => {
    const { read, lost } = await roundTrip(content)
    expect(read?.content.type).toBe(type)
    expect(lost).toEqual(codes)
  })
})

test('titles, categories, tags, levels, files and settings come back', async () => {
  const { read, text, lost } = await roundTrip(
    {
      type: 'single_choice',
      stem: 'Where is ![a map](media:k1) and [a sound](media:k1)?',
      explanation: 'See ![](media:k1).',
      hints: ['![](media:k1)'],
      body: { options: options('![x](media:k1)', '[[1]] {1:SA:=x}') },
      key: { choice: 'a' },
    },
    {
      id: 'the-id',
      title: 'Use of <div> & Co. ]]>',
      category: ['AC/DC', '/ends/', '<b>'],
      tags: ['one', 'a & b'],
      difficulty: 4,
      bloom: 'analyze',
      kept: { penalty: '0.25', defaultgrade: '3' },
    },
  )
  expect(lost).toEqual([])
  expect(read).toMatchObject({
    ref: 'the-id',
    title: 'Use of <div> & Co. ]]>',
    category: ['AC/DC', '/ends/', '<b>'],
    tags: ['one', 'a & b'],
    difficulty: 4,
    bloom: 'analyze',
    kept: { penalty: '0.25', defaultgrade: '3' },
    content: {
      stem: 'Where is ![a map](media:m1) and [a sound](media:m1)?',
      body: {
        options: [{ text: expect.stringMatching(/^!\[x\]\(media:/) }, { text: '[[1]] {1:SA:=x}' }],
      },
    },
  })
  expect(await read?.media[0]?.read()).toEqual(new Uint8Array(picture.bytes))
  expect(parseXml(text, '').name).toBe('quiz')
})

test('the category is said where it changes', async () => {
  const content = questionContent.parse({
    type: 'true_false',
    stem: 's',
    body: {},
    key: { truth: true },
  })
  const { text, found } = await thereAndBack(writeMoodleXml, readMoodleXml, [
    exported(content),
    exported(content, { category: ['a'] }),
    exported(content, { category: ['a'] }),
    exported(content, { category: ['b', 'c'] }),
  ])
  expect(questionsOf(found).map(({ category }) => category)).toEqual([[], ['a'], ['a'], ['b', 'c']])
  expect(text.match(/type="category"/g)).toHaveLength(3)
})

test('a picture that is gone is told', async () => {
  const { lost, found } = await roundTrip({
    type: 'select_point',
    stem: '![](media:other)',
    body: { image: { ...image, src: 'media:gone' }, most: 1 },
    key: { areas: [{ area: { shape: 'ellipse', x: 5, y: 5, rx: 1, ry: 1 } }] },
  })
  expect(lost).toEqual(['image_missing'])
  expect(found.at(-1)).toMatchObject({ kind: 'skipped', code: 'image_missing' })
})

test('gaps may be called what Markdown would take for emphasis', async () => {
  const { read } = await roundTrip({
    type: 'gap_match',
    stem: 's',
    body: {
      text: 'one {{_a_}}, two {{__b__}}',
      choices: options('x', 'y'),
      gaps: [{ id: '_a_' }, { id: '__b__' }],
    },
    key: { gaps: { _a_: ['a'], __b__: ['b'] } },
  })
  const content = read?.content.type === 'gap_match' ? read.content : null
  expect(content?.body.gaps).toHaveLength(2)
  expect(content?.body.text).toMatch(/^one \{\{\w+\}\}, two \{\{\w+\}\}$/)
})

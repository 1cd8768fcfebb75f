import { expect, test } from 'vitest'
import { seededRandom } from './parts.ts'
import { questionContent } from './question.ts'
import { canonicalText, partIds, relabelled, relabelledLike } from './relabel.ts'

test('ids an author wrote are replaced by random ones, everywhere they are used', () => {
  const question = questionContent.parse({
    type: 'fill_in',
    stem: 'Complete',
    body: { text: 'a {{a}} b {{b}}', gaps: [{ id: 'a' }, { id: 'b', choices: ['x', 'y'] }] },
    key: { gaps: { a: { accepted: ['1'] }, b: { accepted: ['x'] } } },
  })
  const renamed = relabelled(question, seededRandom(1))
  if (renamed.type !== 'fill_in') throw new Error('the type changed')
  const [first = '', second = ''] = renamed.body.gaps.map(({ id }) => id)
  expect(first).toMatch(/^[a-z0-9]{8}$/)
  expect(second).toMatch(/^[a-z0-9]{8}$/)
  expect(renamed.body.text).toBe(`a {{${first}}} b {{${second}}}`)
  expect(renamed.key.gaps[first]?.accepted).toEqual(['1'])
  expect(renamed.key.gaps[second]?.accepted).toEqual(['x'])
  expect(Object.keys(renamed.key.gaps)).toHaveLength(2)
})

test('another draw gives other ids', () => {
  const question = questionContent.parse({
    type: 'single_choice',
    stem: 'Which?',
    body: {
      options: [
        { id: 'a', text: 'one' },
        { id: 'b', text: 'two' },
      ],
    },
    key: { choice: 'b' },
  })
  expect(relabelled(question, seededRandom(1))).not.toEqual(relabelled(question, seededRandom(2)))
})

test('parts that were named for an earlier version stay who they are, new ones are named', () => {
  const first = relabelled(
    questionContent.parse({
      type: 'single_choice',
      stem: 'Which?',
      body: {
        options: [
          { id: 'a', text: 'one' },
          { id: 'b', text: 'two' },
        ],
      },
      key: { choice: 'b' },
    }),
    seededRandom(1),
  )
  if (first.type !== 'single_choice') throw new Error('the type changed')
  const options = [...first.body.options, { id: 'c', text: 'three' }]
  const edited = { ...first, body: { ...first.body, options } }
  const second = relabelled(edited, seededRandom(2), partIds(first))
  if (second.type !== 'single_choice') throw new Error('the type changed')
  expect(second.body.options.slice(0, 2)).toEqual(first.body.options)
  expect(second.body.options[2]?.id).toMatch(/^[a-z0-9]{8}$/)
  expect(second.key).toEqual(first.key)
})

const planets = (...texts: readonly string[]) =>
  questionContent.parse({
    type: 'matching',
    stem: 'Which belongs to which?',
    body: {
      prompts: texts.map((text, at) => ({ id: `p${at}`, text })),
      targets: texts.map((text, at) => ({ id: `t${at}`, text })),
    },
    key: { pairs: Object.fromEntries(texts.map((_, at) => [`p${at}`, `t${at}`])) },
  })

test('parts that say the same as before are who they were, wherever they stand', () => {
  const before = relabelled(planets('Mars', 'Venus', 'Earth'), seededRandom(1))
  const after = relabelledLike(planets('Earth', 'Pluto', 'Mars'), before, seededRandom(1))
  if (before.type !== 'matching' || after.type !== 'matching') throw new Error('the type changed')
  const [mars, , earth] = before.body.prompts
  expect(after.body.prompts).toEqual([
    earth,
    { id: expect.stringMatching(/^[a-z0-9]{8}$/), text: 'Pluto' },
    mars,
  ])
  expect(after.body.targets[2]).toEqual(before.body.targets[0])
  expect(after.key.pairs[mars?.id ?? '']).toBe(before.body.targets[0]?.id)
  expect(partIds(after).size).toBe(6)
})

test('a question says the same whatever its parts are called and its members’ order', () => {
  const question = planets('Mars', 'Venus')
  const other = relabelled(question, seededRandom(3))
  const { key, body, ...rest } = other
  expect(canonicalText(questionContent.parse({ key, body, ...rest }))).toBe(canonicalText(question))
  expect(canonicalText(planets('Venus', 'Mars'))).not.toBe(canonicalText(question))
})

import { describe, expect, it } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { score } from '../question/question.ts'
import { drawQuestion } from './draw.ts'
import { multipleChoice, singleChoice } from './game-for-tests.ts'
import type { LiveContent } from './types.ts'

function choiceOf(content: LiveContent) {
  if (content.type !== 'single_choice') throw new Error('the type changed')
  return content
}

describe('a drawn question', () => {
  it('has ids that tell nothing but an option’s place', () => {
    const { content } = drawQuestion(singleChoice(), seededRandom(1))
    const ids = choiceOf(content).body.options.map((option) => option.id)
    expect(ids).toEqual(['a', 'b', 'c', 'd'])
  })

  it('has its right option in each place about equally often', () => {
    const random = seededRandom(1)
    const places = new Map<string, number>()
    for (let game = 0; game < 4_000; game++) {
      const { key } = choiceOf(drawQuestion(singleChoice(), random).content)
      places.set(key.choice, (places.get(key.choice) ?? 0) + 1)
    }
    expect(new Set(places.keys())).toEqual(new Set(['a', 'b', 'c', 'd']))
    for (const count of places.values()) expect(count).toBeGreaterThan(900)
  })

  it('scores as the authored one does, by way of its original ids', () => {
    const type = 'multiple_choice'
    const authored = multipleChoice()
    const { content, originalIds } = drawQuestion(authored, seededRandom(5))
    for (const choices of [['a'], ['a', 'b'], ['c', 'd'], ['a', 'c', 'd'], []]) {
      const original = choices.map((id) => originalIds[id] ?? '')
      const drawn = score(content, { type, choices })
      expect(drawn).toBe(score(authored, { type, choices: original }))
    }
  })

  it('keeps the author’s order where it must not vary', () => {
    const authored = choiceOf(singleChoice())
    const fixed = { ...authored, body: { ...authored.body, shuffle: false } }
    const { content } = drawQuestion(fixed, seededRandom(3))
    const texts = ({ body }: typeof authored) => body.options.map((option) => option.text)
    expect(texts(choiceOf(content))).toEqual(texts(authored))
  })
})

describe('what options are worth and what is said to them', () => {
  it('goes with them to their new ids', () => {
    const plain = multipleChoice()
    if (plain.type !== 'multiple_choice') throw new Error('the type changed')
    const [a = '', b = '', c = '', d = ''] = plain.body.options.map(({ id }) => id)
    const credits = { [a]: 0.5, [b]: 0.5, [c]: -1 }
    const authored: LiveContent = {
      ...plain,
      key: { choices: [a, b], rule: 'weighted', credits, feedback: { [c]: 'Never.' } },
    }
    const { content, originalIds } = drawQuestion(authored, seededRandom(5))
    if (content.type !== 'multiple_choice') throw new Error('the type changed')
    const drawn = new Map(Object.entries(originalIds).map(([id, was]) => [was, id]))
    expect(content.key.feedback).toEqual({ [drawn.get(c) ?? '']: 'Never.' })
    for (const choices of [[a, b], [a], [b, c], [d], []]) {
      const type = 'multiple_choice'
      const chosen = choices.map((id) => drawn.get(id) ?? '')
      expect(score(content, { type, choices: chosen })).toBe(score(authored, { type, choices }))
    }
  })
})

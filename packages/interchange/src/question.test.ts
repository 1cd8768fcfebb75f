import { describe, expect, test } from 'vitest'
import { toFound } from './question.ts'

const content = {
  type: 'single_choice',
  stem: ' Which? ',
  body: {
    options: [
      { id: 'a', text: 'one' },
      { id: 'b', text: 'two' },
    ],
  },
  key: { choice: 'a' },
}

describe('a question that a reader has put together', () => {
  test('is found with everything that wasn’t said', () => {
    expect(toFound({ where: 'line 3', content, tags: ['x'] })).toEqual({
      kind: 'question',
      where: 'line 3',
      ref: null,
      category: [],
      title: null,
      content: {
        ...content,
        stem: 'Which?',
        body: { ...content.body, shuffle: true },
        explanation: '',
        hints: [],
      },
      tags: ['x'],
      difficulty: null,
      bloom: null,
      kept: {},
      notices: [],
      media: [],
      reviews: [],
    })
  })

  test.each([
    [{ ...content, stem: '' }, 'stem is empty'],
    [{ ...content, stem: 'x'.repeat(20_001) }, 'stem is too long (at most 20000)'],
    [{ ...content, body: { options: [] } }, 'body/options is too few (at least 2)'],
    [{ ...content, type: 'unknown' }, 'type is wrong'],
    [{ ...content, extra: 1 }, 'the question is wrong'],
    [null, 'the question is wrong'],
  ])('that has no place here is skipped with the reason (%#)', (given, reason) => {
    const skipped = toFound({ where: 'line 3', content: given })
    expect(skipped).toMatchObject({ kind: 'skipped', where: 'line 3', code: 'not_representable' })
    expect('reason' in skipped && skipped.reason).toContain(reason)
  })

  test('that must be mended says so', () => {
    const notice = { where: 'line 3', code: 'x', reason: 'X.' }
    const found = toFound({
      where: 'line 3',
      content: { ...content, key: { choice: 'c' } },
      notices: [notice],
    })
    expect(found).toMatchObject({ notices: [notice, { code: 'key_not_an_option' }] })
  })
})

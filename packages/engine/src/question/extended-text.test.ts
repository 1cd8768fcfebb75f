import { describe, expect, test } from 'vitest'
import { questionContent, show, solutionOf } from './question.ts'
import { seededRandom } from './parts.ts'
import { faults, scored, type AuthoredOf } from './scored-for-tests.ts'

const question = (key: AuthoredOf<'extended_text'>['key']): AuthoredOf<'extended_text'> => ({
  type: 'extended_text',
  stem: 'Explain',
  body: {},
  key,
})
const rubric = [
  { id: 'one', text: 'Names it', points: 1 },
  { id: 'two', text: 'Explains it', points: 3 },
]
const marked = (marks: Record<string, number>) => ({
  type: 'extended_text' as const,
  text: 'Mine',
  marks,
})

describe('extended text', () => {
  test.each([
    [{}, 0],
    [{ one: 1 }, 0.25],
    [{ one: 1, two: 0.5 }, 0.625],
    [{ one: 1, two: 1 }, 1],
    [{ whole: 1 }, 0],
  ])('marked %j by its rubric scores %d', (marks, expected) => {
    expect(scored(question({ rubric }), marked(marks))).toBe(expected)
  })

  test.each([
    [{}, 0],
    [{ whole: 0.5 }, 0.5],
    [{ whole: 1 }, 1],
    [{ one: 1 }, 0],
  ])('marked %j as a whole scores %d', (marks, expected) => {
    expect(scored(question({ model: 'Because.' }), marked(marks))).toBe(expected)
  })

  test('shows neither model answer nor rubric before it is answered', () => {
    const content = questionContent.parse(question({ model: 'Because.', rubric }))
    const shown = JSON.stringify(show(content, seededRandom(1)))
    expect(shown).not.toMatch(/Because|Names|Explains/)
    expect(JSON.stringify(solutionOf(content))).toMatch(/Because.*Names.*Explains/)
  })

  test('with nothing to mark it by it has a weakness', () => {
    expect(faults(question({}))).toEqual(['/key/model nothing_to_mark_by'])
    expect(faults(question({ rubric }))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { keyAsGiven } from './key-as-given.ts'
import { questionContent } from './question.ts'
import { faults, scored, type AuthoredOf } from './scored-for-tests.ts'

type Question = AuthoredOf<'gap_match'>

function question(
  gaps: Question['key']['gaps'],
  { uses = 1, ...body }: Partial<Question['body']> & { uses?: number } = {},
): Question {
  return {
    type: 'gap_match',
    stem: 'Fill in',
    body: {
      text: 'A {{1}} and a {{2}}, and {{3}}.',
      choices: ['x', 'y', 'z'].map((id) => ({ id, text: id, uses })),
      gaps: [{ id: '1' }, { id: '2' }, { id: '3' }],
      ...body,
    },
    key: { gaps },
  }
}

const fill = (gaps: Record<string, string>) => ({ type: 'gap_match' as const, gaps })

describe('gap match', () => {
  const two = { '1': ['x'], '2': ['y', 'z'], '3': [] }

  test.each([
    [{ '1': 'x', '2': 'y' }, 1],
    [{ '1': 'x', '2': 'z' }, 1],
    [{ '1': 'x' }, 0.5],
    [{ '1': 'z', '2': 'y' }, 0.5],
    // The third is to stay empty: what is put there takes off.
    [{ '1': 'x', '2': 'y', '3': 'z' }, 0.5],
    [{ '3': 'z' }, 0],
    [{}, 0],
    [{ elsewhere: 'x' }, 0],
  ])('%j scores %d', (gaps, expected) => {
    expect(scored(question(two), fill(gaps))).toBe(expected)
  })

  test('a choice used more often than it may be scores nothing', () => {
    const same = { '1': ['x'], '2': ['x'], '3': [] }
    const answer = fill({ '1': 'x', '2': 'x' })
    expect(scored(question(same, { uses: 1 }), answer)).toBe(0)
    expect(scored(question(same, { uses: 2 }), answer)).toBe(1)
    expect(scored(question(same, { uses: 0 }), answer)).toBe(1)
  })

  test('the right answer is found where the first choices would be used too often', () => {
    const content = questionContent.parse(
      question({ '1': ['x', 'y'], '2': ['x'], '3': ['y', 'z'] }),
    )
    expect(keyAsGiven(content)).toEqual(fill({ '1': 'y', '2': 'x', '3': 'z' }))
  })

  test('choices that can’t fill all gaps are a fault', () => {
    expect(faults(question({ '1': ['x'], '2': ['x'], '3': [] }))).toEqual([
      '/body/choices uses_too_few',
    ])
    expect(faults(question({ '1': ['x'], '2': ['x'], '3': [] }, { uses: 2 }))).toEqual([])
  })

  test('gaps that are missing, doubled, undeclared, without key or picture are faults', () => {
    const area = { shape: 'rectangle' as const, x: 0, y: 0, width: 9, height: 9 }
    const gaps = [{ id: '1' }, { id: '2', area }, { id: '3' }, { id: '4', area }]
    const broken = question(
      { '1': ['nothing'], '2': [], '4': [], elsewhere: ['x'] },
      { text: '{{1}} {{2}} {{5}}', gaps },
    )
    expect(faults(broken)).toEqual([
      '/key/gaps/1 key_not_a_choice',
      '/body/gaps/1 gap_not_once_in_text',
      '/body/gaps/1 gap_without_image',
      '/body/gaps/2 gap_not_once_in_text',
      '/body/gaps/2 gap_without_key',
      '/body/gaps/3 gap_without_image',
      '/body/choices uses_too_few',
      '/body/text gap_not_declared',
    ])
    expect(faults(question({ '1': [], '2': [], '3': [] }))).toEqual(['/key/gaps nothing_to_fill'])
  })
})

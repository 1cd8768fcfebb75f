import { describe, expect, test } from 'vitest'
import { surviveMutations } from '../../test/mutations.ts'
import { fixtures, onlyQuestion, questionsOf, readAll } from '../../test/text-formats.ts'
import { readMissingWord } from './read.ts'

describe('missing word', () => {
  test.each([
    [
      'question.missingword1.txt',
      { type: 'single_choice', body: { options: { length: 4 } }, key: { choice: 'a' } },
    ],
    ['question.missingword2.txt', { type: 'short_text', key: { accepted: { length: 1 } } }],
    [
      'question.missingword3.txt',
      {
        type: 'single_choice',
        body: { options: { length: 3 } },
        key: { choice: 'a', credits: { b: 0.75 }, feedback: { c: expect.any(String) } },
      },
    ],
  ])('Moodle’s own %s', async (name, content) => {
    const [file] = fixtures('missingword', name)
    if (file === undefined) return
    const found = await readAll(readMissingWord, file)
    expect(found).toMatchObject([{ kind: 'question', where: 'line 1', content, notices: [] }])
    expect(questionsOf(found)[0]?.content.stem).toContain('_____')
  })

  test('a number at the beginning, HTML, and lines', async () => {
    const text = 'An owl has\n{~_4%  =<b>2</b>#Yes\n~20%3 } wings'
    expect((await onlyQuestion(readMissingWord, text)).content).toMatchObject({
      stem: 'An owl has _____ wings',
      body: { options: [{ text: '4%' }, { text: '**2**' }, { text: '3' }] },
      key: { choice: 'b', credits: { c: 0.2 }, feedback: { b: 'Yes' } },
    })
  })

  test('what has no answers is skipped, and reading goes on', async () => {
    const found = await readAll(
      readMissingWord,
      'No braces\n\nOwls {=hunt} here\n\nNone {} here\n\nOpen {=a',
    )
    expect(found.map((each) => [each.where, 'code' in each ? each.code : each.kind])).toEqual([
      ['line 1', 'brace_missing'],
      ['line 3', 'question'],
      ['line 5', 'no_key'],
      ['line 7', 'brace_missing'],
    ])
  })

  test('thousands of mutations are read or refused', async () => {
    const samples = ['An owl {=hunts ~sings#no\n~20%sleeps} at night', ...fixtures('missingword')]
    await surviveMutations(readMissingWord, samples, 2_000)
  }, 60_000)
})

import { describe, expect, test } from 'vitest'
import { surviveMutations } from '../../test/mutations.ts'
import { onlyQuestion, questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { readPasted } from './read.ts'

const one = async (text: string) => (await onlyQuestion(readPasted, text)).content

const sample = `1. Which bird can't fly?
A) Swift
*B) Kiwi
C) Owl

2) Which two lay eggs
in nests?
a. Bat
b. Hen
c. Duck
Answer: B and C
Explanation: Bats are mammals.

Question 3: An owl is a bird.
Answer: True

4. How many legs has a hen?
Ans. 2
5. The bird of Athena?
Answer: owl | little owl
Hint: It is wise.
`

describe('pasted text', () => {
  test('numbered questions with marks, answer lines and explanations', async () => {
    const found = await readAll(readPasted, sample)
    expect(summary(found)).toEqual({
      byType: { single_choice: 1, multiple_choice: 1, true_false: 1, numeric: 1, short_text: 1 },
      skipped: [],
      warnings: [],
      notices: [],
    })
    expect(questionsOf(found)).toMatchObject([
      {
        where: 'line 1',
        content: { body: { options: [{}, { text: 'Kiwi' }, {}] }, key: { choice: 'b' } },
      },
      {
        where: 'line 6',
        content: {
          stem: 'Which two lay eggs\\\nin nests?',
          key: { choices: ['b', 'c'] },
          explanation: 'Bats are mammals.',
        },
      },
      { where: 'line 14', content: { key: { truth: true } } },
      { where: 'line 17', content: { key: { value: 2 } } },
      {
        where: 'line 19',
        content: { key: { accepted: ['owl', 'little owl'] }, hints: ['It is wise.'] },
      },
    ])
  })

  test.each([
    '1. Q\nA) a\n*B) b\nC) c',
    '1) Q\na) a\nb) b *\nc) c',
    'Q\nA. a\nB. b ✓\nC. c',
    'Q1. Q\n(a) a\n✔ (b) b\n(c) c',
    '1. Q\nA) a\n**B) b**\nC) c',
    '1. Q\nA) a\nB) **b**\nC) c',
    '**1. Q**\n<b>B) b</b>\nA) a\nC) c'.replace('<b>B) b</b>\nA) a', 'A) a\n<b>B) b</b>'),
    '1. Q\n[ ] a\n[x] b\n[ ] c',
    '1. Q\n☐ a\n☑ b\n☐ c',
    '1. Q\n- a\n- b (correct)\n- c',
    '1. Q\n   1. a\n   2. b\n   3. c\nAnswer: 2',
    '1. Q\nA) a  B) b  C) c\nAnswer: B',
    '1. Q\nA) a\nB) b\nC) c\nANSWER - B'.replace(' - ', ': '),
    '1. Q\nA) a\nB) b\nC) c\nCorrect answer: (b) b',
    '1. Q\nA) a\nB) b\nC) c\nThe correct answer is: b',
    'Question 1\nQ\nA) a\nB) b\nC) c\nKey: B',
    '1. Q\n\nA) a\n\nB) b\n\nC) c\n\nAnswer: B',
    '1. Q\nA) a\nB) b\nC) c\n\nAnswer Key:\n1. B',
    '1. Q\na.\na\nb.\nb\nc.\nc\nThe correct answer is: b',
    '1. Q\n- A) a\n- B) b\n- C) c\n\nAnswer: B, as everybody knows.\n\n---',
    '1. Q\r\nA) a\r\nB) b\r\nC) c\r\n\r\nAnswers\r\n1-B 2-C',
  ])('%j', async (text) => {
    expect(await one(text)).toMatchObject({
      stem: 'Q',
      body: { options: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
      key: { choice: 'b' },
    })
  })

  test('questions without numbers, and cards of question and answer', async () => {
    const found = await readAll(
      readPasted,
      'One?\nA) a\nB) b\nAnswer: A\n\nTwo?\nA) a\nB) b*\n\nQ: Three?\nA: owl',
    )
    expect(questionsOf(found).map(({ where, content }) => [where, content.stem])).toEqual([
      ['line 1', 'One?'],
      ['line 6', 'Two?'],
      ['line 10', 'Three?'],
    ])
  })

  test('what is said beside or below an answer is the explanation', async () => {
    const found = await readAll(
      readPasted,
      'One?\n- A) a\n- B) b\n\nAnswer: B, as a is none of them.\nSource: a book, page 3\n\n---\n\nTwo?\nA) a\nB) b\n\nAnswer: A\n\n**Explanation:**\nA: It is.\n\nB. It is not.\n\nThree?\nA) a\nB) b\nAnswer: B) b',
    )
    expect(questionsOf(found).map(({ content }) => [content.stem, content.explanation])).toEqual([
      ['One?', 'as a is none of them.\\\nSource: a book, page 3'],
      ['Two?', 'A: It is.\\\nB. It is not.'],
      ['Three?', ''],
    ])
    expect(found).toHaveLength(3)
  })

  test('what has no key is skipped with its line; other text is told', async () => {
    const found = await readAll(
      readPasted,
      'Quiz of May\n\n1. One?\nA) a\nB) b\n\n2. Two?\nA) a\nB) b\nAnswer: F\n\n3. Three?\n\n4. Four?\nA) a\nB) b\nAnswer: A',
    )
    expect(found.map((each) => [each.where, 'code' in each ? each.code : each.kind])).toEqual([
      ['line 1', 'not_a_question'],
      ['line 3', 'no_key'],
      ['line 7', 'no_key'],
      ['line 12', 'no_key'],
      ['line 14', 'question'],
    ])
  })

  test('thousands of mutations are read or refused', async () => {
    await surviveMutations(readPasted, [sample], 2_000)
  }, 60_000)
})

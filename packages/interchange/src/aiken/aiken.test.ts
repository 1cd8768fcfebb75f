import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questionContent } from '@quizmentor/engine/question/question'
import { surviveMutations } from '../../test/mutations.ts'
import {
  exported,
  fixture,
  fixtures,
  normal,
  questionsOf,
  readAll,
  summary,
  thereAndBack,
} from '../../test/text-formats.ts'
import { readAiken } from './read.ts'
import { writeAiken } from './write.ts'

const sample = `Which of these
swims best?
A) Otter
B. Hen
   of any kind
ANSWER: A

E. coli is a
A) bird
B) bacterium
answer: b) really

Which two fly?
A) Bat
B) Ostrich
C) Swift
ANSWER: A, C
`

describe('Aiken', () => {
  test('Moodle’s own file', async (context) => {
    const found = await readAll(readAiken, fixture('aiken/questions.aiken.txt', context))
    expect(summary(found)).toMatchObject({ byType: { single_choice: 2 }, skipped: [], notices: [] })
    expect(questionsOf(found)).toMatchObject([
      { where: 'line 1', content: { body: { options: { length: 4 } }, key: { choice: 'b' } } },
      { where: 'line 8', content: { body: { options: { length: 2 } }, key: { choice: 'a' } } },
    ])
  })

  test('Moodle’s own file of errors: each is told, the good ones are read', async (context) => {
    const found = await readAll(readAiken, fixture('aiken/aiken_errors.txt', context))
    expect(
      found.map((each) => [
        each.where,
        each.kind === 'question' ? '' : 'code' in each && each.code,
      ]),
    ).toEqual([
      ['line 1', 'too_few_options'],
      ['line 5', 'no_stem'],
      ['line 7', 'no_stem'],
      ['line 9', ''],
      ['line 14', 'not_completed'],
      ['line 18', ''],
      ['line 23', ''],
    ])
    expect(questionsOf(found).map(({ content }) => content.key)).toEqual([
      { choice: 'a' },
      { choice: 'b' },
      { choice: 'a' },
    ])
  })

  test.each(['\n', '\r\n', '\r'])('goes on over lines, ends with %j', async (end) => {
    const found = await readAll(readAiken, `\ufeff${sample.replaceAll('\n', end)}`)
    expect(questionsOf(found)).toMatchObject([
      {
        where: 'line 1',
        content: {
          stem: 'Which of these\\\nswims best?',
          body: { options: [{ text: 'Otter' }, { text: 'Hen\\\nof any kind' }] },
          key: { choice: 'a' },
        },
      },
      { where: 'line 8', content: { stem: 'E. coli is a', key: { choice: 'b' } } },
      { content: { type: 'multiple_choice', key: { choices: ['a', 'c'], rule: 'penalised' } } },
    ])
    expect(found).toHaveLength(3)
  })

  test('a question that isn’t finished takes nothing of the next with it', async () => {
    const found = await readAll(
      readAiken,
      'One\nA) a\nB) b\nTwo\nA) c\nB) d\nANSWER: E\n\nThree\nA) e\nB) f\nANSWER: B',
    )
    expect(found.map((each) => [each.where, 'code' in each ? each.code : each.kind])).toEqual([
      ['line 1', 'not_completed'],
      ['line 4', 'no_key'],
      ['line 9', 'question'],
    ])
  })

  const line = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'A) ',
          'ANSWER: ',
          '*',
          '_',
          '<b>',
          '&amp;',
          '“',
          '# ',
          '1. ',
          '$',
          '\\',
          'é',
        ),
        fc.stringMatching(/^[a-zA-Z]{1,6}$/),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => pieces.join('').trim())
    .filter((text) => text !== '')

  test('written and read again, plain single choice is equal', async () => {
    await fc.assert(
      fc.asyncProperty(
        line,
        fc.uniqueArray(line, { minLength: 2, maxLength: 5 }),
        fc.nat(),
        async (stem, texts, nth) => {
          // Plain text says the same in Markdown once it was read as such.
          const file = `Why?\n${texts.map((text, index) => `${'ABCDE'[index]}) ${text}`).join('\n')}\nANSWER: ${'ABCDE'[nth % texts.length]}\n`
          const [plain] = questionsOf(await readAll(readAiken, file))
          const other = questionsOf(await readAll(readAiken, `Q${stem}\nA) a\nB) b\nANSWER: A`))[0]
          if (plain === undefined || other === undefined) throw new Error(file)
          const content = { ...plain.content, stem: other.content.stem }
          const { found, lost } = await thereAndBack(writeAiken, readAiken, [exported(content)])
          const told = lost.map(({ code }) => code)
          if (told.length === 0)
            expect(questionsOf(found).map((each) => normal(each.content))).toEqual([
              normal(content),
            ])
          else expect(told).toEqual(['formatting'])
          expect(questionsOf(found)).toHaveLength(1)
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)

  test('what it can’t hold is told', async () => {
    const options = ['a', 'b'].map((id) => ({ id, text: `**${id}**` }))
    const questions = [
      {
        type: 'single_choice',
        stem: 'ANSWER: what?',
        hints: ['h'],
        body: { options, shuffle: false },
        key: { choice: 'a', credits: { b: 0.5 }, feedback: { a: 'f' } },
      },
      { type: 'true_false', stem: 'A) b', body: {}, key: { truth: false } },
      { type: 'short_text', stem: 's', body: {}, key: { accepted: ['a'] } },
    ].map((content, index) =>
      exported(questionContent.parse(content), { id: `${index}`, tags: index === 0 ? ['t'] : [] }),
    )
    const { found, lost } = await thereAndBack(writeAiken, readAiken, questions)
    expect(lost.map(({ where, code }) => `${where} ${code}`)).toEqual([
      ...['0 credits', '0 feedback', '0 shuffle', '0 formatting', '0 tags'],
      ...['1 type_changed', '1 formatting', '2 not_representable'],
    ])
    expect(questionsOf(found).map(({ content }) => content.key)).toEqual([
      { choice: 'a' },
      { choice: 'b' },
    ])
  })

  test('thousands of mutations are read or refused', async () => {
    await surviveMutations(readAiken, [sample, ...fixtures('aiken')], 2_000)
  }, 60_000)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questionContent } from '@quizmentor/engine/question/question'
import { surviveMutations } from '../../test/mutations.ts'
import {
  exported,
  fixture,
  fixtures,
  normal,
  onlyQuestion,
  questionsOf,
  readAll,
  summary,
  thereAndBack,
} from '../../test/text-formats.ts'
import { parseCloze } from './parse.ts'
import { readCloze } from './read.ts'
import { writeCloze } from './write.ts'

const key = (text: string) => parseCloze(text).keys['g1']

const sample = `<p>About birds</p>
<p>An {1:SA:=owl~%50%bird#Which?~*#No} hunts at {2:MC:day~=night#Yes}.</p>
<p>It has {:NUMERICAL:=2:0.5#Right~%25%4:1} wings, {1:MULTIRESPONSE_H:=eyes~=ears~teeth} and {1:MWC:=Claws}.</p>`

describe('embedded answers', () => {
  test('Moodle’s own text', async (context) => {
    const file = fixture('cloze/questions.multianswer.txt', context)
    const [question, ...more] = await readAll(readCloze, file)
    expect(more).toEqual([])
    expect(question).toMatchObject({
      kind: 'question',
      notices: [],
      content: {
        type: 'fill_in',
        body: {
          gaps: [
            { choices: { length: 2 } },
            { choices: { length: 2 } },
            { choices: { length: 2 } },
            { choices: { length: 2 } },
            { choices: { length: 0 } },
          ],
        },
        key: {
          gaps: {
            g2: { others: [{ credit: 0 }, { credit: 1 }] },
            g5: {
              wildcards: true,
              others: [{ credit: 1 }, { credit: 0.5 }, { accepted: ['*'], credit: 0 }],
            },
          },
        },
      },
    })
  })

  test.each([
    ['broken_multianswer_1.txt', 'too_few_options'],
    ['broken_multianswer_2.txt', 'no_key'],
  ])('Moodle’s own %s is skipped, as Moodle does', async (name, code) => {
    const [file] = fixtures('cloze', name)
    if (file === undefined) return
    expect(summary(await readAll(readCloze, file))).toMatchObject({ byType: {}, skipped: [code] })
  })

  test('every kind, with weights, fractions, feedback and tolerance', async () => {
    const { content, notices } = await onlyQuestion(readCloze, sample)
    expect(content.stem).toBe('About birds')
    expect(content).toMatchObject({
      body: {
        text: 'An {{g1}} hunts at {{g2}}.\n\nIt has {{g3}} wings, eyes: {{g4}} ears: {{g5}} teeth: {{g6}} and {{g7}}.',
      },
      key: {
        gaps: {
          g1: {
            accepted: ['owl'],
            others: [
              { accepted: ['bird'], credit: 0.5, feedback: 'Which?' },
              { accepted: ['*'], credit: 0 },
            ],
          },
          g2: {
            accepted: ['night'],
            weight: 2,
            others: [{ accepted: ['night'], credit: 1, feedback: 'Yes' }],
          },
          g3: {
            number: { value: 2, tolerance: 0.5 },
            others: [{ credit: 1 }, { accepted: ['4'], credit: 0.25 }],
          },
          g4: { accepted: ['✓'], weight: 1 / 3 },
          g6: { accepted: ['✗'] },
          g7: { accepted: ['Claws'], caseSensitive: true },
        },
      },
    })
    expect(notices.map(({ code }) => code)).toEqual(['tolerance_dropped', 'responses_as_gaps'])
  })

  test.each([
    'MULTICHOICE',
    'MC',
    'MULTICHOICE_V',
    'MCV',
    'MULTICHOICE_H',
    'MCH',
    'MULTICHOICE_S',
    'MCS',
    'MULTICHOICE_VS',
    'MCVS',
    'MULTICHOICE_HS',
    'MCHS',
  ])('{1:%s:…} is picked from a list', (kind) => {
    expect(parseCloze(`{1:${kind}:=a~b}`).gaps).toEqual([{ id: 'g1', choices: ['a', 'b'] }])
  })

  test.each([
    'MULTIRESPONSE',
    'MR',
    'MULTIRESPONSE_H',
    'MRH',
    'MULTIRESPONSE_S',
    'MRS',
    'MULTIRESPONSE_HS',
    'MRHS',
  ])('{1:%s:…} is a gap for each answer', (kind) => {
    expect(parseCloze(`{1:${kind}:=a~b}`).gaps).toHaveLength(2)
  })

  test('what is longer than any question is skipped before it is taken apart', async () => {
    const found = await readAll(readCloze, `{1:MC:=a${'~b'.repeat(500_000)}}`)
    expect(summary(found).skipped).toEqual(['too_long'])
  })

  test('escapes, entities, and signs of the format in answers', () => {
    expect(key(String.raw`{1:SA:=a\}b\#c\~d#e\}f#g}`)).toMatchObject({
      accepted: ['a}b#c~d'],
      others: [{ feedback: 'e}f#g' }],
    })
    expect(key('{1:SA:=&lt;b&gt; &#228; &amp;#252; R&amp;D#<i>yes</i>}')).toMatchObject({
      accepted: ['<b> ä ü R&D'],
      others: [{ feedback: 'yes' }],
    })
    expect(key('{1:NM:=-1,5:.5~=2}')).toMatchObject({
      number: { value: -1.5, tolerance: 0.5 },
      accepted: ['-1.5', '2'],
    })
  })

  test('what isn’t a gap stays text, and nothing in it reads as one', () => {
    const { text, gaps } = parseCloze('{{a}} {1:XX:=a} {1:SA:=b} {2}')
    expect(text).toBe('{ {a}} {1:XX:=a} {{g1}} {2}')
    expect(gaps).toHaveLength(1)
  })

  test.each([
    ['nothing to fill', 'no_gaps'],
    ['{1:SA:=a', 'brace_missing'],
    ['{1:SA:a}', 'no_key'],
    ['{1:NM:=many}', 'not_a_number'],
    ['{1:MC:=a}', 'too_few_options'],
  ])('%s: %s', async (text, code) => {
    expect(await readAll(readCloze, text)).toMatchObject([
      { kind: 'skipped', where: 'line 1', code },
    ])
  })

  test('a long text of beginnings takes linear time', () => {
    const began = performance.now()
    for (const piece of ['{1:SA:', '{1:SA:~~', '{1:MC:=a~', '%1%', '&amp;#'])
      parseCloze(`{1:SA:${piece.repeat(50_000)}`)
    expect(performance.now() - began).toBeLessThan(5_000)
  }, 20_000)

  const words = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '~',
          '#',
          '}',
          '{',
          '=',
          '%50%',
          '&',
          '&amp;',
          '<',
          '>',
          '\\',
          'é',
          ' ',
          '*',
        ),
        fc.stringMatching(/^[a-z]{1,5}$/),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => pieces.join('').replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && !/^\*$|\\\*/.test(text))
  const said = fc.option(fc.stringMatching(/^[A-Z][a-z]{0,8}$/), { nil: undefined })
  const weight = fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined })
  const gap = fc.oneof(
    fc
      .record({
        choices: fc.uniqueArray(words, { minLength: 2, maxLength: 4 }),
        weight,
        feedback: said,
        credit: fc.boolean(),
      })
      .map(({ choices, weight, feedback, credit }) => ({
        choices,
        key: {
          accepted: [choices[0]],
          weight,
          others:
            feedback === undefined
              ? undefined
              : [{ accepted: [choices[1]], credit: credit ? 0.25 : 0, feedback }],
          credits: credit ? [{ choice: choices[1], credit: 0.25 }] : undefined,
        },
      })),
    fc
      .record({
        accepted: fc.uniqueArray(words, { minLength: 1, maxLength: 3 }),
        weight,
        caseSensitive: fc.boolean(),
        other: fc.option(words, { nil: undefined }),
        feedback: said,
      })
      .map(({ accepted, weight, caseSensitive, other, feedback }) => ({
        choices: [],
        key: {
          accepted,
          weight,
          caseSensitive,
          others:
            other === undefined || accepted.includes(other)
              ? undefined
              : [{ accepted: [other], credit: 0.5, feedback }],
        },
      })),
    fc
      .record({
        value: fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100),
        tolerance: fc.integer({ min: 0, max: 99 }),
        weight,
      })
      .map(({ value, tolerance, weight }) => ({
        choices: [],
        key: { accepted: [`${value}`], weight, number: { value, tolerance } },
      })),
  )

  test('written and read again, texts with gaps are equal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(gap, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
        async (lists) => {
          const contents = lists.map((gaps) =>
            questionContent.parse(
              JSON.parse(
                JSON.stringify({
                  type: 'fill_in',
                  stem: 'What is **missing**?',
                  body: {
                    text: gaps
                      .map((_, index) => `Here $x^${index}$: {{g${index + 1}}}, a < b.`)
                      .join('\n\n'),
                    gaps: gaps.map(({ choices }, index) => ({ id: `g${index + 1}`, choices })),
                  },
                  key: {
                    gaps: Object.fromEntries(gaps.map(({ key }, index) => [`g${index + 1}`, key])),
                  },
                }),
              ),
            ),
          )
          const { found, lost, text } = await thereAndBack(
            writeCloze,
            readCloze,
            contents.map((content) => exported(content)),
          )
          expect(lost).toEqual([])
          expect(
            questionsOf(found).map(({ content }) => normal(content)),
            text,
          ).toEqual(contents.map(normal))
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)

  test('what it can’t hold is told', async () => {
    const questions = [
      {
        type: 'fill_in',
        stem: 's',
        explanation: 'e',
        body: { text: '{{g}} ![a](media:b)', gaps: [{ id: 'g' }] },
        key: { rule: 'all_or_nothing', gaps: { g: { accepted: ['a'], typos: 1, weight: 0.5 } } },
      },
      { type: 'true_false', stem: 't', body: {}, key: { truth: true } },
    ].map((content, index) =>
      exported(questionContent.parse(content), { id: `${index}`, title: 'T' }),
    )
    const { lost } = await thereAndBack(writeCloze, readCloze, questions)
    expect(lost.map(({ where, code }) => `${where} ${code}`)).toEqual([
      ...['0 feedback', '0 title', '0 rule', '0 matching_rules', '0 weight', '0 media'],
      '1 not_representable',
    ])
  })

  test('thousands of mutations are read or refused', async () => {
    await surviveMutations(readCloze, [sample, ...fixtures('cloze')], 2_000)
  }, 60_000)
})

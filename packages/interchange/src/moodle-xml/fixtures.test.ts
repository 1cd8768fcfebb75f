import { describe, expect, test } from 'vitest'
import { fixture, questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { readMoodleXml } from './read.ts'

interface Expected {
  readonly byType?: Record<string, number>
  readonly skipped?: readonly string[]
  readonly warnings?: readonly string[]
  readonly notices?: readonly string[]
  /** How many titles the categories have that are declared. */
  readonly categories?: readonly number[]
  /** Of the questions, in order. */
  readonly contents?: readonly object[]
}

const none = { typos: 0, caseSensitive: false, accentSensitive: false }
const combined = {
  right: expect.any(String),
  partly: expect.any(String),
  wrong: expect.any(String),
}
const six = ['a', 'b', 'c', 'd', 'e', 'f']

const files: Record<string, Expected> = {
  'broken_cloze_questions.xml': {
    skipped: ['no_gaps', 'no_gaps', 'too_few_options', 'no_key', 'not_a_number'],
  },
  'categories_reverse_order.xml': {
    byType: { extended_text: 1, short_text: 1 },
    categories: [2, 1],
    contents: [
      { body: { lines: 15, template: '' }, key: { model: '', rubric: [] } },
      {
        key: { ...none, accepted: ['yes'], others: [{ credit: 0, accepted: { length: 2 } }] },
      },
    ],
  },
  'error_invalid_grades.xml': {
    byType: { multiple_choice: 1 },
    notices: ['credits_adjusted'],
    contents: [
      {
        feedback: combined,
        key: {
          choices: ['b', 'c', 'e'],
          rule: 'weighted',
          credits: {
            a: -0.5,
            b: expect.closeTo(0.331, 3),
            c: expect.closeTo(0.334, 3),
            d: -0.5,
            e: expect.closeTo(0.334, 3),
          },
        },
      },
    ],
  },
  'export_category.xml': {
    byType: { true_false: 1 },
    categories: [1],
    contents: [{ key: { truth: true } }],
  },
  'multianswer.xml': {
    byType: { fill_in: 1 },
    categories: [1],
    contents: [
      {
        body: {
          gaps: [
            { id: 'g1', choices: { length: 2 } },
            { id: 'g2', choices: { length: 2 } },
            { id: 'g3', choices: { length: 2 } },
            { id: 'g4', choices: { length: 2 } },
            { id: 'g5', choices: [] },
          ],
        },
        key: { gaps: { g5: { wildcards: true, others: { length: 3 } } } },
      },
    ],
  },
  'nested_categories.xml': { byType: { true_false: 1 }, categories: [1, 2, 3] },
  'old_format_file.xml': { byType: { true_false: 2 }, categories: [1, 2] },
  'qtype_ddwtos_testquestion.moodle.xml': {
    byType: { fill_in: 1 },
    categories: [1],
    contents: [
      {
        feedback: combined,
        hints: { length: 2 },
        body: {
          gaps: [
            { id: 'g1', choices: { length: 5 } },
            { id: 'g2', choices: { length: 5 } },
            { id: 'g3', choices: { length: 5 } },
          ],
        },
        key: {
          gaps: { g1: { accepted: ['cat'] }, g2: { accepted: ['sat'] }, g3: { accepted: ['mat'] } },
        },
      },
    ],
  },
  'qtype_description_testquestion.moodle.xml': {
    warnings: ['description_left_out'],
    categories: [1],
  },
  'qtype_essay_testquestion.moodle.xml': {
    byType: { extended_text: 1 },
    categories: [1],
    contents: [{ body: { lines: 15, mostWords: 20 } }],
  },
  'qtype_match_testquestion.moodle.xml': {
    byType: { matching: 1 },
    categories: [1],
    contents: [
      {
        feedback: combined,
        body: { prompts: { length: 3 }, targets: { length: 3 } },
        key: { pairs: { a: 'a', b: 'b', c: 'a' } },
      },
    ],
  },
  'qtype_multichoice_testquestion.moodle.xml': {
    byType: { multiple_choice: 1 },
    categories: [1],
    contents: [
      {
        feedback: combined,
        hints: { length: 2 },
        body: { options: { length: 5 }, shuffle: true },
        key: { choices: ['c', 'e'], rule: 'weighted', credits: { c: 0.5, e: 0.5 } },
      },
    ],
  },
  'qtype_numerical_testquestion.moodle.xml': {
    byType: { numeric: 1 },
    categories: [1],
    contents: [
      {
        body: { units: [] },
        key: { value: 6.25, tolerance: { kind: 'absolute', amount: 0.05 } },
        hints: { length: 2 },
      },
    ],
  },
  'qtype_ordering_testexport.moodle.xml': {
    byType: { ordering: 1 },
    notices: ['item_feedback'],
    contents: [{ feedback: combined, hints: { length: 2 }, key: { order: six, rule: 'partial' } }],
  },
  'qtype_ordering_testimport.moodle.xml': {
    byType: { ordering: 1 },
    notices: ['item_feedback'],
    contents: [{ feedback: combined, hints: { length: 2 }, key: { order: six } }],
  },
  'qtype_ordering_testoldquestion.moodle.xml': {
    byType: { ordering: 1 },
    categories: [1],
    contents: [{ hints: { length: 2 }, key: { order: six } }],
  },
  'qtype_shortanswer_testquestion.moodle.xml': {
    byType: { short_text: 1 },
    categories: [1],
    contents: [
      {
        key: {
          ...none,
          accepted: ['frog'],
          others: [{ accepted: ['toad'], credit: 0.8, feedback: expect.any(String) }],
        },
        feedback: { right: expect.any(String), wrong: expect.any(String) },
        explanation: expect.any(String),
      },
    ],
  },
  'qtype_truefalse_testquestion.moodle.xml': {
    byType: { true_false: 1 },
    categories: [1],
    contents: [
      {
        key: {
          truth: true,
          feedback: { true: expect.any(String), false: expect.any(String) },
        },
      },
    ],
  },
}

describe('Moodle’s own XML files', () => {
  test.for(Object.entries(files))('%s', async ([name, expected], context) => {
    const found = await readAll(readMoodleXml, fixture(`moodlexml/${name}`, context))
    const { byType = {}, skipped = [], warnings = [], notices = [] } = expected
    expect(summary(found)).toEqual({ byType, skipped, warnings, notices })
    const questions = questionsOf(found)
    expect(found.flatMap((each) => (each.kind === 'category' ? [each.path.length] : []))).toEqual(
      expected.categories ?? [],
    )
    if (expected.contents !== undefined)
      expect(questions.map(({ content }) => content)).toMatchObject(expected.contents)
    for (const { title, kept } of questions) {
      expect(title).not.toBeNull()
      expect(kept).toHaveProperty('penalty')
    }
  })

  test('ID numbers are references', async (context) => {
    const refs = []
    for (const name of ['testexport', 'testimport', 'testoldquestion']) {
      const bytes = fixture(`moodlexml/qtype_ordering_${name}.moodle.xml`, context)
      refs.push(questionsOf(await readAll(readMoodleXml, bytes))[0]?.ref)
    }
    expect(refs).toEqual(['myid', 'myid', 'dd1'])
  })

  test('files come with the texts that show them', async (context) => {
    const bytes = fixture('moodlexml/multianswer.xml', context)
    const [question] = questionsOf(await readAll(readMoodleXml, bytes))
    expect(question?.media).toMatchObject([
      { key: 'm1', type: 'image/png' },
      { key: 'm2', type: 'image/png' },
      { key: 'm3', type: 'image/png' },
    ])
    const sizes = await Promise.all((question?.media ?? []).map(({ read }) => read()))
    expect(sizes.map(({ length }) => length)).toEqual([1910, 1990, 606])
    expect(question?.content.stem).toContain('](media:m2)')
    expect(question?.content.explanation).toContain('](media:m3)')
  })
})

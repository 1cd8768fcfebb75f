import { describe, expect, test } from 'vitest'
import { fixture, fixtures, questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { readGift } from './read.ts'

describe('Moodle’s own GIFT files', () => {
  test('all examples of its documentation are questions, with their weights and feedback', async (context) => {
    const found = await readAll(readGift, fixture('gift/moodle_examples.gift.txt', context))
    expect(summary(found)).toEqual({
      byType: {
        single_choice: 16,
        true_false: 5,
        short_text: 9,
        numeric: 8,
        matching: 3,
        multiple_choice: 2,
      },
      skipped: [],
      warnings: [],
      notices: [],
    })
    const at = new Map(questionsOf(found).map((question) => [question.where, question]))
    expect(at.get('line 29')?.content.stem).toContain(' _____ ')
    expect(at.get('line 72')?.content).toMatchObject({
      key: { value: 31_415 / 10_000, tolerance: { kind: 'absolute', amount: 0.0005 } },
    })
    expect(at.get('line 74')?.content.key).toEqual(at.get('line 72')?.content.key)
    expect(at.get('line 76')?.content).toMatchObject({
      key: {
        value: 1822,
        tolerance: { amount: 0 },
        others: [{ value: 1822, tolerance: { amount: 2 }, credit: 0.5 }],
      },
    })
    expect(at.get('line 117')?.content).toMatchObject({
      type: 'single_choice',
      key: { choice: 'd', credits: { b: 0.25, c: 0.5 } },
    })
    expect(at.get('line 130')?.content).toMatchObject({
      key: { choices: ['b', 'c'], rule: 'weighted', credits: { b: 0.5, c: 0.5 } },
    })
    expect(at.get('line 136')?.content).toMatchObject({
      key: { choices: ['b', 'c'], rule: 'penalised' },
    })
    const withFeedback = questionsOf(found).filter(
      ({ content }) => 'feedback' in content.key || content.feedback !== undefined,
    )
    expect(withFeedback).toHaveLength(11)
    expect(at.get('line 123')).toMatchObject({
      content: { key: { others: [{ credit: 0.75 }, { credit: 0.25 }] } },
    })
    expect(questionsOf(found).filter(({ title }) => title !== null)).toHaveLength(8)
  })

  test('formats, fractions, ranges, general feedback and essays', async (context) => {
    const found = await readAll(readGift, fixture('gift/questions.gift.txt', context))
    expect(summary(found)).toEqual({
      byType: {
        extended_text: 1,
        matching: 1,
        single_choice: 1,
        multiple_choice: 1,
        numeric: 1,
        short_text: 1,
        true_false: 3,
      },
      skipped: [],
      warnings: [],
      notices: [],
    })
    const [, matching, , several, numeric, words, truth] = questionsOf(found)
    expect(matching?.content).toMatchObject({
      body: { prompts: { length: 4 }, targets: { length: 5 } },
      key: { pairs: { a: 'a', b: 'b', c: 'c', d: 'd' } },
    })
    expect(several?.content).toMatchObject({
      key: { choices: ['a', 'c'], rule: 'weighted', credits: { a: 0.5, b: -1, c: 0.5, d: -1 } },
    })
    expect(numeric?.content).toMatchObject({ key: { value: 3, tolerance: { amount: 2 } } })
    expect(numeric?.content.feedback).toHaveProperty('wrong')
    expect(words?.content).toMatchObject({ key: { others: [{ credit: 0.5 }] } })
    expect(words?.content.feedback).toHaveProperty('wrong')
    expect(truth?.content).toMatchObject({ key: { truth: false } })
    expect(truth?.content.key).toHaveProperty('feedback.true')
    expect(truth?.content.key).toHaveProperty('feedback.false')
    expect(truth?.content.explanation).toHaveLength(64)
  })

  test('windows-1252 is seen and told', async (context) => {
    const file = fixture('gift/questions_encoding_windows-1252.gift.txt', context)
    const found = await readAll(readGift, file)
    expect(summary(found)).toEqual({
      byType: { extended_text: 2, gap_match: 1 },
      skipped: [],
      warnings: ['encoding_guessed'],
      notices: ['little_to_match'],
    })
    expect(JSON.stringify(found)).toContain('ö')
    expect(questionsOf(found).map(({ category }) => category.length)).toEqual([1, 1, 1])
  })

  test('categories, and escapes in HTML', async (context) => {
    const found = await readAll(readGift, fixture('gift/questions_in_category.gift.txt', context))
    expect(summary(found).byType).toEqual({
      matching: 1,
      single_choice: 1,
      short_text: 1,
      true_false: 1,
    })
    expect(found[0]).toMatchObject({ kind: 'category', path: { length: 1 } })
    expect(questionsOf(found)[1]?.content.stem).toContain('](http://')
  })

  test('thousands of mutations of them are read or refused', async (context) => {
    const samples = fixtures('gift')
    context.skip(samples.length === 0, 'the fixtures are not on this machine')
    await surviveMutations(readGift, samples, 1_500)
  }, 60_000)
})

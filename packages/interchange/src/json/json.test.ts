import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyContent, anyText } from '../../test/contents.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { png } from '../../test/moodle-xml.ts'
import { exported, questionsOf, readAll, summary, thereAndBack } from '../../test/text-formats.ts'
import type { Source } from '../source.ts'
import { readJson } from './read.ts'
import { writeJson } from './write.ts'

const trueFalse = { type: 'true_false', stem: 'Is it?', body: {}, key: { truth: true } } as const
const content = { ...trueFalse, explanation: '', hints: [] }

function file(questions: readonly unknown[]): string {
  return JSON.stringify({ format: 'quizmentor', version: 1, questions })
}

describe('our own JSON', () => {
  test('gives back everything it was given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            content: anyContent,
            title: fc.option(anyText),
            tags: fc.array(anyText, { maxLength: 3 }),
            category: fc.array(anyText, { maxLength: 3 }),
            difficulty: fc.option(fc.integer({ min: 1, max: 10 })),
            bloom: fc.constantFrom(null, 'apply' as const),
            ref: fc.option(fc.uuid()),
            kept: fc.dictionary(fc.constantFrom('a', 'b'), anyText),
          }),
          { maxLength: 5 },
        ),
        async (list) => {
          const questions = list.map((each) => exported(each.content, { ...each, id: 'own' }))
          const { found } = await thereAndBack(writeJson, readJson, questions)
          expect(questionsOf(found).map(told)).toEqual(
            questions.map((question) => told({ ...question, ref: question.ref ?? question.id })),
          )
          expect(found).toHaveLength(list.length)
        },
      ),
      { numRuns: 120 },
    )
  })

  test('carries media with its bytes', async () => {
    const stem = 'See ![](media:k1)'
    const bytes = png(3, 4)
    const question = exported(
      { ...content, stem },
      { media: () => Promise.resolve({ name: 'a b.png', type: 'image/png', bytes }) },
    )
    const { found } = await thereAndBack(writeJson, readJson, [question])
    const [medium] = questionsOf(found)[0]?.media ?? []
    expect(medium).toMatchObject({ key: 'k1', name: 'a b.png', type: 'image/png' })
    expect(Buffer.from((await medium?.read()) ?? [])).toEqual(Buffer.from(bytes))
  })

  test('tells of media that are gone', async () => {
    const question = exported({ ...content, stem: '![](media:k1)' })
    const { lost } = await thereAndBack(writeJson, readJson, [question])
    expect(lost.map(({ code }) => code)).toEqual(['media_missing'])
  })

  test('leaves bad questions out by their number and reads on', async () => {
    const good = { content }
    const bad = [{ content: { type: 'what' } }, 3, { content, difficulty: 99 }]
    const found = await readAll(readJson, file([good, ...bad, good]))
    expect(summary(found)).toMatchObject({
      byType: { true_false: 2 },
      skipped: ['not_representable', 'invalid_question', 'invalid_question'],
    })
    expect(found.map(({ where }) => where)).toEqual([1, 2, 3, 4, 5].map((n) => `question ${n}`))
    const broken = await readAll(readJson, file([good, good]).replace('"Is it?"', 'Is it?'))
    expect(summary(broken)).toMatchObject({
      byType: { true_false: 1 },
      skipped: ['json_malformed'],
    })
  })

  test('reads categories, and members it does not know', async () => {
    const found = await readAll(
      readJson,
      JSON.stringify({
        format: 'quizmentor',
        made: { by: ['hand', { '}': ']' }] },
        categories: [{ path: ['A', 'B'], description: 'x' }, { path: [] }],
        questions: [],
      }),
    )
    expect(found).toMatchObject([
      { kind: 'category', path: ['A', 'B'], description: 'x' },
      { kind: 'warning', code: 'invalid_category' },
    ])
  })

  test.each([
    ['', 'json_malformed'],
    ['[]', 'json_malformed'],
    ['{"format":"quizmentor","questions":[{"content":', 'json_malformed'],
    ['{"format":"quizmentor","questions":[1 2]}', 'json_malformed'],
    ['{"format":"quizmentor"} x', 'json_malformed'],
    ['{"format":"other","questions":[{}]}', 'not_quizmentor_json'],
    ['{"questions":[{}]}', 'not_quizmentor_json'],
    ['{}', 'not_quizmentor_json'],
    ['{"format":"quizmentor","version":2,"questions":[]}', 'json_version'],
  ])('refuses %s', async (text, code) => {
    await expect(readAll(readJson, text)).rejects.toMatchObject({ name: 'UnreadableFile', code })
  })

  test.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('refuses what is nested too deep, as %s a million times, and no less', async (open, close) => {
    const nested = (depth: number): string => `${open.repeat(depth)}0${close.repeat(depth)}`
    const keeping = (depth: number): string =>
      file([{ content, kept: { a: 'HERE' } }]).replace('"HERE"', nested(depth))
    expect(summary(await readAll(readJson, keeping(198)))).toMatchObject({
      byType: { true_false: 1 },
    })
    for (const text of [keeping(199), keeping(1_000_000), `{"a":${nested(1_000_000)}}`])
      await expect(readAll(readJson, text)).rejects.toMatchObject({ code: 'json_too_deep' })
  })

  test('survives any change', async () => {
    const samples = [file([{ content }, { content, tags: ['a'], kept: { b: [1] } }])]
    await surviveMutations(readJson, samples, 2_000)
  })

  test('holds no more than a question at a time', async () => {
    const line = `${JSON.stringify({ content: { ...content, stem: 'x'.repeat(900) } })},\n`
    const head = '{"format":"quizmentor","questions":[\n'
    const count = 100_000
    const size = head.length + line.length * count + 4
    // 100 MB that are made while they are read, so that all memory is the reader’s.
    const source: Source = {
      name: 'large.json',
      size,
      read(from, to) {
        const bytes = Buffer.alloc(to - from)
        for (let at = from; at < to; at++) {
          const inLines = at - head.length
          const text = inLines < 0 ? head : inLines < line.length * count ? line : '1]} '
          const place = inLines < 0 ? at : inLines % line.length
          bytes[at - from] = text.charCodeAt(
            text === '1]} ' ? inLines - line.length * count : place,
          )
        }
        return Promise.resolve(bytes)
      },
    }
    let questions = 0
    const before = process.memoryUsage().rss
    let most = before
    for await (const { kind } of readJson(source)) {
      if (kind === 'question') questions++
      if (questions % 10_000 === 0) most = Math.max(most, process.memoryUsage().rss)
    }
    expect(questions).toBe(count)
    expect(most - before).toBeLessThan(250 * 1024 ** 2)
  }, 60_000)
})

function told({ content: own, title, tags, category, difficulty, bloom, ref, kept }: Told): Told {
  return { content: own, title, tags, category, difficulty, bloom, ref, kept }
}

interface Told {
  content: unknown
  title: unknown
  tags: unknown
  category: unknown
  difficulty: unknown
  bloom: unknown
  ref: unknown
  kept: unknown
}

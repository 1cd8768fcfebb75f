import fc from 'fast-check'
import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import {
  checkQuestion,
  questionContent,
  score,
  type Given,
  type QuestionContent,
} from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { png } from '../../../test/moodle-xml.ts'
import { joined } from '../../../test/packed.ts'
import { exported, normal } from '../../../test/text-formats.ts'
import type { Found } from '../../found.ts'
import { bytesSource } from '../../source.ts'
import { readQti } from '../read.ts'
import type { QtiVersion } from './tags.ts'
import { writeQti } from './write.ts'

import { heldQuestions, shownText as text, weighedQuestions } from '../../../test/held-questions.ts'
const around = fc.record({
  stem: text.map((said) => `${said}\n\n- one\n- two`),
  explanation: fc.oneof(fc.constant(''), text),
  hints: fc.array(text, { maxLength: 2 }),
  feedback: fc.option(fc.constant({ right: 'That is right', wrong: 'That is wrong' }), {
    nil: undefined,
  }),
})

async function backFrom(content: QuestionContent, version: QtiVersion): Promise<Found[]> {
  const all = (async function* () {
    yield exported(content, {
      id: 'id',
      category: ['Geography', 'Rivers'],
      tags: ['rivers'],
      difficulty: 7,
      bloom: 'apply',
      title: 'A title',
      media: (key) => Promise.resolve({ name: key, type: 'image/png', bytes: png(200, 100) }),
    })
  })()
  const bytes = await joined(writeQti(all, { version }))
  const found: Found[] = []
  for await (const each of readQti(bytesSource('package.zip', bytes))) found.push(each)
  return found
}

/** Without the name of the rule: it is compared by what it gives. Pictures are called anew. */
function comparable(content: QuestionContent): unknown {
  const { rule: _, ...key } = { rule: '', ...content.key }
  return JSON.parse(
    JSON.stringify({ ...content, key }).replace(/media:[A-Za-z0-9.-]+/g, 'media:picture'),
  )
}

/** Answers that tell one rule from another: the right one with parts left out, added and exchanged. */
function answersTo(content: QuestionContent): Given[] {
  const right = keyAsGiven(content)
  const subsets = <T>(list: readonly T[]): T[][] =>
    list.reduce<T[][]>((all, each) => [...all, ...all.map((some) => [...some, each])], [[]])
  switch (right.type) {
    case 'multiple_choice':
    case 'hotspot': {
      const ids =
        'options' in content.body
          ? content.body.options
          : 'spots' in content.body
            ? content.body.spots
            : []
      return subsets(ids.map(({ id }) => id)).map((some) =>
        right.type === 'hotspot' ? { ...right, spots: some } : { ...right, choices: some },
      )
    }
    case 'matching':
      return subsets(Object.entries(right.pairs)).map((some) => ({
        ...right,
        pairs: Object.fromEntries(some),
      }))
    case 'fill_in':
    case 'gap_match':
      return subsets(Object.entries(right.gaps)).map((some) => ({
        ...right,
        gaps: Object.fromEntries(some),
      }))
    case 'associate':
      return subsets([
        ...right.pairs,
        [right.pairs[0]?.[0] ?? '', right.pairs[1]?.[0] ?? ''] as [string, string],
      ]).map((pairs) => ({ ...right, pairs }))
    case 'select_point':
      return subsets(right.points).map((points) => ({ ...right, points }))
    default:
      return [right]
  }
}

describe.each(['2.1', '2.2', '3.0'] as const)('written as QTI %s and read again', (version) => {
  const weighed = Object.entries(weighedQuestions).map(
    ([type, kind]) => [`${type} by weights`, kind] as const,
  )

  test.each([...Object.entries(heldQuestions), ...weighed])('%s is the same', async (_, kind) => {
    await fc.assert(
      fc.asyncProperty(kind, around, async (one, rest) => {
        const content = questionContent.parse({ ...rest, ...one })
        fc.pre(!checkQuestion(content).some(({ severity }) => severity === 'error'))
        const found = await backFrom(content, version)
        const [question] = found.filter((each) => each.kind === 'question')
        expect(question, JSON.stringify(found)).toMatchObject({
          category: ['Geography', 'Rivers'],
          title: 'A title',
          tags: ['rivers'],
          difficulty: 7,
          bloom: 'apply',
        })
        if (question === undefined) return
        const [given, back] = [normal(content), normal(question.content)]
        expect(comparable(back)).toEqual(comparable(given))
        for (const answer of answersTo(given))
          expect([answer, score(back, answer)?.toFixed(6)]).toEqual([
            answer,
            score(given, answer)?.toFixed(6),
          ])
      }),
      { numRuns: 15 },
    )
  })
})

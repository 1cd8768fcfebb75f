import { relabelled } from '@quizmentor/engine/question/relabel'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { asType } from '../../questions/as-type.ts'
import { blankAnswer } from '../../questions/draft.ts'
import { shownGaps, withGapAt, withGapsOf, withoutGap } from '../../questions/fill-in/draft.ts'
import { paired, targetOf, withoutPrompt, withPair } from '../../questions/matching/draft.ts'
import { newPart } from '../../questions/part.ts'
import { adopted, blankQuestion, readQuestion, storable, type QuestionDraft } from './draft.ts'
import { keepImages } from '../../questions/editing/images.ts'
import { starterQuestions } from './starter-for-tests.ts'

function asStored(written: QuestionContent, seed: number) {
  return relabelled(written, seededRandom(seed))
}

function open(stored: QuestionContent) {
  const images = keepImages()
  const about = { topicId: 't', difficulty: 3, bloom: 'apply', tags: [], source: null } as const
  return { ...readQuestion({ ...about, tags: [], content: stored }, images), images }
}

describe('a draft', () => {
  test('stores what was opened, unchanged, for every starter question', () => {
    expect(starterQuestions.length).toBeGreaterThan(100)
    for (const [index, question] of starterQuestions.entries()) {
      const stored = asStored(question.content, index)
      const { draft, parts, images } = open(stored)
      expect(storable(draft, parts, images).body?.content).toEqual(stored)
    }
  })

  test('takes the ids that the server gives new parts, and keeps its own', () => {
    const images = keepImages()
    const [a, b] = [newPart('one'), newPart('two')]
    const draft: QuestionDraft = {
      ...blankQuestion('single_choice', 't'),
      stem: 'Which?',
      answer: { type: 'single_choice', options: [a, b], right: b.id, shuffle: true },
    }
    const sent = storable(draft, new Map(), images).body?.content
    if (sent === undefined) throw new Error('The draft should be complete.')
    const first = asStored(sent, 1)
    const parts = adopted(new Map(), sent, first)
    expect(storable(draft, parts, images).body?.content).toEqual(first)

    // A third option, then a save: the first two stay who they are.
    const more: QuestionDraft = {
      ...draft,
      answer: {
        type: 'single_choice',
        options: [newPart('zero'), a, b],
        right: b.id,
        shuffle: true,
      },
    }
    const sentMore = storable(more, parts, images).body?.content
    if (sentMore === undefined) throw new Error('The draft should be complete.')
    const keep = new Set([parts.get(a.id) ?? '', parts.get(b.id) ?? ''])
    const second = relabelled(sentMore, seededRandom(2), keep)
    const later = adopted(parts, sentMore, second)
    expect(later.get(a.id)).toBe(parts.get(a.id))
    expect(later.get(b.id)).toBe(parts.get(b.id))
    expect(storable(more, later, images).body?.content).toEqual(second)
  })

  test('shows gaps by number and stores them by their ids', () => {
    const stored = asStored(
      questionContent.parse({
        type: 'fill_in',
        stem: 'Fill in.',
        body: { text: 'A {{x}} and a {{y}}.', gaps: [{ id: 'x' }, { id: 'y' }] },
        key: { gaps: { x: { accepted: ['cat'] }, y: { accepted: ['dog'] } } },
      }),
      3,
    )
    const { draft, parts, images } = open(stored)
    if (draft.answer.type !== 'fill_in') throw new Error('The type should stay.')
    expect(draft.answer.text).toBe('A {{1}} and a {{2}}.')

    const { draft: wider } = withGapAt(draft.answer, 0, 1)
    expect(wider.text).toBe('{{3}} {{1}} and a {{2}}.')
    const changed = { ...draft, answer: wider }
    const sent = storable(changed, parts, images).body?.content
    if (sent === undefined) throw new Error('The draft should be complete.')
    const keep = new Set(parts.values())
    const answered = relabelled(sent, seededRandom(4), keep)
    expect(storable(changed, adopted(parts, sent, answered), images).body?.content).toEqual(
      answered,
    )
  })

  test('without a key is stored as a draft whose key names nothing', () => {
    const draft: QuestionDraft = {
      ...blankQuestion('single_choice', 't'),
      stem: 'Which?',
      answer: {
        type: 'single_choice',
        options: [newPart('one'), newPart(' '), newPart('two')],
        right: null,
        shuffle: true,
      },
    }
    const { body } = storable(draft, new Map(), keepImages())
    expect(body?.content).toMatchObject({ key: { choice: 'unset' } })
    expect(body?.content.type === 'single_choice' && body.content.body.options).toHaveLength(2)
    if (body === null) throw new Error('The draft should be storable.')
    expect(open(body.content).draft.answer).toMatchObject({ right: null })
  })

  test('that lacks what every version has can’t be stored, and says where', () => {
    const stored = storable(blankQuestion('true_false', null), new Map(), keepImages())
    if (stored.body !== null) throw new Error('The draft should not be storable.')
    expect(stored.obstacles.map(({ path }) => path[0])).toEqual(
      expect.arrayContaining(['stem', 'key', 'topicId']),
    )
  })

  test('keeps its options when its type changes between choosing and ordering', () => {
    const [a, b] = [newPart('one'), newPart('two')]
    const single = { ...blankAnswer('single_choice'), options: [a, b], right: b.id }
    if (single.type !== 'single_choice') throw new Error('The type should stay.')
    const multiple = asType(single, 'multiple_choice')
    expect(multiple).toMatchObject({ options: [a, b], right: [b.id] })
    expect(asType(multiple, 'single_choice')).toMatchObject({ options: [a, b], right: b.id })
    expect(asType(single, 'ordering')).toMatchObject({ items: [a, b], order: [a.id, b.id] })
    expect(asType(single, 'numeric')).toEqual(blankAnswer('numeric'))
  })
})

describe('gaps', () => {
  const text = 'Plants give off oxygen by day.'
  const empty = blankAnswer('fill_in')
  if (empty.type !== 'fill_in') throw new Error('The type should stay.')
  const draft = { ...empty, text }

  test('take the marked words as their answer, without the spaces around them', () => {
    const made = withGapAt(draft, 16, 23)
    expect(made.draft.text).toBe('Plants give off {{1}} by day.')
    expect(made.draft.gaps[0]?.match.accepted[0]?.text).toBe('oxygen')
    expect(made.draft.text.slice(made.start, made.end)).toBe('{{1}}')
  })

  test('give their words back when they are removed', () => {
    const { draft: made, id } = withGapAt(draft, 16, 22)
    expect(withoutGap(made, id)).toEqual(draft)
  })

  test('that are cut and pasted elsewhere keep their answers', () => {
    const { draft: made } = withGapAt(draft, 16, 22)
    const cut = withGapsOf(made, 'Plants give off by day.')
    expect(shownGaps(cut)).toEqual([])
    expect(shownGaps(withGapsOf(cut, 'By day plants give off {{1}}.'))).toEqual(made.gaps)
  })
})

describe('pairs', () => {
  const none = { ...blankAnswer('matching') }
  if (none.type !== 'matching') throw new Error('The type should stay.')
  const start = { ...none, prompts: [], targets: [], pairs: {} }
  const two = withPair(withPair(start, 'pascal', 'pressure'), 'bar', '')
  const [pascal, bar] = two.prompts

  test('share a target when one takes another’s, and the empty one left over goes', () => {
    const shared = paired(two, bar?.id ?? '', targetOf(two, pascal?.id ?? '')?.id ?? '')
    expect(shared.targets.map(({ text }) => text)).toEqual(['pressure'])
    expect(withoutPrompt(shared, bar?.id ?? '').targets).toHaveLength(1)
    expect(withoutPrompt(two, bar?.id ?? '').targets).toHaveLength(1)
  })

  test('part again into targets of their own', () => {
    const shared = paired(two, bar?.id ?? '', targetOf(two, pascal?.id ?? '')?.id ?? '')
    const apart = paired(shared, bar?.id ?? '', null)
    expect(apart.targets).toHaveLength(2)
    expect(targetOf(apart, bar?.id ?? '')?.text).toBe('')
  })
})

import type { Area } from '@quizmentor/engine/question/image'
import {
  checkQuestion,
  questionContent,
  questionTypes,
  type QuestionContent,
} from '@quizmentor/engine/question/question'
import { soundQuestion } from '@quizmentor/engine/question/questions-for-tests'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { relabelled } from '@quizmentor/engine/question/relabel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuestion, storable, type QuestionDraft } from '../bank/question/draft.ts'
import { keepImages } from './editing/images.ts'

const words = fc.stringMatching(/^[a-zé]{1,8}( [a-z*]{1,8})?$/)
const share = fc.constantFrom(0, 0.25, 1 / 3, 0.999)
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const tolerance = fc.constantFrom(
  { kind: 'absolute', amount: 0.5 } as const,
  { kind: 'relative', amount: 0.07 } as const,
)
const round: Area = { shape: 'ellipse', x: 20.5, y: 30, rx: 10.25, ry: 7 }

/** What a question of any type may say beside what it must. */
const extras = fc.record({
  feedback: some(
    fc.record({ right: words, partly: words, wrong: words }, { requiredKeys: [] }).filter(isFull),
  ),
  hints: fc.array(words, { maxLength: 5 }),
  said: some(fc.dictionary(fc.constantFrom('true', 'false'), words, { minKeys: 1 })),
  wildcards: some(fc.boolean()),
  others: some(
    fc.array(
      fc.record(
        {
          accepted: fc.array(words, { minLength: 1, maxLength: 3 }),
          credit: share,
          feedback: words,
        },
        { requiredKeys: ['accepted', 'credit'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  numbers: some(
    fc.array(
      fc.record(
        {
          value: fc.double({ noNaN: true, min: -9, max: 9 }),
          tolerance,
          credit: share,
          feedback: words,
        },
        { requiredKeys: ['value', 'tolerance', 'credit'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  weight: some(fc.constantFrom(0.005, 1, 2.5, 1_000)),
  number: some(fc.record({ value: fc.integer(), tolerance: share })),
  credit: some(share),
  notOffered: fc.boolean(),
  mostWords: some(fc.integer({ min: 1, max: 10_000 })),
  picture: fc.boolean(),
})
type Extras = typeof extras extends fc.Arbitrary<infer Value> ? Value : never

function isFull(record: object): boolean {
  return Object.keys(record).length > 0
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !isFull(value))
}

/** The question with as much of the extras as its type can say. */
function withExtras(question: QuestionContent, more: Extras): unknown {
  const { feedback, hints, others, wildcards } = more
  const all = { ...question, hints, ...(feedback !== undefined && { feedback }) }
  switch (all.type) {
    case 'true_false':
      return { ...all, key: { ...all.key, feedback: more.said } }
    case 'numeric':
      return { ...all, key: { ...all.key, others: more.numbers } }
    case 'short_text':
      return { ...all, key: { ...all.key, others, wildcards } }
    case 'fill_in': {
      const gaps = all.body.gaps.map(({ id, choices }) => {
        const [offered = 'elsewhere'] = more.notOffered ? [] : choices
        const credits =
          more.credit === undefined ? undefined : [{ choice: offered, credit: more.credit }]
        const { weight, number } = more
        return [id, { ...all.key.gaps[id], others, wildcards, weight, number, credits }] as const
      })
      return { ...all, key: { ...all.key, gaps: Object.fromEntries(gaps) } }
    }
    case 'gap_match': {
      if (!more.picture || all.key.credits !== undefined) return all
      const image = { src: '/picture.png', width: 400, height: 300, alt: '' }
      const gaps = [...all.body.gaps, { id: 'in-picture', area: round }]
      const right = { ...all.key.gaps, 'in-picture': all.body.choices.map(({ id }) => id) }
      return { ...all, body: { ...all.body, image, gaps }, key: { ...all.key, gaps: right } }
    }
    case 'extended_text':
      return { ...all, body: { ...all.body, mostWords: more.mostWords } }
    default:
      return all
  }
}

/** Without lists and records that hold nothing: they say the same as none at all. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
      isEmpty(entry) ? [] : [[key, said(entry)]],
    ),
  )
}

/** Changes that an author may make to what isn't the answer. */
const changes: readonly ((draft: QuestionDraft) => QuestionDraft)[] = [
  (draft) => draft,
  (draft) => ({ ...draft, stem: 'Another question' }),
  (draft) => ({ ...draft, explanation: 'Another explanation' }),
  (draft) => ({ ...draft, difficulty: 7, tags: ['new'] }),
]

test('what an author doesn’t touch is stored as it was, whatever the question says', () => {
  const seen = new Set<string>()
  const questions = fc
    .tuple(soundQuestion, extras, fc.integer())
    .map(([question, more, seed]) =>
      relabelled(questionContent.parse(withExtras(question, more)), seededRandom(seed)),
    )
  fc.assert(
    fc.property(questions, fc.constantFrom(...changes), (stored, change) => {
      fc.pre(checkQuestion(stored).every(({ severity }) => severity !== 'error'))
      seen.add(stored.type)
      const images = keepImages()
      const about = { topicId: 't', difficulty: 3, bloom: 'apply', source: null } as const
      const { draft, parts } = readQuestion({ ...about, tags: [], content: stored }, images)
      // Kept on the device meanwhile, as JSON.
      const kept: QuestionDraft = structuredClone(change(draft))
      const content = storable(kept, parts, images).body?.content
      const { stem, explanation } = kept
      expect(said(content)).toEqual(said({ ...stored, stem, explanation }))
    }),
    { numRuns: 2_000 },
  )
  expect([...seen].toSorted()).toEqual(questionTypes.toSorted())
})

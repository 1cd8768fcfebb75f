import type { Question } from '@quizmentor/contract/bank'
import { classification, type BloomLevel, type Source } from '@quizmentor/contract/question'
import {
  questionContent,
  type QuestionContent,
  type QuestionType,
} from '@quizmentor/engine/question/question'
import { partIds } from '@quizmentor/engine/question/relabel'
import {
  blankAnswer,
  keyOfDraft,
  readAnswer,
  shownDraft,
  type AnswerDraft,
} from '../../questions/draft.ts'
import { newPart, written, type IdOf, type Part } from '../../questions/part.ts'
import { folded, unfolded, type Images } from '../../questions/editing/images.ts'

/** What is said after an answer, by how right it was; empty: nothing. */
export type Said = Readonly<Record<'right' | 'partly' | 'wrong', string>>

const nothingSaid: Said = { right: '', partly: '', wrong: '' }

/** A question while its author writes it. */
export interface QuestionDraft {
  readonly topicId: string | null
  readonly difficulty: number
  readonly bloom: BloomLevel
  readonly tags: readonly string[]
  readonly source: { readonly title: string; readonly url: string }
  readonly stem: string
  readonly explanation: string
  readonly hints: readonly Part[]
  /** Said after the answer, by how right it was; missing in drafts kept from before there was such. */
  readonly feedback?: Said
  readonly answer: AnswerDraft
}

/** Which stored part each id of the draft stands for; ids that are missing are new. */
export type PartMap = ReadonlyMap<string, string>

/** What is sent to store a draft. */
export interface Storable {
  readonly topicId: string
  readonly difficulty: number
  readonly bloom: BloomLevel
  readonly tags: string[]
  readonly source?: Source
  readonly content: QuestionContent
}

/** What stands in the way of storing a draft: a path into the content, as Zod gives it. */
export interface Obstacle {
  readonly path: readonly PropertyKey[]
}

export function blankQuestion(type: QuestionType, topicId: string | null): QuestionDraft {
  return {
    topicId,
    difficulty: 4,
    bloom: 'understand',
    tags: [],
    source: { title: '', url: '' },
    stem: '',
    explanation: '',
    hints: [],
    feedback: nothingSaid,
    answer: blankAnswer(type),
  }
}

/** A stored question to edit. Images in its texts go to `images`. */
export function readQuestion(
  question: Pick<Question, 'topicId' | 'difficulty' | 'bloom' | 'tags' | 'source' | 'content'>,
  images: Images,
): { draft: QuestionDraft; parts: PartMap } {
  const content = mapTexts(question.content, (text) => folded(text, images))
  const { answer, ids } = readAnswer(content)
  return {
    parts: ids,
    draft: {
      topicId: question.topicId,
      difficulty: question.difficulty,
      bloom: question.bloom,
      tags: question.tags,
      source: { title: question.source?.title ?? '', url: question.source?.url ?? '' },
      stem: content.stem,
      explanation: content.explanation,
      hints: content.hints.map((hint) => newPart(hint)),
      feedback: readSaid(content),
      answer,
    },
  }
}

/** The draft as it would be stored, or what stands in the way. */
export function storable(
  draft: QuestionDraft,
  parts: PartMap,
  images: Images,
): { body: Storable } | { body: null; obstacles: readonly Obstacle[] } {
  const idOf: IdOf = (id) => parts.get(id) ?? id
  const candidate = {
    ...shownDraft(draft.stem, draft.answer, idOf),
    key: keyOfDraft(draft.answer, idOf),
    explanation: draft.explanation,
    hints: written(draft.hints).map(({ text }) => text),
    ...saidOf(draft),
  }
  const content = questionContent.safeParse(mapTexts(candidate, (text) => unfolded(text, images)))
  const about = classification.safeParse({
    difficulty: draft.difficulty,
    bloom: draft.bloom,
    tags: draft.tags,
    ...sourceOf(draft),
  })
  const obstacles = [
    ...(content.success ? [] : content.error.issues),
    ...(about.success ? [] : about.error.issues),
    ...(draft.topicId === null ? [{ path: ['topicId'] }] : []),
  ]
  if (!content.success || !about.success || draft.topicId === null) return { body: null, obstacles }
  const { source, ...rest } = about.data
  return {
    body: {
      topicId: draft.topicId,
      ...rest,
      ...(source !== undefined && { source }),
      content: content.data,
    },
  }
}

/** The map after a save: the server gave new parts ids of its own, in the same places. */
export function adopted(parts: PartMap, sent: QuestionContent, answered: QuestionContent): PartMap {
  const now = [...partIds(answered)]
  const renamed = new Map([...partIds(sent)].map((id, index) => [id, now[index] ?? id]))
  const known = [...parts].map(([id, was]) => [id, renamed.get(was) ?? was] as const)
  const targets = new Set(parts.values())
  const fresh = [...renamed].filter(([id, next]) => id !== next && !targets.has(id))
  return new Map([...known, ...fresh])
}

function readSaid({
  feedback: { right = '', partly = '', wrong = '' } = {},
}: QuestionContent): Said {
  return { right, partly, wrong }
}

function saidOf({ feedback = nothingSaid }: QuestionDraft): { feedback?: unknown } {
  const said = Object.entries(feedback).filter(([, text]) => text.trim() !== '')
  return said.length === 0 ? {} : { feedback: Object.fromEntries(said) }
}

function sourceOf({ source }: QuestionDraft): { source?: unknown } {
  const title = source.title.trim()
  const url = source.url.trim()
  return title === '' && url === '' ? {} : { source: { title, ...(url !== '' && { url }) } }
}

/** Every text of a question, changed. Ids and the like hold no images and stay as they are. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((entry: unknown) => mapTexts(entry, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapTexts<unknown>(entry, change)]),
  )
}

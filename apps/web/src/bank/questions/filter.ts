import type { QuestionState } from '@quizmentor/contract/bank'
import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionType } from '@quizmentor/engine/question/question'

/** Which questions a list shows; lives in the address. */
export interface QuestionFilter {
  readonly search?: string
  readonly type?: QuestionType
  readonly state?: QuestionState
  readonly topic?: string
  /** With a topic: those of the topics below it, too. */
  readonly below?: true
  readonly tag?: string
  readonly bloom?: BloomLevel
  readonly min?: number
  readonly max?: number
}

// Written out so that the address can be read without loading the schemas.
const types: readonly QuestionType[] = [
  'single_choice',
  'multiple_choice',
  'true_false',
  'numeric',
  'short_text',
  'ordering',
  'matching',
  'fill_in',
  'hotspot',
  'select_point',
  'associate',
  'gap_match',
  'slider',
  'extended_text',
]
export const states: readonly QuestionState[] = ['draft', 'in_review', 'published', 'retired']
export const blooms: readonly BloomLevel[] = [
  'remember',
  'understand',
  'apply',
  'analyze',
  'evaluate',
  'create',
]

/** The filter in an address. What makes no sense is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): QuestionFilter {
  const text = (value: unknown, most: number) => {
    const found = typeof value === 'number' ? String(value) : value
    return typeof found === 'string' && found.trim() !== ''
      ? found.trim().slice(0, most)
      : undefined
  }
  const one = <Value extends string>(values: readonly Value[], value: unknown) =>
    values.find((each) => each === value)
  const step = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10
      ? value
      : undefined
  const topic = text(search['topic'], 36)
  const min = step(search['min'])
  const max = step(search['max'])
  return compact({
    search: text(search['search'], 200),
    type: one(types, search['type']),
    state: one(states, search['state']),
    ...inTopic(topic, search['below']),
    tag: text(search['tag'], 40),
    bloom: one(blooms, search['bloom']),
    min: min === undefined || (max !== undefined && min > max) ? undefined : min,
    max,
  })
}

function inTopic(topic: string | undefined, below: unknown) {
  if (topic === undefined || !/^[0-9a-f-]{36}$/i.test(topic)) return {}
  return { topic, below: below === true ? (true as const) : undefined }
}

/** The filter with some parts changed; `undefined` takes a part off. */
export function withPart(
  filter: QuestionFilter,
  change: { readonly [Part in keyof QuestionFilter]?: QuestionFilter[Part] | undefined },
): QuestionFilter {
  return compact({ ...filter, ...change })
}

/** How many filters are set, the search aside. */
export function partsSet({ type, state, topic, tag, bloom, min, max }: QuestionFilter): number {
  return [type, state, topic, tag, bloom, min ?? max].filter((part) => part !== undefined).length
}

function compact(parts: {
  readonly [Part in keyof QuestionFilter]?: QuestionFilter[Part] | undefined
}): QuestionFilter {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined && value !== ''),
  )
}

import { scoreOf, wantedValues } from './conditions.ts'
import { attributeOf, descendants, numberOf } from './elements.ts'
import { answerName, type Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { shareOf, type Made, type Texts } from './made.ts'
import type { Response } from './presentation.ts'

/** Whether a field is for numbers. */
export function isNumeric(item: Item, { ident, element }: Response): boolean {
  if (item.type.startsWith('numeric')) return true
  const fibtype = descendants(element, 'render_fib')
    .map((render) => attributeOf(render, 'fibtype').toLowerCase())
    .find((value) => value !== '')
  if (
    element.name !== 'response_num' &&
    !['integer', 'decimal', 'scientific'].includes(fibtype ?? '')
  )
    return item.conditions.some(({ test, sets }) => sets.length > 0 && hasRange(test))
  // Some say so of fields whose answers are words.
  const wanted = wantedValues(item.conditions, ident)
  return wanted.every(({ value }) => numberOf(value) !== null)
}

function hasRange(test: Item['conditions'][number]['test']): boolean {
  if (test.kind === 'all' || test.kind === 'any') return test.tests.some(hasRange)
  return test.kind === 'gte' || test.kind === 'lte' || test.kind === 'gt' || test.kind === 'lt'
}

/** What is compared with a typed answer. */
interface TypedKey {
  readonly accepted: readonly string[]
  readonly caseSensitive: boolean
  readonly typos?: number
  readonly wildcards?: true
  readonly others?: readonly {
    readonly accepted: readonly string[]
    readonly credit: number
    readonly feedback?: string
  }[]
  /** What the best answer scores in the file. */
  readonly best: number
}

/** The answers that earn something, from the conditions; `null` where there are none. */
export function typedKey(item: Item, response: Response, feedback: Feedback): TypedKey | null {
  const wanted = wantedValues(item.conditions, response.ident).filter(({ value }) => value !== '')
  const scored = wanted.map((one) => ({
    ...one,
    text: one.contains ? `*${one.value}*` : one.value,
    score: scoreOf(item.conditions, { [response.ident]: [one.value] }),
    said: feedback.byAnswer.get(answerName(response.ident, one.value)),
  }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  const right = scored.filter(({ score }) => score === best)
  if (right.length === 0) return null
  const caseSensitive = right.every((one) => one.caseSensitive)
  const same = (text: string) => (caseSensitive ? text : text.toLowerCase())
  const accepted = new Map(right.map(({ text }) => [same(text), text] as const).toReversed())
  const others = scored
    .filter(({ score, text }) => score !== best && !accepted.has(same(text)))
    .map(({ text, score, said }) => ({
      accepted: [text],
      credit: shareOf(score, best),
      ...(said !== undefined && { feedback: said }),
    }))
  return {
    accepted: [...accepted.values()].toReversed(),
    caseSensitive,
    ...(right.some(({ contains }) => contains) && { wildcards: true as const }),
    ...(others.length > 0 && { others }),
    best,
  }
}

/** A word or a short phrase. */
export function shortText(item: Item, response: Response, feedback: Feedback): Made | null {
  const key = typedKey(item, response, feedback)
  if (key === null) return null
  const { best: _, ...rest } = key
  return { content: { type: 'short_text', body: {}, key: rest } }
}

/** A text that somebody marks. */
export function essay(
  item: Item,
  response: Response | null,
  feedback: Feedback,
  texts: Texts,
): Made {
  const said = (name: string) => (response === null ? '' : attributeOf(response.element, name))
  const rows = response === null ? null : renderNumber(response, 'rows')
  const mostWords = numberOf(said('word_limit_max'))
  const limited = mostWords !== null && mostWords >= 1 && said('word_limit_enabled') !== 'No'
  if (numberOf(said('word_limit_min')) !== null && said('word_limit_enabled') === 'Yes')
    texts.lose('fewest_words', 'The fewest words that were asked for were not kept.')
  const notes = item.meta.get('grading_notes') ?? ''
  return {
    content: {
      type: 'extended_text',
      body: {
        ...(rows !== null && { lines: Math.min(40, Math.max(0, Math.round(rows))) }),
        ...(limited && { mostWords: Math.min(10_000, Math.round(mostWords)) }),
      },
      key: { model: [feedback.solution, notes].filter(Boolean).join('\n\n') },
    },
  }
}

function renderNumber({ element }: Response, name: string): number | null {
  return (
    descendants(element, 'render_fib')
      .map((render) => numberOf(attributeOf(render, name)))
      .find((value) => value !== null) ?? null
  )
}

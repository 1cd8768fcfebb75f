import { isDeepStrictEqual } from 'node:util'
import { entry } from '@quizmentor/engine/question/parts'
import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import { relabelled } from '@quizmentor/engine/question/relabel'
import { z } from 'zod'
import type { Exported } from '../exported.ts'
import { built, type RowParts } from './content.ts'

const mostOptions = 10
const between = ' || '

/** The columns of our own template, in order. */
export const templateColumns = [
  'id',
  'type',
  'title',
  'stem',
  'text',
  ...Array.from({ length: mostOptions }, (_, index) => `option_${index + 1}`),
  'key',
  'explanation',
  'hints',
  'category',
  'tags',
  'difficulty',
  'bloom',
  'data',
]

const members = z.record(z.string(), z.unknown())

/** What the column `data` holds: all that the others have no place for. */
export const rowData = z.object({
  body: members.optional(),
  key: members.optional(),
  feedback: z.unknown().optional(),
  hints: z.array(z.string()).optional(),
  category: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  kept: z.record(z.string(), z.json()).optional(),
  /** The whole, where the columns say something else. */
  content: z.unknown().optional(),
})
export type RowData = z.infer<typeof rowData>

/** The cells of a question in our own template; `contentOfRow` reads them back as it was. */
export function rowOf(question: Exported): string[] {
  const content = numbered(inKeyOrder(question.content))
  const parts = columnsOf(content)
  const { category, tags, kept } = question
  const { hints } = content
  const fits = {
    hints: isSafe(hints, /\|\|/),
    category: isSafe(category, />/),
    tags: isSafe(tags, /[,;]/),
  }
  const data: Record<string, unknown> = {
    ...dataFor(content, parts),
    ...(!fits.hints && { hints }),
    ...(!fits.category && { category }),
    ...(!fits.tags && { tags }),
    ...(Object.keys(kept).length > 0 && { kept }),
  }
  const options = Array.from(
    { length: mostOptions },
    (_, index) => parts.options[index]?.text ?? '',
  )
  return [
    question.ref ?? question.id,
    content.type,
    question.title ?? '',
    content.stem,
    parts.text,
    ...options,
    parts.key,
    content.explanation,
    fits.hints ? hints.join(between) : '',
    fits.category ? category.join(' > ') : '',
    fits.tags ? tags.join(', ') : '',
    question.difficulty === null ? '' : String(question.difficulty),
    question.bloom ?? '',
    Object.keys(data).length === 0 ? '' : JSON.stringify(data),
  ]
}

function isSafe(texts: readonly string[], mark: RegExp): boolean {
  return texts.every((text) => text.trim() === text && text !== '' && !mark.test(text))
}

/** The content of a row, with what `data` adds to it. Not yet checked. */
export function contentOfRow(
  common: Readonly<Record<string, unknown>>,
  columns: { readonly type: string; readonly body: object; readonly key: object },
  data: RowData | null,
): unknown {
  const plain = { ...common, ...columns }
  if (data === null) return plain
  if (data.content !== undefined) return data.content
  const parsed = questionContent.safeParse(plain)
  const base = parsed.success ? numbered(parsed.data) : plain
  return {
    ...base,
    body: { ...base.body, ...data.body },
    key: { ...base.key, ...data.key },
    ...(data.hints !== undefined && { hints: data.hints }),
    ...(data.feedback !== undefined && { feedback: data.feedback }),
  }
}

/** What the columns can't say of a content. */
function dataFor(content: QuestionContent, parts: RowParts): Record<string, unknown> {
  const { stem, explanation, hints } = content
  const columns = built(content.type, parts)
  const common = { stem, explanation, hints }
  if ('code' in columns) return { content }
  const parsed = questionContent.safeParse({ ...common, ...columns })
  const base = parsed.success ? numbered(parsed.data) : { body: {}, key: {} }
  const data = {
    body: differing(content.body, base.body),
    key: differing(content.key, base.key),
    feedback: content.feedback,
    content: undefined,
  }
  const again = questionContent.safeParse(contentOfRow(common, columns, data))
  if (!again.success || !isDeepStrictEqual(again.data, content)) return { content }
  return Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => value !== undefined && Object.keys(value).length > 0,
    ),
  )
}

function differing(whole: object, base: object): Record<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(base))
  return Object.fromEntries(
    Object.entries(whole).filter(([name, value]) => !isDeepStrictEqual(value, known.get(name))),
  )
}

/** Its parts named by their places, so that a question is written the same whatever their ids. */
function numbered(content: QuestionContent): QuestionContent {
  let calls = 0
  // The ids that are drawn from this count up.
  return relabelled(content, () => {
    const [id, letter] = [Math.floor(calls / 8), calls % 8]
    calls++
    return ((Math.floor(id / 36 ** (7 - letter)) % 36) + 0.5) / 36
  })
}

/** Items and targets in the order of the key: they are shown in any. */
function inKeyOrder(content: QuestionContent): QuestionContent {
  if (content.type === 'ordering') {
    const place = (id: string) => content.key.order.indexOf(id)
    const items = content.body.items.toSorted((one, other) => place(one.id) - place(other.id))
    return { ...content, body: { items } }
  }
  if (content.type === 'matching') {
    const { prompts } = content.body
    const wanted = prompts.map(({ id }) => entry(content.key.pairs, id))
    const place = (id: string) => (wanted.includes(id) ? wanted.indexOf(id) : wanted.length)
    const targets = content.body.targets.toSorted((one, other) => place(one.id) - place(other.id))
    return { ...content, body: { prompts, targets } }
  }
  return content
}

function columnsOf(content: QuestionContent): RowParts {
  const parts = { type: content.type, stem: content.stem, text: '', wrong: [], key: '' }
  const options = (texts: readonly string[]) => ({
    options: (texts.length > mostOptions ? [] : texts).map((text, index) => ({
      number: index + 1,
      text,
    })),
  })
  switch (content.type) {
    case 'single_choice':
    case 'multiple_choice': {
      const { body, key } = content
      const right = 'choice' in key ? [key.choice] : key.choices
      const numbers = right.map((id) => body.options.findIndex((option) => option.id === id) + 1)
      return { ...parts, ...options(body.options.map(({ text }) => text)), key: numbers.join(',') }
    }
    case 'true_false':
      return { ...parts, ...options([]), key: String(content.key.truth) }
    case 'numeric': {
      const { value, tolerance, unit } = content.key
      const relative = tolerance.kind === 'relative'
      const near = relative
        ? `${Number((tolerance.amount * 100).toPrecision(12))}%`
        : String(tolerance.amount)
      const around = tolerance.amount === 0 && !relative ? '' : ` ± ${near}`
      const key = `${value}${around}${unit === undefined ? '' : ` ${unit}`}`
      return { ...parts, ...options([]), key }
    }
    case 'short_text':
      return { ...parts, ...options(content.key.accepted) }
    case 'extended_text':
      return { ...parts, ...options([]), key: content.key.model }
    case 'ordering':
      return { ...parts, ...options(content.body.items.map(({ text }) => text)) }
    case 'matching': {
      const { body, key } = content
      const textOf = (id: string | undefined) => body.targets.find((each) => each.id === id)?.text
      const pairs = body.prompts.map(({ id, text }) =>
        [text, textOf(entry(key.pairs, id))].join(between),
      )
      const used = new Set(Object.values(key.pairs))
      const others = body.targets.filter(({ id }) => !used.has(id))
      return { ...parts, ...options([...pairs, ...others.map(({ text }) => `${between}${text}`)]) }
    }
    case 'fill_in': {
      const { body, key } = content
      const text = body.gaps.reduce(
        (written, { id }, index) => written.replaceAll(`{{${id}}}`, `{{${index + 1}}}`),
        body.text,
      )
      const answers = body.gaps.map(({ id }) => entry(key.gaps, id)?.accepted.join(between) ?? '')
      return { ...parts, ...options(answers), text }
    }
    case 'hotspot':
    case 'select_point':
    case 'associate':
    case 'gap_match':
    case 'slider':
      return { ...parts, ...options([]) }
  }
}

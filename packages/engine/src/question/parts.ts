import { z } from 'zod'

/** A source of randomness: each call gives a number in [0, 1). Passed in, never made here. */
export type Random = () => number

/** Text that can be stored: without NUL and halves of surrogate pairs. */
export const text = z.string().overwrite(storable)

/** Such a text without space at its ends. */
export const trimmedText = z.string().overwrite((value) => storable(value).trim())

function storable(value: string): string {
  return value.toWellFormed().replaceAll('\0', '')
}

/** Markdown with images, code and LaTeX; rendered and sanitised by whoever shows it. */
export const markdown = trimmedText.min(1).max(20_000)
const shortMarkdown = trimmedText.min(1).max(2_000)

/** Identifies an option, item or gap inside one question version. Carries no meaning. */
export const partId = z.string().regex(/^[A-Za-z0-9_-]{1,16}$/)

export const option = z.strictObject({ id: partId, text: shortMarkdown })
export type Option = z.infer<typeof option>

/** A list of 2 to 40 options whose ids differ. */
export const options = z.array(option).min(2).max(40).refine(idsDiffer, 'ids must differ')

/** Whether no two parts have the same id. */
export function idsDiffer(parts: readonly { readonly id: string }[]): boolean {
  return new Set(parts.map(({ id }) => id)).size === parts.length
}

/** What is said, after the answer, to whoever chose an option: by the option's id. */
export const optionFeedback = z.record(partId, shortMarkdown).optional()

/** What is said after an answer, by how right it was. */
const feedback = z
  .strictObject({ right: markdown, partly: markdown, wrong: markdown })
  .partial()
  .optional()

/** What every question has, whatever its type. `body` and `key` are added by each type. */
export const common = {
  stem: markdown,
  feedback,
  /** Shown after the answer: why the key is right. */
  explanation: trimmedText.max(20_000).default(''),
  /** Shown one at a time, on request, before the answer. */
  hints: z.array(shortMarkdown).max(5).default([]),
}

/** How an answer that is partly right counts. */
export const partialCredit = z.enum(['all_or_nothing', 'partial'])

/** A response counts as correct from this score on. */
export const CORRECT_FROM = 0.999

/** A fault an author should mend. `path` is a JSON pointer into the question. */
export interface Issue {
  readonly path: string
  readonly code: string
  readonly severity: 'error' | 'warning'
}

/** The entry of a record by id; nothing that every object has, such as `constructor`. */
export function entry<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined
}

export function textsOf(parts: readonly Option[]): string[] {
  return parts.map(({ text }) => text)
}

const unevenSpace = /^\s|\s$|\s\s|[^\S ]/u

/** The second and further of the parts that say the same as one before, as faults. */
export function repeatedTexts(path: string, texts: readonly string[]): Issue[] {
  const seen = new Set<string>()
  const issues: Issue[] = []
  for (const [index, text] of texts.entries()) {
    const same = unevenSpace.test(text) ? text.trim().replace(/\s+/gu, ' ') : text
    if (seen.has(same))
      issues.push({ path: `${path}/${index}`, code: 'text_repeated', severity: 'error' })
    seen.add(same)
  }
  return issues
}

/** The same elements in an order drawn from `random`, each order as likely as any other. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list]
  const drawn: T[] = []
  while (left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1))
  return drawn
}

/**
 * A repeatable source of randomness from a 32-bit seed (mulberry32). Not for secrets.
 * The same seed gives the same numbers in Node and in the browser.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import { canonicalText } from '@quizmentor/engine/question/relabel'
import type { FoundQuestion, Json, Notice } from '@quizmentor/interchange/found'
import { createHash } from 'node:crypto'

/** A name that a question of a file is known by below a topic, at most some 200 letters. */
export function sourceNames(format: string) {
  const seen = new Map<string, number>()
  return (ref: string | null, content: QuestionContent): { name: string; isRepeated: boolean } => {
    const said = ref === null ? `hash:${sha256(canonicalText(content))}` : `${format}:${short(ref)}`
    const times = (seen.get(said) ?? 0) + 1
    seen.set(said, times)
    return times === 1
      ? { name: said, isRepeated: false }
      : { name: `${said}#${times}`, isRepeated: true }
  }
}

/** What a file called a question, where the bank still knows; a hash of it where it was very long. */
export function refOf(sourceRef: string | null): string | null {
  const [, ref = null] = /^import:[^:]+:(?!hash:)[^:]+:(.*)$/s.exec(sourceRef ?? '') ?? []
  return ref
}

function short(ref: string): string {
  const plain = ref.toWellFormed().replaceAll('\0', '')
  return plain.length <= 160 ? plain : `sha256:${sha256(ref)}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const mostTags = 20
const longestTag = 40

/** A file's tags as ours, behind those that were asked for. */
export function tagsOf(
  question: FoundQuestion,
  asked: readonly string[],
): { readonly tags: readonly string[]; readonly notices: readonly Notice[] } {
  if (question.tags.length === 0) return { tags: asked, notices: [] }
  const all = question.tags.map((tag) => {
    const plain = tag.replaceAll('\0', '').trim().replace(/\s+/gu, ' ').toLowerCase()
    return plain.slice(0, longestTag).toWellFormed().trim()
  })
  const tags = [...new Set([...asked, ...all.filter((tag) => tag !== '')])]
  if (tags.length <= mostTags) return { tags, notices: [] }
  const reason = `It has ${tags.length} tags; the first ${mostTags} are kept.`
  const notices = [{ where: question.where, code: 'tags_left_out', reason }]
  return { tags: tags.slice(0, mostTags), notices }
}

const longestTitle = 300

export function titleOf({ title }: FoundQuestion): string | null {
  const plain = (title ?? '').replaceAll('\0', '').trim().slice(0, longestTitle).toWellFormed()
  return plain === '' ? null : plain
}

const longestKept = 200_000

/** What is kept with a question; `null`: nothing, and `undefined`: it is too much. */
export function keptOf({ kept }: FoundQuestion): Record<string, Json> | null | undefined {
  const entries = Object.entries(kept)
  if (entries.every(([, value]) => value === undefined)) return null
  if (JSON.stringify(kept).length > longestKept) return undefined
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined ? [] : [[clean(name), storable(value)]],
    ),
  )
}

/** PostgreSQL stores every character but NUL and halves of pairs. */
function storable(value: Json): Json {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(storable)
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [
      clean(name),
      inside === undefined ? null : storable(inside),
    ]),
  )
}

// Array.isArray doesn't tell lists that can't be changed apart.
function isList(value: readonly Json[] | object): value is readonly Json[] {
  return Array.isArray(value)
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** The content of this JSON, where it still fits; addresses are longer than what they stand for. */
export function contentOf(json: string): QuestionContent | null {
  const parsed = questionContent.safeParse(JSON.parse(json))
  return parsed.success ? parsed.data : null
}

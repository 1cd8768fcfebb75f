import type { Found, FoundQuestion, Notice, Skipped, Warning } from '../found.ts'
import { lineEnds } from '../lines.ts'
import { splitCategoryPath } from '../moodle-xml/names.ts'
import { lossOf, markdownOf } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'
import { answersOf, type Texts } from './answers.ts'
import { blocksOf, type Block } from './blocks.ts'
import { formatOf, restored, withoutEscapes } from './escapes.ts'

/**
 * The questions of a GIFT file, as Moodle 4.5 reads it, with ordering questions; and, where Moodle
 * gives up or garbles, what was meant: blank lines between braces, questions without a blank line
 * between them, a category without one after it.
 * @throws {UnreadableFile} `not_text`
 */
export async function* readGift(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  let category: readonly string[] = []
  for await (const block of blocksOf(decoded(source, (warning) => warnings.push(warning)))) {
    while (warnings.length > 0) yield* warnings.splice(0)
    for (const part of partsOf(block))
      for (const found of findings(part, category)) {
        if (found.kind === 'category') category = found.path
        if (found.kind !== 'category' || category.length > 0) yield found
      }
  }
  yield* warnings
}

const mostLength = 500_000

function findings(block: Block, category: readonly string[]): Found[] {
  const { id, tags, text: uncommented, line } = commentsOf(block)
  const where = `line ${line}`
  const bare = withoutEscapes(uncommented.trim())
  if (bare === '') return []
  if (bare.startsWith('$CATEGORY:')) {
    const path = splitCategoryPath(restored(bare.slice('$CATEGORY:'.length)).trim())
    return [{ kind: 'category', where, path, description: '' }]
  }
  const notices: Notice[] = block.hadBlankLines
    ? [{ where, code: 'blank_lines', reason: 'Blank lines stood between its braces.' }]
    : []
  return piecesOf(bare, line).map((piece, index) =>
    questionOf(piece.text, {
      where: `line ${piece.line}`,
      category,
      ref: index === 0 ? id : null,
      tags: index === 0 ? tags : [],
      notices: index === 0 ? notices : [],
    }),
  )
}

/** A category is one line; what follows without a blank line is read all the same. */
function* partsOf(block: Block): Generator<Block> {
  if (!block.text.includes('$CATEGORY:')) {
    yield block
    return
  }
  let { line } = block
  for (const text of block.text.split(/^(?=[^\S\n]*\$CATEGORY:)|(?<=^[^\S\n]*\$CATEGORY:.*\n)/m)) {
    yield { ...block, text, line }
    line += lineEnds(text)
  }
}

/** Takes out the lines that are comments, and what Moodle keeps in them. */
function commentsOf({ text, line }: Block): {
  readonly text: string
  readonly line: number
  readonly id: string | null
  readonly tags: readonly string[]
} {
  let comment = ''
  let from = 0
  // Mostly they stand before the question.
  for (;;) {
    const lead = /[^\S\n]*\/\/|\s*\n/y
    lead.lastIndex = from
    if (!lead.test(text)) break
    const end = text.indexOf('\n', text.startsWith('/', lead.lastIndex - 1) ? lead.lastIndex : from)
    const next = end < 0 ? text.length : end + 1
    comment += text.slice(from, next)
    from = next
  }
  let rest = from === 0 ? text : text.slice(from)
  if (rest.includes('//') && /^[^\S\n]*\/\//m.test(rest)) {
    comment += [...rest.matchAll(/^[^\S\n]*\/\/.*$/gm)].join('\n')
    rest = rest.replace(/^[^\S\n]*\/\/.*(?:\n|$)/gm, '')
  }
  const begins = from === 0 ? line : line + lineEnds(text.slice(0, from))
  return comment.includes('[')
    ? { text: rest, line: begins, ...namesIn(comment) }
    : { text: rest, line: begins, id: null, tags: none }
}

const none: readonly string[] = []

function namesIn(comment: string): { id: string | null; tags: string[] } {
  const unescaped = (value: string): string => value.replaceAll('\\]', ']').trim()
  const id = /\[id:((?:\\\]|[^\]\p{Cc}])+)\]/u.exec(comment)?.[1]
  const tags = [...comment.matchAll(/\[tag:((?:\\\]|[^\]<>`\p{Cc}])+)\]/gu)]
  return {
    id: id === undefined ? null : unescaped(id),
    tags: tags.map(([, tag = '']) => unescaped(tag)).filter((tag) => tag !== ''),
  }
}

/** Several questions that no blank line divides: one ends with its line where another follows. */
function piecesOf(text: string, line: number): { text: string; line: number }[] {
  const pieces: { text: string; line: number }[] = []
  let from = 0
  for (;;) {
    const start = text.indexOf('{', from)
    const end = start < 0 ? -1 : text.indexOf('}', start)
    const cut = end < 0 ? null : endOfLine.exec(text.slice(end + 1, end + 80))
    const next = end < 0 || cut === null ? -1 : end + 1 + cut[0].length
    if (next < 0 || !text.includes('{', next)) break
    pieces.push({ text: text.slice(from, next).trim(), line })
    line += lineEnds(text.slice(from, next))
    from = next
  }
  pieces.push({ text: text.slice(from).trim(), line })
  return pieces
}

const endOfLine = /^[.?!"';]{0,3}[^\S\n]*\n/

type Rest = Pick<FoundQuestion, 'where' | 'category' | 'ref' | 'tags' | 'notices'>

function questionOf(bare: string, rest: Rest): Found {
  if (bare.length > mostLength)
    return skipped(rest.where, 'too_long', 'It is longer than any question.')
  const { title, text } = titleOf(bare)
  const { start, end } = bracesIn(text)
  if (start < 0 && end < 0)
    return {
      kind: 'warning',
      where: rest.where,
      code: 'not_a_question',
      reason: `A text that asks nothing was left out: “${restored(text).replace(/\s+/g, ' ').slice(0, 80)}”.`,
    }
  if (start < 0 || end < 0)
    return skipped(rest.where, 'brace_missing', `It has no ${start < 0 ? '{' : '}'}.`)
  const after = text.slice(end + 1)
  const stem = text.slice(0, start) + (after === '' ? '' : `_____${after}`)
  const [stemText, format] = formatOf(stem.trim(), 'moodle')
  const texts: Texts = { format, lost: new Set() }
  const { answers, general } = generalOf(text.slice(start + 1, end).trim())
  const made = answersOf(answers, texts)
  if ('refused' in made) return { kind: 'skipped', where: rest.where, ...made.refused }
  const shownStem = markdownOf(restored(stemText).trim(), format, texts.lost)
  const [explanation, own] = formatOf(general.trim(), format)
  const told = [...made.told, ...braces(`${text.slice(0, start)}${after}`)]
  const content = {
    type: made.type,
    stem: shownStem === '' ? (title ?? '') : shownStem,
    body: made.body,
    key: made.key,
    explanation:
      explanation === '' ? '' : markdownOf(restored(explanation).trim(), own, texts.lost),
    hints: [],
    ...(made.feedback !== undefined && { feedback: made.feedback }),
  }
  const loss = lossOf(texts.lost)
  if (loss !== null) told.push(loss)
  return toFound({
    ...rest,
    title,
    content,
    notices:
      told.length === 0
        ? rest.notices
        : [...rest.notices, ...told.map((notice) => ({ where: rest.where, ...notice }))],
  })
}

/**
 * Where the answers are: between the first braces, as for Moodle, but for those of a formula such as
 * 2^{10}, if further braces begin as answers do.
 */
function bracesIn(text: string): { start: number; end: number } {
  const start = text.indexOf('{')
  const end = text.indexOf('}', Math.max(start, 0))
  if (start < 0 || end < 0 || text.indexOf('{', end) < 0) return { start, end }
  const groups = [...text.matchAll(/\{([^{}]*)\}/g)]
  const answers = groups.find(
    ([, inside = ''], index) =>
      /^\s*(?:[=~#>]|(?:T|F|TRUE|FALSE)\s*(?:#|$))/.test(inside) ||
      (inside.trim() === '' && index === groups.length - 1),
  )
  return answers === undefined
    ? { start, end }
    : { start: answers.index, end: answers.index + answers[0].length - 1 }
}

function titleOf(bare: string): { title: string | null; text: string } {
  if (!bare.startsWith('::')) return { title: null, text: bare }
  const end = bare.indexOf('::', 2)
  if (end < 0) return { title: null, text: bare.slice(2).trim() }
  const title = restored(bare.slice(2, end)).replace(/\s+/g, ' ').trim()
  return { title: title === '' ? null : title, text: bare.slice(end + 2).trim() }
}

function generalOf(text: string): { answers: string; general: string } {
  const at = text.lastIndexOf('####')
  if (at < 0) return { answers: text, general: '' }
  return { answers: text.slice(0, at).trim(), general: text.slice(at + 4) }
}

function braces(around: string): { code: string; reason: string }[] {
  return /\{[^{}]*\}/.test(around)
    ? [
        {
          code: 'braces_left',
          reason: 'Of several pairs of braces one was taken for its answers.',
        },
      ]
    : []
}

function skipped(where: string, code: string, reason: string): Skipped {
  return { kind: 'skipped', where, code, reason }
}

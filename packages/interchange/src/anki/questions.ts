import type { Skipped, FoundQuestion, Json } from '../found.ts'
import { mediaKeys } from '../media-keys.ts'
import { toFound } from '../question.ts'
import { cardText, plainOf, type CardText, type MediaTypes } from './card-text.ts'
import { clozeQuestion } from './cloze-question.ts'
import type { CardTemplate, NoteType } from './collection.ts'
import type { Card, Note } from './notes.ts'
import { fillingOf } from './filling.ts'
import { cardType } from './new-collection.ts'
import type { AnkiPackage } from './package.ts'
import { rendered } from './template.ts'

/** In characters of HTML, without pictures that stand in it. */
const longestField = 200_000

/**
 * The questions of a note: one for each front that its cards show, so that a note that is asked
 * both ways gives two; a text with gaps, or a picture with covered parts, gives one.
 */
export async function* questionsOf(
  note: Note,
  files: AnkiPackage,
  types: MediaTypes,
): AsyncGenerator<FoundQuestion | Skipped> {
  const { type } = note
  const place = note.where ?? `note ${note.id}`
  if (type === undefined || type.templates.length === 0) {
    const reason = 'The note is of a type that the collection does not describe.'
    yield { kind: 'skipped', where: place, code: 'note_type_missing', reason }
    return
  }
  if (note.fields.some((field) => field.length > longestField)) {
    const reason = `A field is longer than ${longestField} characters.`
    yield { kind: 'skipped', where: place, code: 'not_representable', reason }
    return
  }
  if (type.cloze) {
    const text = await cardText(place, note.fields, files, types)
    yield found(note, type, note.cards, text, clozeQuestion(note, type, text), place)
    return
  }
  for (const { cards, template, ord } of byFront(note, type)) {
    const where = ord === 0 ? place : `${place}, card ${ord + 1}`
    const text = await cardText(where, note.fields, files, types)
    yield found(note, type, cards, text, cardQuestion(note, type, template, text), where)
  }
}

/** What a reader of one kind of note makes of it. */
export interface Drafted {
  readonly content: Readonly<Record<string, unknown>> & { readonly stem: string }
  /** Fields that are in the content; the others are kept beside it. */
  readonly used: ReadonlySet<string>
}

function found(
  note: Note,
  type: NoteType,
  cards: readonly Card[],
  text: CardText,
  { content, used }: Drafted,
  where: string,
): FoundQuestion | Skipped {
  if (content.stem === '')
    return { kind: 'skipped', where, code: 'no_stem', reason: 'The front of the card is empty.' }
  if (cards.length > 1)
    text.note(
      'cards_merged',
      `${cards.length} cards became one question; their reviews count for it together.`,
    )
  const ord = type.cloze ? 0 : (cards[0]?.ord ?? 0)
  const shown = mediaKeys(JSON.stringify(content))
  const id = note.guid === '' ? note.id : note.guid
  return toFound({
    where,
    ref: ord === 0 ? id : `${id}#${ord}`,
    category: cards[0]?.deck ?? [],
    content,
    tags: note.tags,
    kept: keptOf(note, type, used),
    notices: text.notices(),
    media: [...text.media.values()].filter(({ key }) => shown.has(key)),
    reviews: cards.flatMap(({ reviews }) => reviews).toSorted((one, other) => one.at - other.at),
  })
}

/** Fields that no side of the card shows. */
function keptOf(note: Note, type: NoteType, used: ReadonlySet<string>) {
  const left = type.fields.flatMap((name, index): [string, string][] => {
    const html = note.fields[index] ?? ''
    return used.has(name) || html === '' ? [] : [[name, html]]
  })
  const kept: Record<string, Json> = type.name === '' ? {} : { noteType: type.name }
  if (left.length > 0) kept['fields'] = Object.fromEntries(left)
  return kept
}

interface Front {
  readonly cards: Card[]
  readonly template: CardTemplate
  readonly ord: number
}

/** The note's cards, those together that ask the same. */
function byFront(note: Note, type: NoteType): Front[] {
  const fronts = new Map<string, Front>()
  for (const card of note.cards) {
    const template = type.templates[card.ord]
    if (template === undefined) continue
    const front = rendered(template.front, fillingOf(note, type, 'front').filling)
    const asked = front.replace(/\s+/gu, '')
    const known = fronts.get(asked)
    if (known === undefined) fronts.set(asked, { cards: [card], template, ord: card.ord })
    else known.cards.push(card)
  }
  const [template] = type.templates
  if (fronts.size === 0 && template !== undefined)
    return [{ cards: [...note.cards.slice(0, 1)], template, ord: 0 }]
  return [...fronts.values()]
}

function cardQuestion(note: Note, type: NoteType, template: CardTemplate, text: CardText): Drafted {
  const front = fillingOf(note, type, 'front')
  const frontHtml = rendered(template.front, front.filling)
  const stem = text.markdown(frontHtml)
  const hints = [...front.hints].slice(0, 5).map((html) => text.markdown(html))
  const back = fillingOf(note, type, 'back')
  const [answerHtml, besideHtml] = answerOf(rendered(template.back, back.filling), frontHtml)
  const used = front.used.union(back.used)
  const common = { stem, hints: hints.filter((hint) => hint !== '') }
  if (front.speaks || back.speaks)
    text.note('speech_lost', 'The card has its text spoken by Anki; here it is only written.')

  const [typed] = front.typed
  const accepted = typed === undefined ? '' : plainOf(typed.html).replace(/\s+/gu, ' ').trim()
  if (typed !== undefined && accepted !== '' && accepted.length <= 200) {
    const others = fillingOf(note, type, 'beside')
    const sides = answerOf(rendered(template.back, others.filling), frontHtml)
    const explanation = text.markdown(sides.join(' '))
    const key = { accepted: [accepted], accentSensitive: !typed.withoutAccents }
    return { content: { ...common, type: 'short_text', body: {}, key, explanation }, used }
  }
  const explanation = text.markdown(besideHtml)
  const short = type.name === cardType.name ? null : shortAnswer(answerHtml)
  if (short !== null) {
    const content = {
      ...common,
      type: 'short_text',
      body: {},
      key: { accepted: [short] },
      explanation,
    }
    return { content, used }
  }
  const model = text.markdown(answerHtml)
  if (model === '') text.note('answer_missing', 'The back of the card is empty.')
  return {
    content: { ...common, type: 'extended_text', body: { lines: 0 }, key: { model }, explanation },
    used,
  }
}

/** The back without the front, which most templates repeat: the answer, and what explains it. */
function answerOf(back: string, front: string): [answer: string, explanation: string] {
  const [before = '', ...behind] = back.split(/<hr\b[^>]*\bid\s*=\s*["']?answer\b["']?[^>]*>/i)
  const repeats = front.trim() !== '' && before.trimStart().startsWith(front.trim())
  const shown = repeats ? before.trimStart().slice(front.trim().length) : before
  // As `writeAnki` has it.
  const [answer = '', ...explanation] = (behind.length > 0 ? behind.join('') : shown).split(
    '<hr id=explanation>',
  )
  return [answer, explanation.join('')]
}

/** What somebody can be expected to type: a few plain words on one line; `null`: it is more. */
export function shortAnswer(html: string): string | null {
  if (html.length > 4_000) return null
  const trimmed = html.replace(/^(?:\s|&nbsp;|<br\s*\/?>)+|(?:\s|&nbsp;|<br\s*\/?>)+$/gi, '')
  if (/<(?!\/?(?:b|i|u|em|strong|span|font|div|p)\b)/i.test(trimmed)) return null
  if (/\[(?:sound:[^\]]+|latex|\$\$?)\]|\\[([]|\$\$|\uE000/.test(trimmed)) return null
  if ((trimmed.match(/<(?:div|p)\b/gi)?.length ?? 0) > 1) return null
  if (/[^>\s]\s*<(?:div|p)\b/i.test(trimmed)) return null
  const plain = plainOf(trimmed).trim()
  // Lines of the HTML itself mean nothing more than a space.
  const words = plain.split(/\s+/u)
  const isShort = plain.length <= 60 && words.length <= 6 && /[\p{L}\p{N}]/u.test(plain)
  return isShort ? words.join(' ') : null
}

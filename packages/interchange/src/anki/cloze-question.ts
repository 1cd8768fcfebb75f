import { plainOf, type CardText } from './card-text.ts'
import { clozePieces, type Cloze, type ClozePiece } from './cloze.ts'
import type { NoteType } from './collection.ts'
import type { Note } from './notes.ts'
import { fillingOf } from './filling.ts'
import type { Drafted } from './questions.ts'
import { rendered } from './template.ts'

const mostGaps = 60

/**
 * A note whose cards are gaps of one text: a text to be filled in where each answer can be typed,
 * else a card to be recalled.
 */
export function clozeQuestion(note: Note, type: NoteType, text: CardText): Drafted {
  if (note.fields.some((field) => /\{\{c\d+::\s*image-occlusion:/.test(field)))
    return occlusionQuestion(note, type, text)
  const [template] = type.templates
  if (template === undefined) return { content: { stem: '' }, used: new Set() }

  const { pieces, nested } = clozeFieldOf(note)
  if (nested) text.note('cloze_nested', 'Gaps in gaps became one gap, the outermost.')
  const gaps = pieces.filter((piece) => typeof piece !== 'string')
  const gapsWith = (write: (gap: Cloze, index: number) => string): string => {
    let index = 0
    return pieces
      .map((piece) => (typeof piece === 'string' ? piece : write(piece, index++)))
      .join('')
  }
  const beside = fillingOf(note, type, 'back', () => '')
  const [backHtml = '', explanationHtml] = rendered(template.back, beside.filling).split(
    '<hr id=explanation>',
  )
  const used = new Set(beside.used)

  /** The front with the text in it. */
  const sideWith = (write: (gap: Cloze) => string): string => {
    const shown = gapsWith(write)
    let isFirst = true
    const filled = fillingOf(note, type, 'front', (html) => {
      if (!/\{\{c\d+::/.test(html)) return html
      const isShown = isFirst
      isFirst = false
      return isShown ? shown : ''
    })
    const html = rendered(template.front, filled.filling)
    for (const name of filled.used) used.add(name)
    return html
  }

  const front = fillingOf(note, type, 'front', () => '')
  const headingHtml = rendered(template.front, front.filling).trim()
  const heading = text.markdown(headingHtml)
  const hints = [...front.hints]
    .slice(0, 5)
    .map((html) => text.markdown(html))
    .filter(Boolean)
  const explanation = text.markdown(explanationHtml ?? backHtml.replace(headingHtml, ''))

  if (gaps.length === 0) {
    text.note('cloze_missing', 'The text has no gap; it became a card to be recalled.')
    const whole = fillingOf(note, type, 'front')
    const stem = text.markdown(rendered(template.front, whole.filling))
    for (const name of whole.used) used.add(name)
    const body = { lines: 0 }
    return { content: { type: 'extended_text', stem, body, key: { model: explanation } }, used }
  }

  const answers = gaps.map(({ answer }) => typedAnswer(answer))
  const marked = gapsWith(({ hint }, index) => {
    const shown = plainOf(hint).trim()
    const gap = text.token(`{{g${index + 1}}}`)
    return shown === '' ? gap : `${gap} (${hint})`
  })
  const fits = gaps.length <= mostGaps && answers.every((answer) => answer !== null)
  if (fits && !gapInFormula(marked)) {
    // What looks like a gap of ours and is text.
    const body = text.markdown(marked.replaceAll('{{', text.token('{\\{')))
    const key = Object.fromEntries(
      answers.map((answer, index) => [`g${index + 1}`, { accepted: [answer] }]),
    )
    return {
      content: {
        type: 'fill_in',
        stem: heading || 'Fill in the gaps.',
        hints,
        body: { text: body, gaps: gaps.map((_, index) => ({ id: `g${index + 1}` })) },
        key: { gaps: key },
        explanation,
      },
      used,
    }
  }
  text.note(
    'cloze_as_card',
    'Its gaps hold more than can be typed; it became a card to be recalled.',
  )
  const stem = text.markdown(sideWith(({ hint }) => `[${plainOf(hint).trim() || '…'}]`))
  const model = text.markdown(sideWith(({ answer }) => `<b>${answer}</b>`))
  return {
    content: { type: 'extended_text', stem, body: { lines: 0 }, key: { model }, explanation },
    used,
  }
}

/** The pieces of the fields that have gaps, one below the other. */
function clozeFieldOf(note: Note): { pieces: ClozePiece[]; nested: boolean } {
  return clozePieces(note.fields.filter((field) => /\{\{c\d+::/.test(field)).join('<br>'))
}

/** What has to be typed into a gap; `null`: it is no plain text of a length that is typed. */
function typedAnswer(html: string): string | null {
  if (
    /<(?:img|table|ul|ol|li|pre|br|video|audio)\b|\[(?:sound:[^\]]+|latex|\$\$?)\]|\\[([]/i.test(
      html,
    )
  )
    return null
  const plain = plainOf(html).replace(/\s+/gu, ' ').trim()
  return plain === '' || plain.length > 200 ? null : plain
}

function gapInFormula(html: string): boolean {
  return [
    ...html.matchAll(
      /\\\([^]{0,4000}?\\\)|\\\[[^]{0,4000}?\\\]|\[(\$\$?|latex)\][^]{0,4000}?\[\/\1\]/g,
    ),
  ].some(([formula]) => formula.includes('\uE000'))
}

/**
 * A picture with covered parts. What is under them stands in no text, and the picture would tell:
 * it is the answer to be recalled.
 */
function occlusionQuestion(note: Note, type: NoteType, text: CardText): Drafted {
  const field = (name: string, place: number): string => {
    const index = type.fields.indexOf(name)
    return note.fields[index < 0 ? place : index] ?? ''
  }
  const named = ['Image', 'Header', 'Back Extra'].filter((name) => type.fields.includes(name))
  text.note(
    'image_occlusion',
    'The covered parts of the picture are not drawn: the picture is shown as the answer.',
  )
  const stem = text.markdown(field('Header', 2)) || 'Name the covered parts of the picture.'
  const model = text.markdown(field('Image', 1))
  const explanation = text.markdown(field('Back Extra', 3))
  return {
    content: { type: 'extended_text', stem, body: { lines: 0 }, key: { model }, explanation },
    used: new Set(named.length > 0 ? named : type.fields.slice(1, 4)),
  }
}

import { plainOf } from './card-text.ts'
import type { NoteType } from './collection.ts'
import type { Note } from './notes.ts'
import { reading, type Filling } from './template.ts'

/** A field that the learner types. */
export interface Typed {
  readonly html: string
  readonly withoutAccents: boolean
}

/** What a template is filled with, and what came of it. */
export interface Filled {
  readonly filling: Filling
  /** Names of the fields that are shown. */
  readonly used: Set<string>
  /** HTML that is shown on request. */
  readonly hints: Set<string>
  readonly typed: Typed[]
  /** Set where a filter has a field spoken. */
  speaks: boolean
}

/**
 * Fills a card's template with a note: its `front`; its `back`, with what is typed shown; or what
 * stands on the back `beside` that.
 * @param cloze what a field with gaps becomes; by default, its text
 */
export function fillingOf(
  note: Note,
  type: NoteType,
  side: 'front' | 'back' | 'beside',
  cloze: (html: string) => string = (html) => html,
): Filled {
  const values = new Map(type.fields.map((name, index) => [name, note.fields[index] ?? '']))
  const specials: Readonly<Record<string, string>> = {
    FrontSide: '',
    Tags: note.tags.join(' '),
    Type: type.name,
    Deck: note.cards[0]?.deck.join('::') ?? '',
    Subdeck: note.cards[0]?.deck.at(-1) ?? '',
    Card: '',
    CardFlag: '',
  }
  const filled: Filled = {
    used: new Set(),
    hints: new Set(),
    typed: [],
    speaks: false,
    filling: {
      field(name) {
        const value = values.get(name)
        if (value !== undefined) {
          filled.used.add(name)
          return value
        }
        if (Object.hasOwn(specials, name)) return specials[name]
        // A condition on one of a cloze note's cards: all of them are one question.
        return /^c\d+$/.test(name) ? name : undefined
      },
      filtered(filter, html, field) {
        switch (filter) {
          case 'cloze':
          case 'cloze-only':
            return cloze(html)
          case 'type': {
            if (type.cloze) return html
            if (side === 'front' && html !== '')
              filled.typed.push({
                html: html === withoutAccentsMark ? (values.get(field) ?? '') : html,
                withoutAccents: html === withoutAccentsMark,
              })
            return side === 'back' ? (values.get(field) ?? '') : ''
          }
          case 'nc':
            return withoutAccentsMark
          case 'hint':
            if (side !== 'front') return html
            if (html.trim() !== '') filled.hints.add(html)
            return ''
          case 'text':
            return plainOf(html).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
          case 'furigana':
          case 'kana':
          case 'kanji':
            return reading(filter, html)
          default:
            if (!filter.startsWith('tts')) return html
            filled.speaks = true
            return ''
        }
      },
    },
  }
  return filled
}

/** `{{type:nc:Field}}`: an answer is right whatever its accents. */
const withoutAccentsMark = '\uE002'

import { asEntity, firstOf, isWord } from './escape.ts'
import type { Strand } from './strand.ts'

/** What was written last, if what comes next must be kept apart from it. */
export type Edge =
  | { readonly kind: 'word' }
  | { readonly kind: 'math' }
  | { readonly kind: 'code'; readonly raw: string; readonly written: string }
  | null

/** Readers use characters of their own as signs: those stay as they are. */
export function isPrivate(character: string): boolean {
  return /^[\uE000-\uF8FF]$/.test(character)
}

/** Whether emphasis takes a character for part of a word: the renderer sees halves of emoji. */
export function isWordBy(character: string): boolean {
  return isWord(character) || character.length > 1
}

/** Writes the last character as a number; a lone backslash before it must not go with that. */
export function asNumber(text: Strand, character: string): void {
  text.cut(character.length)
  if (text.endsWith('\\') && !text.endsWith('\\\\')) text.put('\\')
  text.put(asEntity(character))
}

/** Text whose first character is written as a number where it would change what is before it. */
export function keptApart(text: string, edge: Edge): string {
  const first = firstOf(text)
  const apart =
    (edge?.kind === 'word' && isWordBy(first) && !isPrivate(first)) ||
    (edge?.kind === 'math' && /^\d$/.test(first))
  return apart ? asEntity(first) + text.slice(first.length) : text
}

import { stripMarkdown } from '@quizmentor/engine/question/plain-text'

/** Whether some image of a Markdown text has no words for those who can't see it. */
export function hasImageWithoutWords(markdown: string): boolean {
  return /!\[\s*\]\(/.test(markdown)
}

/** Whether a text refers to an image kept aside that isn't there. */
export function hasLostImage(markdown: string): boolean {
  return /!\[[^\]]{0,1000}\]\(image:\d{1,4}[)\s]/.test(markdown)
}

// Above this, LIX calls a text hard; below so many words it says nothing.
const HARD = 58
const ENOUGH_WORDS = 30
const LONG_WORD = 6

/** Whether a text reads like a legal one: LIX, which counts sentences and long words. */
export function isHardToRead(markdown: string): boolean {
  const text = stripMarkdown(markdown.replace(/```[^]*?(```|$)/g, ' '))
  const words = text.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []
  if (words.length < ENOUGH_WORDS) return false
  const sentences = Math.max(1, text.match(/[.!?…:](?=\s|$)/gu)?.length ?? 0)
  const long = words.filter((word) => [...word].length > LONG_WORD).length
  return words.length / sentences + (100 * long) / words.length > HARD
}

/** Whether a text has these words in this order, whatever their case. */
export function containsWords(text: string, words: string): boolean {
  const wanted = wordsOf(words)
  return wanted.length > 2 && ` ${wordsOf(text)} `.includes(` ${wanted} `)
}

/** How many characters a reader sees. */
export function lengthSeen(markdown: string): number {
  return [...stripMarkdown(markdown)].length
}

function wordsOf(text: string): string {
  return (
    stripMarkdown(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')
}

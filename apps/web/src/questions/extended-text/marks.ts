import type { ExtendedText } from '@quizmentor/engine/question/extended-text'

/** What one marks oneself with, and what it counts. */
export const marks = { none: 0, partly: 0.5, fully: 1 } as const
export type Mark = keyof typeof marks

/** What is to be marked: each criterion, or, where there is none, the whole. */
export function toMark({ rubric }: Pick<ExtendedText['key'], 'rubric'>): string[] {
  return rubric.length === 0 ? ['whole'] : rubric.map(({ id }) => id)
}

/** The mark that comes nearest to what was given, where something was. */
export function markOf(given: Readonly<Record<string, number>>, id: string): Mark | null {
  const value = given[id]
  if (value === undefined) return null
  return value >= 0.75 ? 'fully' : value >= 0.25 ? 'partly' : 'none'
}

/** How many words a text has. */
export function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

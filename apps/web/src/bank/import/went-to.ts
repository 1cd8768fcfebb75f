/**
 * What this page knows of an import that it began: by what the questions of it are found
 * in the list (`null`: by neither), and how many there are.
 */
interface WentTo {
  readonly topic: string | null
  readonly tag: string | null
  /** Questions of the file. */
  readonly whole: number
}

const known = new Map<string, WentTo>()

/** Where the questions of an import went, for as long as this page lives. */
export function rememberDestination(importId: string, place: WentTo): void {
  known.set(importId, place)
}

/** A filter of the question list that shows an import's questions; nothing: the last changed first. */
export function filterOf(importId: string): { tag?: string; topic?: string } {
  const { topic = null, tag = null } = known.get(importId) ?? {}
  if (tag !== null) return { tag }
  return topic === null ? {} : { topic }
}

/** How many questions an import's file has; `null`: this page doesn't know. */
export function wholeOf(importId: string): number | null {
  return known.get(importId)?.whole ?? null
}

/** A piece of a question while it is written: an option, an item, an accepted answer. */
export interface Part {
  readonly id: string
  readonly text: string
}

/** The id that an editor knows a part by → the id that the stored version has for it. */
export type IdOf = (id: string) => string

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A part of its own, with an id that no other has; the server gives it another when it is stored. */
export function newPart(text = ''): Part {
  return { id: newPartId(), text }
}

export function newPartId(): string {
  const random = crypto.getRandomValues(new Uint8Array(10))
  return `n${Array.from(random, (byte) => letters[byte % letters.length]).join('')}`
}

/** Those that say something, trimmed. */
export function written(parts: readonly Part[]): Part[] {
  return parts.flatMap(({ id, text }) => (text.trim() === '' ? [] : [{ id, text: text.trim() }]))
}

/** The same parts as they are stored. */
export function stored(parts: readonly Part[], idOf: IdOf): Part[] {
  return written(parts).map(({ id, text }) => ({ id: idOf(id), text }))
}

/** The list with the entry of the same id replaced. */
export function replaced<Entry extends { readonly id: string }>(
  list: readonly Entry[],
  next: Entry,
): Entry[] {
  return list.map((entry) => (entry.id === next.id ? next : entry))
}

/** The list without the entry of this id. */
export function without<Entry extends { readonly id: string }>(
  list: readonly Entry[],
  id: string,
): Entry[] {
  return list.filter((entry) => entry.id !== id)
}

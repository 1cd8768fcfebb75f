/** A whole number of SQLite's; 0 where it is none. */
export function wholeOf(value: unknown): number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0
}

/** A number that names something. */
export function idOf(value: unknown): string {
  return String(wholeOf(value))
}

/** SQLite's columns hold what they are given: a field of digits may be a number. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

export function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

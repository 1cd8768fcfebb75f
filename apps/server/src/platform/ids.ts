import { parse, v7, validate, version } from 'uuid'

/** A new UUIDv7: unique, and in the order of time. */
export function newId(): string {
  return v7()
}

/** When the maker of a UUIDv7 says it was made, in milliseconds; undefined for anything else. */
export function timeOfId(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7) return undefined
  return parse(id)
    .subarray(0, 6)
    .reduce((time, byte) => time * 256 + byte, 0)
}

const day = 24 * 60 * 60 * 1000

/**
 * Whether an id made elsewhere is a UUIDv7 whose time can be true: up to a day ahead (clocks are
 * wrong), up to `oldestDays` back (people are offline). Rows are kept by the time in their id.
 */
export function isPlausibleId(id: string, now: number, oldestDays = 60): boolean {
  const time = timeOfId(id)
  return time !== undefined && time <= now + day && time >= now - oldestDays * day
}

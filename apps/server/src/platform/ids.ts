import { randomFillSync } from 'node:crypto'
import { parse, v7, validate, version } from 'uuid'

/** Drawn for many ids at once: a call for each takes longer than all the rest. */
const pool = Buffer.alloc(4_096)
let used = pool.length

function randomBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

let msecs = 0
let seq = 0

/**
 * A new UUIDv7: unique, and in the order of time. Within a millisecond, or where the clock went back,
 * they count up from a random number of 31 bits (RFC 9562, 6.2, method 1).
 */
export function newId(): string {
  const random = randomBytes()
  const now = Date.now()
  if (now > msecs) {
    msecs = now
    seq = random.readUInt32BE(0) >>> 1
  } else {
    seq = (seq + 1) >>> 0
    if (seq === 0) msecs++
  }
  return v7({ random, msecs, seq })
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

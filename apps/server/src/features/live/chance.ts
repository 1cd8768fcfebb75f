import type { Random } from '@quizmentor/engine/question/parts'
import { createHash, createHmac, randomFillSync, timingSafeEqual } from 'node:crypto'

// Asking the machine for chance costs the same for one number and for many.
const drawn = new Uint32Array(1_024)
let left = 0

/** Numbers in [0, 1) that nobody can foresee. */
export const secureRandom: Random = () => {
  if (left === 0) left = randomFillSync(drawn).length
  const number = drawn[--left] ?? 0
  drawn[left] = 0
  return number / 2 ** 32
}

/** Six digits. */
export function newCode(random: Random): string {
  return String(Math.floor(random() * 1_000_000)).padStart(6, '0')
}

/** A token to be known by, and what is stored of it. */
export function newToken(random: Random = secureRandom) {
  const bytes = Buffer.alloc(32)
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32BE(random() * 2 ** 32, at)
  const token = bytes.toString('base64url')
  return { token, hash: hashOf(token) }
}

/** What is stored of a token: enough to know it again, not enough to use it. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Whether two hashes are equal, in the same time whether they are or not. */
export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/**
 * What is stored of the network address that somebody joins a game from: the same for one address
 * in one game, and nothing in common with what is stored of it in another.
 */
export function addressMark(secret: string, gameId: string, address: string): number {
  const hmac = createHmac('sha256', secret).update(`live arrival ${gameId} ${address}`)
  return hmac.digest().readInt32BE()
}

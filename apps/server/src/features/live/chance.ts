import type { Random } from '@quizmentor/engine/question/parts'
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Numbers in [0, 1) that nobody can foresee. */
export const secureRandom: Random = () => randomBytes(4).readUInt32BE() / 2 ** 32

/** Six digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** A token to be known by, and what is stored of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
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

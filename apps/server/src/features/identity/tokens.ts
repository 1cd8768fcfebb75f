import { createHash, randomBytes } from 'node:crypto'

/** A token for a link, and what is stored of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}

/** What is stored of a token: enough to know it again, not enough to use it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/** What Better Auth puts before the names of its cookies. */
export const cookiePrefix = 'quizmentor'

/** How long a session lasts that is not used. */
export const sessionDays = 30

/** Better Auth's name of the cookie that holds the session's token. */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? '__Secure-' : ''}${cookiePrefix}.session_token`
}

/**
 * The token of the session cookie, where its signature holds. The form is Better Auth's:
 * `token.signature`, the signature HMAC-SHA-256 in base64, all of it URL-encoded.
 */
export function sessionToken(headers: Headers, name: string, secret: string): string | null {
  const value = cookieNamed(headers.get('cookie') ?? '', name)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function cookieNamed(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue
    return decoded(part.slice(equals + 1).trim())
  }
  return undefined
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

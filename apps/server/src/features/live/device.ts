import { newToken } from './chance.ts'

const cookieName = 'quizmentor.device'
const twelveHours = 12 * 60 * 60

/**
 * What a device is known by when it joins games, so that a ban holds for it. It says nothing about
 * a person, lasts as long as a game, and goes to the join address only.
 */
export function deviceOf(headers: Headers): { readonly token: string; readonly cookie: string } {
  const known = new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{43})(?:;|$)`)
  const token = known.exec(headers.get('cookie') ?? '')?.[1] ?? newToken().token
  const attributes = `Path=/api/v1/join; Max-Age=${twelveHours}; HttpOnly; SameSite=Lax`
  return { token, cookie: `${cookieName}=${token}; ${attributes}` }
}

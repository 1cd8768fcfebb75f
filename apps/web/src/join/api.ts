import type { identityRoutes } from '@quizmentor/contract/identity'
import type { liveRoutes } from '@quizmentor/contract/live'
import type { Input, Output, Problem } from '@quizmentor/contract/route'

// The typed client of every route would bring Zod to the phone: these are the three calls it makes.

/** A game that can be joined. */
export type OpenGame = Output<(typeof liveRoutes)['lookUpGame']['answer']>
type Joined = Output<(typeof liveRoutes)['joinGame']['answer']>
type JoinBody = Input<(typeof liveRoutes)['joinGame']['body']>
type Me = Output<(typeof identityRoutes)['me']['answer']>

export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `status` 0: no answer came. */
  | { readonly ok: false; readonly status: number; readonly code: string }

/** Finds the game of a code. */
export function lookUpGame(code: string): Promise<Answered<OpenGame>> {
  return call(`/api/v1/join/${encodeURIComponent(code)}`)
}

/** Joins a game; sent again with the same id one joins once. */
export function joinGame(code: string, body: JoinBody): Promise<Answered<Joined>> {
  return call(`/api/v1/join/${encodeURIComponent(code)}/players`, body)
}

/** Whether somebody is signed in on this device. */
export async function isSignedIn(): Promise<boolean> {
  const me = await call<Me>('/api/v1/me')
  return me.ok && me.value.user !== null
}

async function call<Value>(path: string, body?: object): Promise<Answered<Value>> {
  try {
    const response = await fetch(path, {
      headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    if (response.ok) return { ok: true, value: await response.json() }
    return { ok: false, status: response.status, code: await problemCode(response) }
  } catch {
    return { ok: false, status: 0, code: 'network' }
  }
}

async function problemCode(response: Response): Promise<string> {
  try {
    const problem: Partial<Problem> = await response.json()
    return problem.code ?? 'unknown'
  } catch {
    return 'unknown'
  }
}

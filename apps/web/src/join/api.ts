import { ProblemError } from '@quizmentor/client/failures'
import { request, type PlainCall } from '@quizmentor/client/request'
import type { identityRoutes } from '@quizmentor/contract/identity'
import type { liveRoutes } from '@quizmentor/contract/live'
import type { Input, Output } from '@quizmentor/contract/route'

// The client of every route would bring Zod to the phone: these are the three calls it makes.

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
  return ask({ method: 'GET', path: '/api/v1/join/:code', params: { code } })
}

/** Joins a game; sent again with the same id one joins once. */
export function joinGame(code: string, body: JoinBody): Promise<Answered<Joined>> {
  return ask({ method: 'POST', path: '/api/v1/join/:code/players', params: { code }, body })
}

/** Whether somebody is signed in on this device. */
export async function isSignedIn(): Promise<boolean> {
  const me = await ask<Me>({ method: 'GET', path: '/api/v1/me' })
  return me.ok && me.value.user !== null
}

async function ask<Value>(call: PlainCall<Value>): Promise<Answered<Value>> {
  try {
    return { ok: true, value: await request(call) }
  } catch (error) {
    if (!(error instanceof ProblemError)) return { ok: false, status: 0, code: 'network' }
    return { ok: false, status: error.status, code: error.code }
  }
}

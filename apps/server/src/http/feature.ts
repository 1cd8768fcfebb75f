import type { Access, Role, Route, Routes } from '@quizmentor/contract/route'
import type { z } from 'zod'

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
}

export interface Member {
  readonly workspaceId: string
  /** The integer that hot rows refer to this person by. */
  readonly personId: number
  readonly role: Role
}

/** Who calls, as far as the route's access makes certain. */
export type Caller<Who extends Access> = Who extends 'anyone'
  ? { readonly user: User | null }
  : Who extends 'user'
    ? { readonly user: User }
    : { readonly user: User; readonly member: Member }

/** One call of a route, its input already checked against the contract. */
export interface Call<R extends Route> {
  readonly params: z.output<R['params']>
  readonly query: z.output<R['query']>
  readonly body: z.output<R['body']>
  readonly caller: Caller<R['access']>
  /** The client's network address. */
  readonly address: string
  readonly requestId: string
  readonly headers: Headers
  /** Adds a `Set-Cookie` header to the answer. */
  setCookie(header: string): void
}

/** Gives the answer; it is checked against the contract, and keys not declared are dropped. */
export type Handler<R extends Route> = (call: Call<R>) => Promise<z.input<R['answer']>>

export type Handlers<All extends Routes> = { readonly [Name in keyof All]: Handler<All[Name]> }

/** A route with what answers it, its types erased. */
export interface MountedRoute {
  readonly name: string
  readonly route: Route
  readonly handle: (call: Call<Route>) => Promise<unknown>
}

/** Binds each route of a feature to its handler; the compiler finds one that is missing. */
export function implement<All extends Routes>(
  routes: All,
  handlers: Handlers<All>,
): readonly MountedRoute[] {
  return Object.entries(routes).map(([name, route]) => {
    const handle: unknown = handlers[name]
    if (!isHandler(handle)) throw new Error(`the route ${name} has no handler`)
    return { name, route, handle }
  })
}

// The input was parsed with the route's own schemas, so its handler gets what its types say.
function isHandler(handle: unknown): handle is MountedRoute['handle'] {
  return typeof handle === 'function'
}

/** One sign-in of a user, on one device. */
export interface Session {
  readonly id: string
  readonly user: User
}

/** Finds out who calls. Identity implements it. */
export interface Callers {
  /** The session of the session cookie, or `null`. */
  session(headers: Headers): Promise<Session | null>
  /** The user of the session cookie, or `null`. */
  user(headers: Headers): Promise<User | null>
  /** The user's place in a workspace, or `null` where they have none. */
  member(userId: string, workspaceId: string): Promise<Member | null>
  /** Told when somebody was refused because they have no place in the workspace of the path. */
  strayed(stray: Stray): void
}

export interface Stray {
  readonly userId: string
  readonly workspaceId: string
  readonly route: string
  readonly address: string
  readonly requestId: string
}

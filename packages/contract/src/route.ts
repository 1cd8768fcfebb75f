import { z } from 'zod'
import { roles, type Role } from './role.ts'
import { uuid } from './uuid.ts'

// Apart, so that pages which only compare roles load no schemas.
export { reaches, roles, type Role } from './role.ts'

export const role = z.enum(roles)

/**
 * Who may call a route: `anyone`, a signed-in `user`, or a member of the workspace that the path
 * names with at least this role. What a caller may do with one row is for the service to say.
 */
export type Access = 'anyone' | 'user' | Role

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** No value: routes without path parameters, query, body or answer. */
export const nothing = z.strictObject({})

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  readonly method: Method
  /** Fastify style: `/api/v1/workspaces/:workspaceId/questions`. */
  readonly path: `/api/v1/${string}`
  readonly access: Who
  readonly summary: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
  readonly status: 200 | 201 | 202
  /** Calls allowed per address and minute; unset: the server's general limit. */
  readonly perMinute: number | undefined
  /** What the answer is, where it is not JSON. */
  readonly mediaType: string | undefined
}

interface Definition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Who extends Access,
> {
  readonly method: Method
  readonly path: `/api/v1/${string}`
  readonly access: Who
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  readonly status?: 200 | 201 | 202
  readonly perMinute?: number
  readonly mediaType?: string
}

/** Declares a route. What isn't given is empty: a call with more is refused. */
export function route<
  Answer extends z.ZodType,
  Who extends Access,
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = typeof nothing,
>(definition: Definition<Params, Query, Body, Answer, Who>): Route<Params, Query, Body, Answer, Who>
export function route(
  definition: Definition<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Access>,
): Route {
  return {
    method: definition.method,
    path: definition.path,
    access: definition.access,
    summary: definition.summary,
    params: definition.params ?? nothing,
    query: definition.query ?? nothing,
    body: definition.body ?? nothing,
    answer: definition.answer,
    status: definition.status ?? 200,
    perMinute: definition.perMinute,
    mediaType: definition.mediaType,
  }
}

/** The routes of one feature, by name. */
export type Routes = Readonly<Record<string, Route>>

/** What may be sent for a schema, and what comes out of it. */
export type Input<Schema extends z.ZodType> = z.input<Schema>
export type Output<Schema extends z.ZodType> = z.output<Schema>

/** RFC 9457, with a stable code and the place of each fault in the input (JSON pointers). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
    .optional(),
})
export type Problem = z.infer<typeof problem>

export const inWorkspace = z.strictObject({ workspaceId: uuid })

/** Keyset paging: `cursor` of the page before, opaque. */
export const paging = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A file as the answer to a call: what a server sends, and what a client gets. */
export interface FileAnswer {
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

/** The answer of routes that give a file: a `Response`, on either side. */
export const file = z.custom<FileAnswer>(
  (value) => typeof value === 'object' && value !== null && 'arrayBuffer' in value,
)

/** An instant, ISO 8601 with zone. */
export const instant = z.iso.datetime({ offset: true })

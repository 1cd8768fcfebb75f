import { reaches, type Access, type Route } from '@quizmentor/contract/route'
import { uuid } from '@quizmentor/contract/uuid'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Call, Caller, Callers, Member, MountedRoute, User } from './feature.ts'
import type { Limits } from './limits.ts'
import { forbidden, invalid, notFound, Problem, type InputFault } from './problem.ts'

const accesses: readonly Access[] = [
  'anyone',
  'user',
  'learner',
  'host',
  'author',
  'admin',
  'owner',
]

const inAnyWorkspace = z.object({ workspaceId: uuid })

/**
 * Mounts routes on the server. Throws, so that the server doesn't start, when a route doesn't say
 * who may call it, or asks for a role without a workspace in its path.
 */
export function mountRoutes(
  server: FastifyInstance,
  callers: Callers,
  limits: Limits,
  routes: readonly MountedRoute[],
): void {
  for (const mounted of routes) {
    const { route, handle } = mounted
    refuseUnclear(mounted)
    const known = new WeakMap<FastifyRequest, Caller<Access>>()

    server.route({
      method: route.method,
      url: route.path,
      config: { contract: route },
      // Who calls is settled before a byte of the body is read.
      onRequest: async (request) => {
        await limits.takeByAddress(route, request.ip)
        const user = await callers.user(cookieOf(request))
        request.userId = user?.id
        const caller = await admitted(callers, route, request, user)
        await limits.takeByCaller(route, caller.user?.id, request.ip)
        known.set(request, caller)
      },
      handler: async (request, reply) => {
        const caller = known.get(request)
        if (caller === undefined) throw new Error(`${route.path} was reached by nobody`)
        const call: Call<Route> = {
          params: parsed(route.params, request.params, '/path'),
          query: parsed(route.query, request.query, '/query'),
          body: parsed(route.body, request.body ?? {}, '/body'),
          caller,
          address: request.ip,
          requestId: request.id,
          get headers() {
            return headersOf(request)
          },
          setCookie: (header) => void reply.header('set-cookie', header),
        }
        return answer(reply, route, await handle(call))
      },
    })
  }
}

function refuseUnclear({ name, route }: MountedRoute): void {
  const needsMember = route.access !== 'anyone' && route.access !== 'user'
  if (!accesses.includes(route.access))
    throw new Error(`${name} (${route.method} ${route.path}) does not say who may call it`)
  if (needsMember && !route.path.includes('/:workspaceId'))
    throw new Error(`${name} asks for a role, but its path names no workspace`)
}

/** The caller, where the route lets them in. */
async function admitted(
  callers: Callers,
  route: Route,
  request: FastifyRequest,
  user: User | null,
): Promise<Caller<Access>> {
  if (route.access === 'anyone') return { user }
  if (user === null) throw new Problem(401, 'not_signed_in', 'Sign in first.')
  if (route.access === 'user') return { user }
  const member = await membership(callers, user, request)
  if (!reaches(member.role, route.access)) throw forbidden()
  return { user, member }
}

async function membership(callers: Callers, user: User, request: FastifyRequest): Promise<Member> {
  const place = inAnyWorkspace.safeParse(request.params)
  if (!place.success) throw notFound('workspace')
  const { workspaceId } = place.data
  const member = await callers.member(user.id, workspaceId)
  if (member !== null) return member
  callers.strayed({
    userId: user.id,
    workspaceId,
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    address: request.ip,
    requestId: request.id,
  })
  throw notFound('workspace')
}

function parsed(schema: z.ZodType, value: unknown, root: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(result.error.issues.flatMap((issue) => faultsOf(issue, root)))
}

function faultsOf(issue: z.core.$ZodIssue, root: string): InputFault[] {
  const pointer = [root, ...issue.path.map((part) => escapePointer(String(part)))].join('/')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${escapePointer(key)}`,
      code: issue.code,
      detail: 'There is no such field.',
    }))
  return [{ pointer, code: issue.code, detail: issue.message }]
}

/** RFC 6901. */
function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** All that is needed of the headers to find out who calls: to copy them all takes its time. */
function cookieOf({ headers: { cookie } }: FastifyRequest): Headers {
  return new Headers(cookie === undefined ? [] : [['cookie', cookie]])
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    for (const each of [value ?? []].flat()) headers.append(name, each)
  return headers
}

function answer(reply: FastifyReply, route: Route, value: unknown): FastifyReply {
  // Whatever the contract doesn't declare stays here.
  const declared = route.answer.parse(value)
  // A file says all about itself.
  if (declared instanceof Response) return reply.send(declared)
  reply.status(route.status)
  if (route.mediaType !== undefined)
    return reply.type(`${route.mediaType}; charset=utf-8`).send(declared)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(declared))
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, where that was asked and somebody is signed in. */
    userId: string | undefined
  }
  interface FastifyContextConfig {
    /** The contract's route that is served here. */
    contract?: Route
  }
}

import type { Problem as ProblemBody } from '@quizmentor/contract/route'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { STATUS_CODES } from 'node:http'
import pg from 'pg'
import { DatabaseAway } from '../platform/database/away.ts'
import { errorCode } from '../platform/failure.ts'
import { caching } from './headers.ts'
import { invalid, Problem } from './problem.ts'

/** Sends whatever went wrong as a problem; what wasn't foreseen goes to the log, not outside. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error)
  // A storm of those who are asked to come back must not become one of the log.
  const isForeseen =
    error instanceof DatabaseAway || (error instanceof Problem && error.cause === undefined)
  if (problem.status >= 500 && !isForeseen) request.log.error({ err: error }, 'request failed')
  if (problem.retryAfterSeconds !== undefined)
    void reply.header('retry-after', problem.retryAfterSeconds)
  return reply
    .status(problem.status)
    .headers(caching.never)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, request.id)))
}

/** A problem as it is sent (RFC 9457). */
export function problemBody(problem: Problem, requestId: string): ProblemBody {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    requestId,
    ...(problem.errors && { errors: [...problem.errors] }),
  }
}

const known: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(415, 'unsupported_media_type', 'Send the body as application/json.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem(413, 'too_large', 'The body is too large. It may have one megabyte.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Problem(400, 'invalid_json', 'The body is announced as JSON, but it is empty.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem(400, 'invalid_json', 'The body is not JSON.'),
  FST_ERR_BAD_URL: () => new Problem(400, 'bad_address', 'The address is not well formed.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem(414, 'bad_address', 'The address is too long.'),
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const problem = known[errorCode(error) ?? '']?.()
  if (problem !== undefined) return problem
  if (isOutOfReach(error))
    return new Problem(503, 'unavailable', 'The database is out of reach. Try again in a moment.', {
      retryAfterSeconds: 1,
      cause: error,
    })
  if (isFull(error))
    return new Problem(
      507,
      'storage_full',
      'The server has no room left to store anything. Reading goes on; tell the operator.',
      { retryAfterSeconds: 30, cause: error },
    )
  if (isBrokenOff(error))
    return new Problem(400, 'bad_request', 'The request ended before its body did.')
  if (isUnstorableText(error))
    return invalid([], 'A text in the input has a character that can not be stored. Leave it out.')
  const status = clientErrorStatus(error)
  if (status !== undefined)
    return new Problem(status, 'bad_request', 'The request is not well formed.')
  return new Problem(
    500,
    'internal_error',
    'Something went wrong here. Try again; if it stays, tell the operator the request id.',
    { cause: error },
  )
}

/** The client went away in the middle of its own request: Node says so without a system call. */
function isBrokenOff(error: unknown): boolean {
  return errorCode(error) === 'ECONNRESET' && error instanceof Error && error.message === 'aborted'
}

/** Errors that Fastify and its plugins blame on the caller. */
function clientErrorStatus(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}

/** PostgreSQL stores every character but NUL, and in JSON no half of a surrogate pair either. */
function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false
  const isHalf = error.code === '22P02' && /\bjson\b/.test(error.message)
  return isHalf || ['22021', '22P05'].includes(error.code ?? '')
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
const brokenCodes = new Set(['ECONNRESET', 'EPIPE'])
const brokenMessage =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a conn)/

/** The disk of the database (53100) or of this node is full. */
function isFull(error: unknown): boolean {
  return errorCode(error) === 'ENOSPC' || errorCode(error) === '53100'
}

/**
 * The server is down, restarting, or refuses connections: class 08, 57P01 to 57P03, 53300. Or it
 * takes no writes any more (25006), since another one of its group does.
 */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  if (error instanceof pg.DatabaseError) return /^(08|25006|57P0|53300)/.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  if (!('syscall' in error)) return brokenMessage.test(error.message)
  const codes = error.syscall === 'connect' ? connectionCodes : brokenCodes
  return codes.has(errorCode(error) ?? '')
}

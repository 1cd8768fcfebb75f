import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { newId } from '../platform/ids.ts'
import { problemBody } from './errors.ts'
import { securityHeaders } from './headers.ts'
import { Problem } from './problem.ts'

/** Answers bytes that are no HTTP request, and ends the connection: nobody smuggles a second one. */
export function answerMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = toProblem(error.code)
  const requestId = newId()
  const body = JSON.stringify(problemBody(problem, requestId))
  const headers = {
    ...securityHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const status = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n`
  socket.end(`${status}${lines.join('')}\r\n${body}`)
}

function toProblem(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem(408, 'timeout', 'The request took too long to arrive.')
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem(431, 'headers_too_large', 'The headers are too large.')
  return new Problem(400, 'bad_request', 'This is not a well-formed HTTP request.')
}

import type { IncomingMessage } from 'node:http'
import { newId } from '../platform/ids.ts'

const wellFormed = /^[A-Za-z0-9._-]{8,64}$/

/** The id of a request: one that a trusted proxy gave it, or a new one. */
export function requestIds(trusts: (address: string) => boolean) {
  return (request: IncomingMessage): string => {
    const given = request.headers['x-request-id']
    const believed = typeof given === 'string' && trusts(request.socket.remoteAddress ?? '')
    return believed && wellFormed.test(given) ? given : newId()
  }
}

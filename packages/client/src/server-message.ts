import type { ServerMessage } from '@quizmentor/contract/live'

/**
 * What a frame from the server says; `null` where it isn't one. The server is ours: to check more
 * of it would bring Zod to the phone.
 */
export function readServerMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null
  try {
    const message: unknown = JSON.parse(data)
    return isServerMessage(message) ? message : null
  } catch {
    return null
  }
}

function isServerMessage(message: unknown): message is ServerMessage {
  return message instanceof Object && 't' in message
}

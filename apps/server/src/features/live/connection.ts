import { liveClose } from '@quizmentor/contract/live-protocol'
import type { ServerMessage } from '@quizmentor/contract/live'
import type { WebSocket } from 'ws'
import type { Room } from './room.ts'

/** As whom somebody takes part. */
export type Part =
  | { readonly role: 'player'; readonly room: Room; readonly playerId: string }
  | { readonly role: 'screen'; readonly room: Room }
  | HostPart

export interface HostPart {
  readonly role: 'host'
  readonly room: Room
  readonly sessionId: string
  readonly userId: string
}

/** Bytes that wait for a client that doesn't read: from here on it gets only the latest view … */
const congestedFrom = 64 * 1024
/** … and here it is cut off, before it costs the others their memory. */
const hopelessFrom = 1024 * 1024
const closingMs = 1_000

/** One socket: who is at its other end, and how much it can take. */
export class Connection {
  readonly socket: WebSocket
  /** Of the handshake: who a host is, their cookies say. */
  readonly cookie: string
  part: Part | null = null
  isEnding = false
  /** Whether it was heard of since the last heartbeat. */
  isAlive = true

  constructor(socket: WebSocket, cookie: string) {
    this.socket = socket
    this.cookie = cookie
  }

  get isOpen(): boolean {
    return !this.isEnding && this.socket.readyState === this.socket.OPEN
  }

  get isCongested(): boolean {
    return this.socket.bufferedAmount > congestedFrom
  }

  say(message: ServerMessage): void {
    this.send(JSON.stringify(message))
  }

  send(frame: string): void {
    if (!this.isOpen) return
    if (this.socket.bufferedAmount > hopelessFrom) return this.end('tooSlow')
    this.socket.send(frame)
  }

  /** Closes, and doesn't wait for long that the other side agrees. */
  end(why: keyof typeof liveClose | 'restart'): void {
    if (this.isEnding) return
    this.isEnding = true
    this.socket.close(why === 'restart' ? 1012 : liveClose[why])
    if (this.socket.bufferedAmount > hopelessFrom) return this.socket.terminate()
    setTimeout(() => this.socket.terminate(), closingMs).unref()
  }
}

import type { LiveIdentity } from '@quizmentor/client/live'
import { readServerMessage } from '@quizmentor/client/server-message'
import type { ServerMessage } from '@quizmentor/contract/live'
import type { WebSocket } from 'ws'

/** One frame as it arrived. */
export interface Heard {
  readonly at: number
  readonly line: Line
  readonly text: string
  readonly message: ServerMessage
}

/** One connection, from the moment it was asked for. */
export interface Line {
  readonly askedAt: number
  firstViewAt: number | null
  closedAt: number | null
  /** Why it was closed, by the code that it came with. */
  closeCode: number | null
}

/** Whose ear it is. */
export interface Someone {
  readonly name: string
  readonly role: LiveIdentity['role']
  /** Of players; else empty. */
  readonly playerId: string
}

/** All that one page of one client hears, over all its connections. */
export class Ear {
  readonly someone: Someone
  readonly heard: Heard[] = []
  readonly lines: Line[] = []
  /** Frames that make no sense. */
  readonly garbled: string[] = []
  /** When the device was looked at again. */
  readonly wokenAt: number[] = []
  /** When whoever looked at the page closed it. */
  #leftAt = Infinity

  constructor(someone: Someone) {
    this.someone = someone
  }

  get leftAt(): number {
    return this.#leftAt
  }

  left(): void {
    this.#leftAt = Math.min(this.#leftAt, Date.now())
  }

  listen(socket: WebSocket): void {
    const line: Line = { askedAt: Date.now(), firstViewAt: null, closedAt: null, closeCode: null }
    this.lines.push(line)
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      const message = readServerMessage(text)
      if (message === null) return void this.garbled.push(text)
      const at = Date.now()
      if (message.t === 'view') line.firstViewAt ??= at
      if (message.t !== 'pong') this.heard.push({ at, line, text, message })
    })
    socket.on('close', (code) => {
      line.closedAt = Date.now()
      line.closeCode = code
    })
  }

  /** Since when it had shown the game at that moment, on one connection; `null`: it didn't. */
  shownSince(at: number): number | null {
    const line = this.lines.find(
      ({ firstViewAt, closedAt }) =>
        firstViewAt !== null && firstViewAt <= at && (closedAt ?? Infinity) > at,
    )
    return line?.firstViewAt ?? null
  }

  /** When it showed the game again on a connection made later; `null`: not. */
  backAfter(at: number): number | null {
    const line = this.lines.find(({ firstViewAt }) => firstViewAt !== null && firstViewAt > at)
    return line?.firstViewAt ?? null
  }
}

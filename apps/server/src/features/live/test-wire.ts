import { readServerMessage } from '@quizmentor/client/server-message'
import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import type { Frame, Wire, WireListener } from './wire.ts'

/** What a frame says. */
export function textOf(frame: Frame): string {
  if (typeof frame === 'string') return frame
  const length = frame[1] ?? 0
  return frame.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10)
}

/** A wire without a network: what comes out of it is kept, and what it says is said by hand. */
export class HeldWire implements Wire {
  readonly frames: Frame[] = []
  readonly pings: string[] = []
  /** As if the other side had yet to read so much. */
  bufferedAmount = 0
  /** The code that the server closed it with. */
  closedWith: number | null = null
  isTerminated = false
  /** What the other side does about a ping. */
  onPing: (data: string) => void = () => {}
  #listener: WireListener | null = null

  get isOpen(): boolean {
    return this.closedWith === null && !this.isTerminated
  }

  /** What was said to it. */
  get heard(): ServerMessage[] {
    return this.frames.map((frame) => {
      const text = textOf(frame)
      const message = readServerMessage(text)
      if (message === null) throw new Error(`not a message: ${text}`)
      return message
    })
  }

  send(frame: Frame): void {
    this.frames.push(frame)
  }

  ping(data: string): void {
    this.pings.push(data)
    this.onPing(data)
  }

  close(code: number): void {
    this.closedWith ??= code
  }

  terminate(): void {
    if (this.isTerminated) return
    this.isTerminated = true
    this.#listener?.closed()
  }

  listen(listener: WireListener): void {
    this.#listener = listener
  }

  say(message: ClientMessage): void {
    this.#listener?.message(JSON.stringify(message))
  }

  sayText(text: string): void {
    this.#listener?.message(text)
  }

  /** Answers a ping; unset: the last one. */
  pong(data = this.pings.at(-1) ?? ''): void {
    this.#listener?.pong(data)
  }

  protocolPing(): void {
    this.#listener?.ping()
  }

  /** The other side goes. */
  leave(): void {
    this.terminate()
  }
}

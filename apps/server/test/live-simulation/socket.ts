import type { LiveSocket } from '@quizmentor/client/live/platform'

/** A client's end of a connection, as a browser's WebSocket behaves. */
export class SimulatedSocket implements LiveSocket {
  readonly #say: (text: string) => void
  readonly #hangUp: () => void
  #state: 'connecting' | 'open' | 'closed' = 'connecting'
  #onOpen: () => void = () => {}
  #onMessage: (event: { readonly data: unknown }) => void = () => {}
  #onClose: (event: { readonly code: number }) => void = () => {}
  #onError: () => void = () => {}

  constructor(parts: { say: (text: string) => void; hangUp: () => void }) {
    this.#say = parts.say
    this.#hangUp = parts.hangUp
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }

  send(text: string): void {
    if (this.#state === 'connecting') throw new Error('a socket must be open to send')
    if (this.#state === 'open') this.#say(text)
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#hangUp()
  }

  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: { readonly data: unknown; readonly code: number }) => void,
  ): void {
    if (type === 'open') this.#onOpen = () => listener({ data: null, code: 0 })
    else if (type === 'error') this.#onError = () => listener({ data: null, code: 0 })
    else if (type === 'message') this.#onMessage = ({ data }) => listener({ data, code: 0 })
    else this.#onClose = ({ code }) => listener({ data: null, code })
  }

  opened(): void {
    if (this.#state !== 'connecting') return
    this.#state = 'open'
    this.#onOpen()
  }

  heard(text: string): void {
    if (this.#state === 'open') this.#onMessage({ data: text })
  }

  /** The connection is over, by the other side's doing or the network's. */
  ended(code: number): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    if (code === broken) this.#onError()
    this.#onClose({ code })
  }
}

/** What a browser says of a connection that broke. */
export const broken = 1006

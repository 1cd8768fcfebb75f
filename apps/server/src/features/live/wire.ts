import type { WebSocket } from 'ws'

/** What is sent as one text message: a buffer holds it as UTF-8, encoded once for many. */
export type Frame = string | Buffer

/** One end of a socket: all that live games know of the network. */
export interface Wire {
  readonly isOpen: boolean
  /** Bytes that wait for the other side to read. */
  readonly bufferedAmount: number
  send(frame: Frame): void
  ping(data: string): void
  close(code: number): void
  /** Cuts it, whatever waits. */
  terminate(): void
  /** Tells what happens, to one listener. */
  listen(listener: WireListener): void
}

export interface WireListener {
  /** `null`: something that isn't text. */
  message(text: string | null): void
  ping(): void
  pong(data: string): void
  /** The protocol was broken; `closed` follows. */
  failed(error: Error): void
  closed(): void
}

const asText = { binary: false }

/** The wire of a WebSocket. */
export class SocketWire implements Wire {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    this.#socket = socket
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount
  }

  send(frame: Frame): void {
    this.#socket.send(frame, asText)
  }

  ping(data: string): void {
    this.#socket.ping(data)
  }

  close(code: number): void {
    this.#socket.close(code)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  listen(listener: WireListener): void {
    this.#socket
      .on('message', (data, isBinary) =>
        listener.message(isBinary || !Buffer.isBuffer(data) ? null : data.toString()),
      )
      .on('ping', () => listener.ping())
      .on('pong', (data) => listener.pong(data.toString()))
      .on('error', (error) => listener.failed(error))
      .on('close', () => listener.closed())
  }
}

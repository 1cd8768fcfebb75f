import type { LiveSocket } from '@quizmentor/client/live/platform'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import type { Heard, Transport } from './orders.ts'

/** A socket for LiveClient that can be cut like a cable. */
export interface Line extends LiveSocket {
  cut(): void
}

/** Counts what comes in, by the type of message. */
export class Tap {
  #frames = new Map<string, number>()
  #bytes = 0

  take(text: string, bytes: number): void {
    const type = /^\{"t":"(\w+)"/.exec(text)?.[1] ?? 'other'
    this.#frames.set(type, (this.#frames.get(type) ?? 0) + 1)
    this.#bytes += bytes
  }

  /** What was heard since it was asked last. */
  empty(): Heard {
    const heard = { frames: this.#frames, bytes: this.#bytes }
    this.#frames = new Map()
    this.#bytes = 0
    return heard
  }
}

interface Events {
  open(): void
  message(event: { readonly data: unknown }): void
  close(event: { readonly code: number }): void
  error(): void
}

/** The one who listens: a LiveClient has one listener for each event. */
class Listener implements Events {
  open: Events['open'] = () => {}
  message: Events['message'] = () => {}
  close: Events['close'] = () => {}
  error: Events['error'] = () => {}

  add(type: string, listener: (event: { data: unknown; code: number }) => void): void {
    if (type === 'open') this.open = () => listener({ data: null, code: 0 })
    if (type === 'message') this.message = ({ data }) => listener({ data, code: 0 })
    if (type === 'close') this.close = ({ code }) => listener({ data: null, code })
  }
}

/** Opens a socket as a phone at `address` does. */
export function openLine(
  transport: Transport,
  url: string,
  headers: Record<string, string>,
  tap: Tap | null,
): Line {
  return transport === 'ws' ? overWs(url, headers, tap) : overSocketIo(url, headers, tap)
}

function overWs(url: string, headers: Record<string, string>, tap: Tap | null): Line {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  const listener = new Listener()
  socket.on('open', () => listener.open())
  socket.on('message', (received: Buffer) => {
    const data = received.toString()
    tap?.take(data, received.length)
    listener.message({ data })
  })
  socket.on('close', (code) => listener.close({ code }))
  socket.on('error', () => {})
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    cut: () => socket.terminate(),
    addEventListener: (...added: Parameters<Listener['add']>) => listener.add(...added),
  }
}

/** The same messages as one event of Socket.IO, at its best: no polling first. */
function overSocketIo(url: string, headers: Record<string, string>, tap: Tap | null): Line {
  const { host } = new URL(url)
  const socket = io(`http://${host}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  })
  const listener = new Listener()
  socket.on('connect', () => listener.open())
  socket.on('m', (data: string) => {
    tap?.take(data, data.length)
    listener.message({ data })
  })
  socket.on('disconnect', () => listener.close({ code: 1006 }))
  socket.on('connect_error', () => listener.close({ code: 1006 }))
  return {
    send: (text) => void socket.emit('m', text),
    close: () => void socket.disconnect(),
    cut: () => void socket.disconnect(),
    addEventListener: (...added: Parameters<Listener['add']>) => listener.add(...added),
  }
}

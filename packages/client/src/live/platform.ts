import { uuidv7 } from '../uuid.ts'

/** Ends what was begun. */
export type Cancel = () => void

/** What the client needs of a WebSocket; the browser's, Node's and that of `ws` fit. */
export interface LiveSocket {
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
}

/** What the client needs of the place it runs in. A simulation brings its own. */
export interface LivePlatform {
  readonly openSocket: (url: string) => LiveSocket
  /** The device's clock, in milliseconds since the epoch. Nobody says that it is right. */
  readonly now: () => number
  /** Milliseconds since whenever, that never jump back. */
  readonly monotonic: () => number
  readonly after: (ms: number, then: () => void) => Cancel
  /** From 0 to under 1. */
  readonly random: () => number
  /** A new UUIDv7 of a time. */
  readonly id: (now: number) => string
  /** Calls back when the device is looked at again, or found another way to the network. */
  readonly onWake: (then: () => void) => Cancel
}

/** A browser, or Node. */
export const thisPlatform: LivePlatform = {
  openSocket: (url) => new WebSocket(url),
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
  id: uuidv7,
  onWake(then) {
    const { window, document, navigator }: Page = globalThis
    const over = new AbortController()
    const { signal } = over
    const look = () => {
      if (document?.visibilityState !== 'hidden') then()
    }
    const listen = (target: unknown, type: string) => {
      if (target instanceof EventTarget) target.addEventListener(type, look, { signal })
    }
    listen(window, 'online')
    listen(window, 'pageshow')
    listen(document, 'visibilitychange')
    // From one network to another without having been offline; not every browser tells.
    listen(navigator?.connection, 'change')
    return () => over.abort()
  },
}

/** What of a browser's page may be there. */
interface Page {
  readonly window?: unknown
  readonly document?: { readonly visibilityState?: string }
  readonly navigator?: { readonly language?: string; readonly connection?: unknown }
}

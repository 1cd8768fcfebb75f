import type { ClientMessage, LiveRefusal, LiveView, ServerMessage } from '@quizmentor/contract/live'
import { LIVE_PATH, LIVE_VERSION, liveClose } from '@quizmentor/contract/live-protocol'
import type { HostCommand, HostView, PlayerView, ScreenView } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { ServerClock } from './server-clock.ts'
import { readServerMessage } from './server-message.ts'
import { uuidv7 } from './uuid.ts'

type Hello = Extract<ClientMessage, { t: 'hello' }>

/** Who takes part: `{ role: 'player', gameId, token }`, `{ role: 'host', gameId }`, … */
export type LiveIdentity = Hello['as']

/** What a role gets to see. */
export interface LiveViews {
  player: PlayerView
  screen: ScreenView
  host: HostView
}

/** Where the connection stands. `ended` is for good: `because` says why. */
export type LiveConnection =
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  | { readonly status: 'reconnecting'; readonly tries: number }
  | { readonly status: 'ended'; readonly because: LiveEnd }

/** `left`: this client was closed by its own program. */
export type LiveEnd = 'replaced' | 'removed' | 'unauthorized' | 'gone' | 'left'

/** How far an answer of this device has come. */
export interface OwnAnswer {
  readonly question: number
  readonly given: Given
  /** `waiting`: no connection; `sent`: on its way; `received`: stored, it counts. */
  readonly status: 'waiting' | 'sent' | 'received' | 'refused'
  readonly refusal: LiveRefusal | null
}

export interface LiveState<View extends LiveView = LiveView> {
  readonly connection: LiveConnection
  readonly code: string | null
  readonly view: View | null
  /** The answer to the newest question that this device answered. */
  readonly answer: OwnAnswer | null
}

/** What the client needs of a WebSocket; the browser's, Node's and that of `ws` fit. */
export interface LiveSocket {
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
}

export interface LiveOptions<Role extends LiveIdentity['role']> {
  /** The site's address, such as `https://quiz.example`. */
  readonly site: string
  readonly as: Extract<LiveIdentity, { role: Role }>
  /** Opens a socket; unset: the platform's own `WebSocket`. */
  readonly openSocket?: (url: string) => LiveSocket
}

const endings = new Map<number, LiveEnd>([
  [liveClose.replaced, 'replaced'],
  [liveClose.removed, 'removed'],
  [liveClose.unauthorized, 'unauthorized'],
  [liveClose.gone, 'gone'],
])
const comeBackAtOnce = 1012

const firstPingsMs = [0, 150, 300, 600, 1_200]
const pingEveryMs = 10_000
const silenceMs = 5_000
const resendMs = 3_000

/** What was said and not yet answered. */
interface Pending {
  readonly message: Extract<ClientMessage, { id: string }>
  readonly settle: (refusal: LiveRefusal | null) => void
}

/**
 * Takes part in a live game and stays in it: reconnects by itself, says again what was not
 * acknowledged (with the same id, so that it counts once), knows the server's time.
 */
export class LiveClient<Role extends LiveIdentity['role']> {
  readonly #options: LiveOptions<Role>
  readonly #clock = new ServerClock()
  readonly #listeners = new Set<() => void>()
  readonly #pending = new Map<string, Pending>()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #state: LiveState<LiveViews[Role]> = {
    connection: { status: 'connecting' },
    code: null,
    view: null,
    answer: null,
  }
  #socket: LiveSocket | null = null
  #tries = 0
  #lastHeard = 0

  constructor(options: LiveOptions<Role>) {
    this.#options = options
    globalThis.addEventListener?.('online', this.#hurry)
    globalThis.document?.addEventListener('visibilitychange', this.#hurry)
    this.#connect()
  }

  /** The state now; the same object until something changes. */
  get state(): LiveState<LiveViews[Role]> {
    return this.#state
  }

  /** Calls `listener` after each change; gives what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The server's clock, in milliseconds since the epoch. */
  readonly serverNow = (): number => this.#clock.now()

  /** Answers a question. Gives `null` once the answer is stored, or why it doesn't count. */
  answer(question: number, given: Given): Promise<LiveRefusal | null> {
    const id = uuidv7(this.#clock.now())
    const show = (status: OwnAnswer['status'], refusal: LiveRefusal | null = null) =>
      this.#change({ answer: { question, given, status, refusal } })
    const said = this.#say({ t: 'answer', id, question, given }, (refusal) => {
      if (this.#state.answer?.question === question)
        show(refusal === null ? 'received' : 'refused', refusal)
    })
    if (this.#pending.has(id)) show(this.#isOpen() ? 'sent' : 'waiting')
    return said
  }

  /** Leads the game. Gives `null` once it is done, or why not. */
  command(command: HostCommand): Promise<LiveRefusal | null> {
    const seen = this.#state.view?.version ?? 0
    return this.#say({ t: 'command', id: uuidv7(this.#clock.now()), seen, command })
  }

  /** Leaves. */
  close(): void {
    this.#end('left')
  }

  #say(
    message: Pending['message'],
    settled: (refusal: LiveRefusal | null) => void = () => {},
  ): Promise<LiveRefusal | null> {
    if (this.#state.connection.status === 'ended') {
      settled('not_allowed')
      return Promise.resolve('not_allowed')
    }
    return new Promise((resolve) => {
      const settle = (refusal: LiveRefusal | null) => {
        this.#pending.delete(message.id)
        settled(refusal)
        resolve(refusal)
      }
      this.#pending.set(message.id, { message, settle })
      this.#sendPending(message.id)
    })
  }

  /** Sends what is still unanswered, and again while no answer comes. */
  #sendPending(id: string): void {
    const pending = this.#pending.get(id)
    if (pending === undefined || !this.#isOpen()) return
    this.#send(pending.message)
    const { answer } = this.#state
    if (pending.message.t === 'answer' && answer?.status === 'waiting')
      this.#change({ answer: { ...answer, status: 'sent' } })
    const socket = this.#socket
    this.#after(resendMs, () => {
      if (this.#socket === socket) this.#sendPending(id)
    })
  }

  #isOpen(): boolean {
    return this.#state.connection.status === 'open'
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message))
  }

  #connect(): void {
    const { site, as, openSocket = openPlatformSocket } = this.#options
    const url = new URL(LIVE_PATH, site)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = openSocket(url.href)
    this.#socket = socket
    this.#lastHeard = performance.now()
    const ifCurrent = (then: () => void) => {
      if (this.#socket === socket) then()
    }
    socket.addEventListener('open', () =>
      ifCurrent(() => this.#send({ t: 'hello', version: LIVE_VERSION, as })),
    )
    socket.addEventListener('message', ({ data }) => ifCurrent(() => this.#hear(data)))
    socket.addEventListener('close', ({ code }) => ifCurrent(() => this.#closed(code)))
    // A socket that fails closes as well: that is where it is handled.
    socket.addEventListener('error', () => {})
    this.#after(silenceMs, () => ifCurrent(() => !this.#isOpen() && this.#drop()))
  }

  #hear(data: unknown): void {
    this.#lastHeard = performance.now()
    const message = readServerMessage(data)
    if (message === null) return
    switch (message.t) {
      case 'welcome':
        return this.#welcomed(message)
      case 'view':
        this.#clock.guess(message.now)
        if (isViewOf(this.#options.as.role, message.view)) this.#change({ view: message.view })
        return
      case 'counts':
        return this.#count(message)
      case 'accepted':
        return this.#pending.get(message.id)?.settle(null)
      case 'refused':
        return this.#refused(message.id, message.reason)
      case 'pong':
        return this.#clock.pong(message.n, message.now)
    }
  }

  #welcomed({ code, now }: Extract<ServerMessage, { t: 'welcome' }>): void {
    this.#tries = 0
    this.#clock.restart()
    this.#clock.guess(now)
    this.#change({ code, connection: { status: 'open' } })
    for (const id of [...this.#pending.keys()]) this.#sendPending(id)
    const socket = this.#socket
    for (const delay of firstPingsMs)
      this.#after(delay, () => this.#socket === socket && this.#ping())
    this.#keepAlive(socket)
  }

  #ping(): void {
    this.#send({ t: 'ping', n: this.#clock.ping() })
  }

  /** A connection can be dead without anybody having closed it. */
  #keepAlive(socket: LiveSocket | null): void {
    this.#after(pingEveryMs, () => {
      if (this.#socket !== socket) return
      this.#ping()
      this.#after(silenceMs, () => {
        if (this.#socket === socket && performance.now() - this.#lastHeard >= silenceMs)
          this.#drop()
      })
      this.#keepAlive(socket)
    })
  }

  #count(counts: Extract<ServerMessage, { t: 'counts' }>): void {
    const { view } = this.#state
    if (view === null || view.audience === 'player') return
    const left = new Set([...counts.left, ...counts.joined.map((player) => player.id)])
    const stayed = view.players.filter((player) => !left.has(player.id))
    const { answered, playerCount } = counts
    const players = [...stayed, ...counts.joined].slice(-200)
    this.#change({ view: { ...view, answered, playerCount, players } })
  }

  #refused(id: string | null, reason: LiveRefusal): void {
    if (id === null) return
    if (reason === 'try_again' || reason === 'too_many') {
      this.#after(200 + 300 * Math.random(), () => this.#sendPending(id))
      return
    }
    this.#pending.get(id)?.settle(reason)
  }

  #closed(code: number): void {
    const ending = endings.get(code)
    if (ending !== undefined) return this.#end(ending)
    this.#socket = null
    this.#tries++
    this.#change({ connection: { status: 'reconnecting', tries: this.#tries } })
    const longest = Math.min(5_000, 250 * 2 ** (this.#tries - 1))
    const wait = code === comeBackAtOnce && this.#tries === 1 ? 500 * Math.random() : longest
    this.#after(wait * (0.5 + Math.random() / 2), () => {
      if (this.#socket === null && this.#state.connection.status === 'reconnecting') this.#connect()
    })
  }

  /** Gives the socket up without waiting for the other side. */
  #drop(): void {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.#closed(1006)
  }

  /** The device is back: no reason to wait any longer. */
  readonly #hurry = (): void => {
    if (globalThis.document?.visibilityState === 'hidden') return
    if (this.#state.connection.status === 'reconnecting' && this.#socket === null) this.#connect()
    else if (this.#isOpen()) {
      const socket = this.#socket
      const asked = performance.now()
      this.#ping()
      this.#after(1_000, () => {
        if (this.#socket === socket && this.#lastHeard < asked) this.#drop()
      })
    }
  }

  #end(because: LiveEnd): void {
    if (this.#state.connection.status === 'ended') return
    const socket = this.#socket
    this.#socket = null
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    globalThis.removeEventListener?.('online', this.#hurry)
    globalThis.document?.removeEventListener('visibilitychange', this.#hurry)
    socket?.close()
    this.#change({ connection: { status: 'ended', because } })
    for (const { settle } of [...this.#pending.values()]) settle('not_allowed')
  }

  #change(changed: Partial<LiveState<LiveViews[Role]>>): void {
    this.#state = { ...this.#state, ...changed }
    for (const listener of [...this.#listeners]) listener()
  }

  #after(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      then()
    }, ms)
    this.#timers.add(timer)
  }
}

function openPlatformSocket(url: string): LiveSocket {
  return new WebSocket(url)
}

function isViewOf<Role extends keyof LiveViews>(
  role: Role,
  view: LiveView,
): view is LiveViews[Role] {
  return view.audience === role
}

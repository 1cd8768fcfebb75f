import {
  clientMessage,
  type ClientMessage,
  type LiveView,
  type ServerMessage,
} from '@quizmentor/contract/live'
import type { PlayerView, ScreenView } from '@quizmentor/engine/live/types'
import { LiveClient, type LiveIdentity } from '../live.ts'
import { uuidv7 } from '../uuid.ts'
import type { LivePlatform, LiveSocket } from './platform.ts'
import { VirtualTime } from './virtual-time-for-tests.ts'

const gameId = '01890000-0000-7000-8000-000000000001'

type Sent<T extends ClientMessage['t']> = Extract<ClientMessage, { readonly t: T }>

/** One socket of a client under test; the test is its network and its server. */
export class FakeSocket implements LiveSocket {
  readonly heard: ClientMessage[] = []
  readonly openedAt: number
  /** The client gave it up. */
  isHungUp = false
  readonly #hear: (message: ClientMessage) => void
  #open: () => void = () => {}
  #message: (event: { readonly data: unknown }) => void = () => {}
  #close: (event: { readonly code: number }) => void = () => {}

  constructor(openedAt: number, hear: (message: ClientMessage, socket: FakeSocket) => void) {
    this.openedAt = openedAt
    this.#hear = (message) => hear(message, this)
  }

  send(text: string): void {
    const message = clientMessage.parse(JSON.parse(text))
    this.heard.push(message)
    this.#hear(message)
  }

  close(): void {
    this.isHungUp = true
  }

  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: { readonly data: unknown; readonly code: number }) => void,
  ): void {
    const tell = (event: { data?: unknown; code?: number }) =>
      listener({ data: event.data, code: event.code ?? 0 })
    if (type === 'open') this.#open = () => tell({})
    else if (type === 'message') this.#message = tell
    else if (type === 'close') this.#close = tell
  }

  open(): void {
    this.#open()
  }

  say(message: ServerMessage): void {
    this.#message({ data: JSON.stringify(message) })
  }

  sayRaw(data: unknown): void {
    this.#message({ data })
  }

  closed(code: number): void {
    this.#close({ code })
  }

  /** What was said on it of one kind. */
  all<T extends ClientMessage['t']>(t: T): Sent<T>[] {
    return this.heard.filter((message): message is Sent<T> => message.t === t)
  }
}

/** How a server is that welcomes everybody and answers pings; a test may give it more to do. */
interface Habits {
  /** Whether sockets open by themselves. */
  opens: boolean
  welcomes: boolean
  pongs: boolean
  /** What it does with answers and commands. */
  answer: (message: Sent<'answer'> | Sent<'command'>, socket: FakeSocket) => void
}

/** A server that lets a test look at everything a client does. */
export class FakeServer {
  readonly time = new VirtualTime()
  readonly sockets: FakeSocket[] = []
  readonly habits: Habits = { opens: true, welcomes: true, pongs: true, answer: () => {} }
  /** What chance gives the client. */
  random = (): number => 0.5
  /** The server's clock is so far ahead of the device's. */
  ahead = 0
  /** How long a ping and its pong take, the same there and back. */
  roundTripMs = 0
  #wake: (() => void)[] = []

  /** What a client under test stands on. */
  get platform(): LivePlatform {
    const { time } = this
    return {
      openSocket: () => this.#open(),
      now: time.now,
      monotonic: time.now,
      after: time.after,
      random: () => this.random(),
      id: uuidv7,
      onWake: (then) => {
        this.#wake.push(then)
        return () => (this.#wake = this.#wake.filter((each) => each !== then))
      },
    }
  }

  player(): LiveClient<'player'> {
    return this.#take({ role: 'player', gameId, token: 't' })
  }

  host(): LiveClient<'host'> {
    return this.#take({ role: 'host', gameId })
  }

  screen(): LiveClient<'screen'> {
    return this.#take({ role: 'screen', gameId, token: 't' })
  }

  /** The device is looked at again. */
  wake(): void {
    for (const then of this.#wake) then()
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was opened yet')
    return socket
  }

  /** Everything of one kind that was said, on whatever socket. */
  all<T extends ClientMessage['t']>(t: T): Sent<T>[] {
    return this.sockets.flatMap((socket) => socket.all(t))
  }

  show(view: LiveView): void {
    this.last.say({ t: 'view', now: this.now(), view })
  }

  now(): number {
    return this.time.now() + this.ahead
  }

  #take<Role extends LiveIdentity['role']>(
    as: Extract<LiveIdentity, { role: Role }>,
  ): LiveClient<Role> {
    return new LiveClient<Role>({ site: 'https://quiz.example', as, ...this.platform })
  }

  /** The client opens a socket. */
  protected opened(socket: FakeSocket): void {
    if (this.habits.opens) this.time.after(0, () => socket.open())
  }

  /** The client says something. */
  protected heard(message: ClientMessage, socket: FakeSocket): void {
    const { habits } = this
    if (message.t === 'hello') {
      const now = this.now()
      if (habits.welcomes) socket.say({ t: 'welcome', version: 1, code: '123456', now })
    } else if (message.t === 'ping') {
      if (habits.pongs) this.#pong(message.n, socket)
    } else habits.answer(message, socket)
  }

  #pong(n: number, socket: FakeSocket): void {
    const way = (then: () => void) =>
      this.roundTripMs === 0 ? then() : this.time.after(this.roundTripMs / 2, then)
    way(() => {
      const now = this.now()
      way(() => socket.say({ t: 'pong', n, now }))
    })
  }

  #open(): FakeSocket {
    const socket = new FakeSocket(this.time.now(), (message, on) => this.heard(message, on))
    this.sockets.push(socket)
    this.opened(socket)
    return socket
  }
}

const settings = {
  scoring: 'speed',
  seconds: 20,
  previewSeconds: 5,
  questionOnPhones: false,
  generatedNames: false,
} as const

export function playerView(version: number, changed: Partial<PlayerView> = {}): PlayerView {
  const me = { id: 'p', nickname: 'Ann', score: 0, streak: 0, rank: 1, gap: null }
  return {
    audience: 'player',
    version,
    title: 'Planets',
    settings,
    playerCount: 1,
    me,
    screen: { name: 'lobby' },
    top: [],
    ...changed,
  }
}

export function screenView(version: number, changed: Partial<ScreenView> = {}): ScreenView {
  return {
    audience: 'screen',
    version,
    title: 'Planets',
    settings,
    locked: false,
    players: [],
    playerCount: 0,
    answered: 0,
    screen: { name: 'lobby' },
    leaderboard: [],
    ...changed,
  }
}

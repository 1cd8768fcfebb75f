import type { ClientMessage, LiveRefusal, LiveView, ServerMessage } from '@quizmentor/contract/live'
import { LIVE_PATH, LIVE_VERSION, liveClose } from '@quizmentor/contract/live-protocol'
import type { HostCommand, HostView, PlayerView, ScreenView } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { Connection } from './live/connection.ts'
import { LatestView } from './live/latest-view.ts'
import type { Heard } from './live/line.ts'
import { type LivePlatform, thisPlatform } from './live/platform.ts'
import { type Said, Unanswered } from './live/unanswered.ts'
import { ServerClock } from './server-clock.ts'

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

/**
 * `outdated`: the server speaks another version, the page must be loaded again; `left`: this client
 * was closed by its own program.
 */
export type LiveEnd = 'replaced' | 'removed' | 'unauthorized' | 'gone' | 'outdated' | 'left'

/** How far an answer of this device has come. */
export interface OwnAnswer {
  readonly question: number
  readonly given: Given
  /** `waiting`: no connection; `sent`: on its way; `received`: stored, it counts. */
  readonly status: 'waiting' | 'sent' | 'received' | 'refused'
  readonly refusal: LiveRefusal | null
}

/** How far away the players are, in milliseconds there and back. */
export type LiveLatency = Omit<Extract<ServerMessage, { t: 'latency' }>, 't'>

export interface LiveState<View extends LiveView = LiveView> {
  readonly connection: LiveConnection
  readonly code: string | null
  readonly view: View | null
  /** The answer to the newest question that this device answered. */
  readonly answer: OwnAnswer | null
  /** For hosts, once players were measured. */
  readonly latency: LiveLatency | null
}

export interface LiveOptions<Role extends LiveIdentity['role']> extends Partial<LivePlatform> {
  /** The site's address, such as `https://quiz.example`. */
  readonly site: string
  readonly as: Extract<LiveIdentity, { role: Role }>
}

const endings = new Map<number, LiveEnd>([
  [liveClose.replaced, 'replaced'],
  [liveClose.removed, 'removed'],
  [liveClose.unauthorized, 'unauthorized'],
  [liveClose.gone, 'gone'],
  [liveClose.version, 'outdated'],
])
/** What a socket says of a frame that is too large. */
const tooLarge = 1009

/**
 * Takes part in a live game and stays in it: reconnects by itself, says again what was not
 * acknowledged (with the same id, so that it counts once), knows the server's time.
 */
export class LiveClient<Role extends LiveIdentity['role']> {
  readonly #role: Role
  readonly #platform: LivePlatform
  readonly #clock: ServerClock
  readonly #connection: Connection
  readonly #unanswered: Unanswered
  readonly #view = new LatestView<LiveViews[Role]>()
  readonly #listeners = new Set<() => void>()
  /** The id of what `state.answer` is about. */
  #answerId = ''
  #state: LiveState<LiveViews[Role]> = {
    connection: { status: 'connecting' },
    code: null,
    view: null,
    answer: null,
    latency: null,
  }

  constructor({ site, as, ...platform }: LiveOptions<Role>) {
    this.#role = as.role
    this.#platform = { ...thisPlatform, ...platform }
    const { monotonic, now } = this.#platform
    this.#clock = new ServerClock(monotonic, now())
    const url = new URL(LIVE_PATH, site)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    // For proxies, which may send all of one game to one node.
    url.searchParams.set('game', as.gameId)
    this.#connection = new Connection({
      platform: this.#platform,
      clock: this.#clock,
      url: url.href,
      hello: { t: 'hello', version: LIVE_VERSION, as },
      heard: (message) => this.#hear(message),
      lost: (code, tries) => this.#lost(code, tries),
    })
    this.#unanswered = new Unanswered({
      platform: this.#platform,
      line: this.#connection,
      sent: ({ id }) => this.#answerIs(id, 'sent'),
      settled: (message, refusal) => this.#settled(message, refusal),
    })
    this.#connection.begin()
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
    const id = this.#newId()
    this.#answerId = id
    this.#change({ answer: { question, given, status: 'waiting', refusal: null } })
    return this.#say({ t: 'answer', id, question, given })
  }

  /** Leads the game. Gives `null` once it is done, or why not. */
  command(command: HostCommand): Promise<LiveRefusal | null> {
    const seen = this.#state.view?.version ?? 0
    return this.#say({ t: 'command', id: this.#newId(), seen, command })
  }

  /** Leaves. */
  close(): void {
    this.#end('left')
  }

  #newId(): string {
    return this.#platform.id(this.#clock.now())
  }

  #say(message: Said): Promise<LiveRefusal | null> {
    const said = this.#unanswered.say(message)
    if (this.#state.connection.status === 'ended') this.#unanswered.end()
    return said
  }

  #hear(message: Heard): void {
    switch (message.t) {
      case 'welcome':
        this.#view.restart()
        this.#change({ code: message.code, connection: { status: 'open' } })
        return this.#unanswered.sayAll()
      case 'view':
        if (isViewOf(this.#role, message.view)) this.#view.view(message.view)
        return this.#look()
      case 'phase':
        this.#view.phase(message)
        return this.#look()
      case 'counts':
        this.#view.counts(message)
        return this.#look()
      case 'latency':
        return this.#change({ latency: message })
      case 'accepted':
        return this.#unanswered.settle(message.id, null)
      case 'refused':
        return this.#refused(message.id, message.reason)
    }
  }

  #refused(id: string | null, reason: LiveRefusal): void {
    if (id === null) return
    if (reason === 'try_again' || reason === 'too_many') this.#unanswered.putOff(id)
    else this.#unanswered.settle(id, reason)
  }

  #settled(message: Said, refusal: LiveRefusal | null): void {
    this.#answerIs(message.id, refusal === null ? 'received' : 'refused', refusal)
    if (message.t !== 'answer' || refusal !== null) return
    this.#view.answered(message.question, message.given)
    this.#look()
  }

  #answerIs(id: string, status: OwnAnswer['status'], refusal: LiveRefusal | null = null): void {
    const { answer } = this.#state
    if (answer !== null && id === this.#answerId && answer.status !== status)
      this.#change({ answer: { ...answer, status, refusal } })
  }

  #lost(code: number, tries: number): void {
    const ending = endings.get(code)
    if (ending !== undefined) return this.#end(ending)
    this.#unanswered.pause(code === liveClose.malformed || code === tooLarge)
    this.#change({ connection: { status: 'reconnecting', tries } })
  }

  #end(because: LiveEnd): void {
    if (this.#state.connection.status === 'ended') return
    this.#connection.end()
    this.#change({ connection: { status: 'ended', because } })
    this.#unanswered.end()
  }

  #look(): void {
    const view = this.#view.shown
    if (view !== this.#state.view) this.#change({ view })
  }

  #change(changed: Partial<LiveState<LiveViews[Role]>>): void {
    this.#state = { ...this.#state, ...changed }
    for (const listener of [...this.#listeners]) listener()
  }
}

function isViewOf<Role extends keyof LiveViews>(
  role: Role,
  view: LiveView,
): view is LiveViews[Role] {
  return view.audience === role
}

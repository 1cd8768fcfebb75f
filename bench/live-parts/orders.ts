import type { HostCommand, PlayerScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'

/** What carries the messages of LiveClient: a WebSocket, or Socket.IO's client. */
export type Transport = 'ws' | 'socket.io'

/** Where the bots of a fleet go. */
export interface Destination {
  readonly site: string
  readonly transport: Transport
}

/** A game, and those of its players that one fleet plays. */
export interface Share {
  readonly gameId: string
  readonly code: string
  readonly players: number
  /** The first one's number in the game. */
  readonly from: number
  /** The first one's number in the whole run: it gives the network address. */
  readonly phone: number
  /** Whether this fleet leads the game. */
  readonly leads: boolean
}

export interface Joined {
  /** Milliseconds from when it was due: over HTTP, and until the first view is there. */
  readonly joins: Float64Array
  readonly seats: Float64Array
  /** By which the next join was due, and the last one done: machine time. */
  readonly began: number
  readonly ended: number
  /** How often the server asked to come again later. */
  readonly putOff: number
}

/** When each player of a game got the view that was waited for, by machine time. */
export interface Arrivals {
  readonly gameId: string
  readonly at: Float64Array
  /** Players to whom it did not come. */
  readonly missing: number
}

export interface Acknowledged {
  readonly playerId: string
  readonly question: number
  readonly given: Given
}

export interface Answered {
  /** Milliseconds from saying an answer until it was acknowledged. */
  readonly times: Float64Array
  readonly acknowledged: readonly Acknowledged[]
  readonly refused: number
  /** Neither acknowledged nor refused within a minute. */
  readonly unknown: number
}

export interface Driven {
  /** Milliseconds from a command to each player's being shown what came of it. */
  readonly times: Float64Array
  readonly commands: number
  /** How long it took to give them. */
  readonly seconds: number
  readonly refused: number
  /** Updates that did not reach a player. */
  readonly missing: number
  /** Frames received by players: fewer than updates where the latest made others superfluous. */
  readonly frames: number
}

export interface Returned {
  /** Milliseconds from the cut until a player is back with a view. */
  readonly times: Float64Array
  readonly missing: number
  /** Sockets opened for it. */
  readonly tries: number
}

/** What the sockets of players received since it was asked last. */
export interface Heard {
  readonly frames: ReadonlyMap<string, number>
  readonly bytes: number
}

/** How busy the fleet's own process was since it was asked last. */
export interface Load {
  readonly lagP99Ms: number
  readonly lagWorstMs: number
  /** The share of the time in which its event loop worked. */
  readonly busy: number
}

/** What a fleet can be told to do. */
export interface Orders {
  join: {
    input: Destination & { readonly shares: readonly Share[]; readonly perSecond: number }
    result: Joined
  }
  /** Opens sockets of hosts until each game that this fleet leads has so many. */
  host: { input: Destination & { readonly cookie: string; readonly each: number }; result: null }
  /** From now on, a player's next view (of this screen) is what `arrivals` waits for. */
  expect: { input: { readonly screen: PlayerScreen['name'] | null }; result: null }
  arrivals: { input: null; result: readonly Arrivals[] }
  /** Tells all games something; gives when, by machine time. */
  lead: { input: HostCommand; result: ReadonlyMap<string, number> }
  answer: { input: { readonly withinMs: number }; result: Answered }
  /** Extends the time of the question in all games, so often a second. */
  drive: { input: { readonly hz: number; readonly seconds: number }; result: Driven }
  cut: { input: null; result: Returned }
  /** Everybody leaves, and the games are forgotten. */
  leave: { input: null; result: null }
  /** How many players are on which screen. */
  screens: { input: null; result: ReadonlyMap<string, number> }
  heard: { input: null; result: Heard }
  load: { input: null; result: Load }
}

export type OrderName = keyof Orders
export type Input<Name extends OrderName> = Orders[Name]['input']
export type Result<Name extends OrderName> = Orders[Name]['result']

export interface Asked<Name extends OrderName = OrderName> {
  readonly id: number
  readonly name: Name
  readonly input: Input<Name>
}

export interface Reply {
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}

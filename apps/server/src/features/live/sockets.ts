import { clientMessage, type ClientMessage } from '@quizmentor/contract/live'
import { LIVE_VERSION, MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import type { Gauge } from 'prom-client'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Callers } from '../../http/feature.ts'
import { Problem } from '../../http/problem.ts'
import type { Upgrade } from '../../http/upgrades.ts'
import type { Log } from '../../platform/log.ts'
import { Connection, type Part } from './connection.ts'
import { admit, type Claim } from './greeting.ts'
import { MessageRate } from './message-rate.ts'
import type { Rooms } from './rooms.ts'

export interface SocketsOptions {
  readonly rooms: Rooms
  readonly callers: Callers
  readonly log: Log
  readonly gauge: Gauge<'audience'>
  /** Those of the sessions that still go on. */
  readonly livingSessions: (ids: readonly string[]) => Promise<readonly string[]>
}

const helloWithinMs = 5_000
const heartbeatEveryMs = 15_000
const sessionsEveryMs = 4_000
const drainOverMs = 1_000
const drainSteps = 20

/** The sockets of live games on this node. */
export class Sockets {
  readonly #options: SocketsOptions
  readonly #connections = new Set<Connection>()
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME,
    perMessageDeflate: false,
    clientTracking: false,
  })
  readonly #timers: NodeJS.Timeout[]
  #isDraining = false

  constructor(options: SocketsOptions) {
    this.#options = options
    this.#timers = [
      setInterval(() => this.#beat(), heartbeatEveryMs).unref(),
      setInterval(() => void this.#checkSessions(), sessionsEveryMs).unref(),
    ]
  }

  /** Takes a connection that asks to become a socket. */
  readonly upgrade = async (upgrade: Upgrade): Promise<void> => {
    if (this.#isDraining)
      throw new Problem(503, 'stopping', 'The server is restarting. Try again.', {
        retryAfterSeconds: 1,
      })
    const { request } = upgrade
    const headers = new Headers()
    if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie)
    const { socket, head } = upgrade.take()
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#open(opened, headers))
  }

  /** Looks again whether the hosts that this `concerns` may still lead their games. */
  async recheckHosts(concerns: (host: HostPart) => boolean): Promise<void> {
    for (const connection of this.#connections) {
      const { part, headers } = connection
      if (part?.role !== 'host' || !concerns(part)) continue
      await this.#admit(connection, { role: 'host', gameId: part.room.facts.id }, headers)
    }
  }

  /** Lets nobody in any more, and asks all to come back, not all at once. */
  async drain(): Promise<void> {
    this.#isDraining = true
    for (const timer of this.#timers) clearInterval(timer)
    const all = [...this.#connections]
    const perStep = Math.ceil(all.length / drainSteps)
    for (let start = 0; start < all.length; start += perStep) {
      for (const connection of all.slice(start, start + perStep)) connection.end('restart')
      await delay(drainOverMs / drainSteps)
    }
    // Who came in meanwhile.
    for (const connection of this.#connections) connection.end('restart')
  }

  #open(socket: WebSocket, headers: Headers): void {
    const connection = new Connection(socket)
    const rate = new MessageRate()
    this.#connections.add(connection)
    const impatient = setTimeout(() => {
      if (connection.part === null) connection.end('unauthorized')
    }, helloWithinMs)

    let isGreeted = false
    const listen = (data: RawData, isBinary: boolean) => {
      if (connection.isEnding || !this.#isWithin(rate, connection)) return
      const message = isBinary ? null : read(data)
      if (message === null) return connection.end('malformed')
      if (message.t === 'hello') {
        if (isGreeted) return connection.end('malformed')
        isGreeted = true
        void this.#greet(connection, message.as, headers)
      } else if (connection.part === null) connection.end('unauthorized')
      else void this.#answer(connection, connection.part, message)
    }
    socket.on('message', listen)
    socket.on('ping', () => void this.#isWithin(rate, connection))
    socket.on('pong', () => {
      connection.isAlive = true
    })
    // What breaks the protocol (a frame too large, compressed or garbled) closes its own socket.
    socket.on('error', (error) => this.#options.log.debug({ err: error }, 'a live socket broke'))
    socket.on('close', () => {
      clearTimeout(impatient)
      this.#connections.delete(connection)
      this.#leave(connection)
    })
  }

  #isWithin(rate: MessageRate, connection: Connection): boolean {
    switch (rate.take()) {
      case 'fine':
        return true
      case 'too_many':
        connection.say({ t: 'refused', id: null, reason: 'too_many' })
        return false
      case 'hopeless':
        connection.end('tooMany')
        return false
    }
  }

  async #greet(connection: Connection, claim: Claim, headers: Headers): Promise<void> {
    try {
      const part = await admit(claim, headers, this.#options)
      if (!connection.isOpen) return
      if (typeof part === 'string') return connection.end(part)
      connection.part = part
      const { room, role } = part
      this.#options.gauge.inc({ audience: role })
      connection.say({
        t: 'welcome',
        version: LIVE_VERSION,
        code: room.facts.code,
        now: Date.now(),
      })
      room.audience.add(connection)
    } catch (error) {
      this.#options.log.warn({ err: error }, 'a live game could not be opened')
      connection.end('restart')
    }
  }

  #leave(connection: Connection): void {
    const { part } = connection
    if (part === null) return
    this.#options.gauge.dec({ audience: part.role })
    part.room.usedAt = Date.now()
    part.room.audience.remove(connection)
  }

  async #answer(
    connection: Connection,
    part: Part,
    message: Exclude<ClientMessage, { t: 'hello' }>,
  ): Promise<void> {
    const now = Date.now()
    if (message.t === 'ping') return connection.say({ t: 'pong', n: message.n, now })
    const { id } = message
    const ask = askOf(part, message)
    const refusal =
      ask === null ? 'not_allowed' : await this.#options.rooms.ask(part.room, ask, now)
    connection.say(refusal === null ? { t: 'accepted', id } : { t: 'refused', id, reason: refusal })
  }

  /** Finds out who is gone without having said so. */
  #beat(): void {
    for (const connection of this.#connections) {
      if (!connection.isAlive) connection.socket.terminate()
      connection.isAlive = false
      if (connection.isOpen) connection.socket.ping()
    }
  }

  /** Ends hosts whose sign-in has ended, wherever that happened. */
  async #checkSessions(): Promise<void> {
    const ids = new Set<string>()
    for (const { part } of this.#connections) if (part?.role === 'host') ids.add(part.sessionId)
    if (ids.size === 0) return
    try {
      const living = new Set(await this.#options.livingSessions([...ids]))
      this.endHosts(({ sessionId }) => ids.has(sessionId) && !living.has(sessionId))
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the sessions of hosts could not be checked')
    }
  }
}

function read(data: RawData): ClientMessage | null {
  if (!Buffer.isBuffer(data)) return null
  try {
    const message = clientMessage.safeParse(JSON.parse(data.toString()))
    return message.success ? message.data : null
  } catch {
    return null
  }
}

/** What a message asks of the game; `null` where its sender's part doesn't allow it. */
function askOf(part: Part, message: Extract<ClientMessage, { t: 'answer' | 'command' }>) {
  if (message.t === 'answer') {
    if (part.role !== 'player') return null
    const { id: answerId, question, given } = message
    return { name: 'answer', playerId: part.playerId, answerId, question, given } as const
  }
  if (part.role !== 'host') return null
  const { id, seen, command } = message
  return { name: 'lead', id, seen, command } as const
}

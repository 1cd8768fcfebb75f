import { MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { tooMany } from '../../http/limits.ts'
import { limitKey } from '../../http/network.ts'
import { Problem } from '../../http/problem.ts'
import type { Upgrade } from '../../http/upgrades.ts'
import { Connection, type HostPart } from './connection.ts'
import { converse, type ConversationParts } from './conversation.ts'
import { admit } from './greeting.ts'

export interface SocketsOptions extends ConversationParts {
  /** Those of the sessions that still go on. */
  readonly livingSessions: (ids: readonly string[]) => Promise<readonly string[]>
}

/** Several schools behind one address may come back at once; more is an attack. */
const opensPerMinute = 3_000
const heartbeatEveryMs = 15_000
const sessionsEveryMs = 4_000
const drainOverMs = 1_000
const drainSteps = 20

/** The sockets of live games on this node. */
export class Sockets {
  readonly #options: SocketsOptions
  readonly #connections = new Set<Connection>()
  readonly #opens = new RateLimiterMemory({ points: opensPerMinute, duration: 60 })
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
    if (this.#isDraining) throw restarting()
    await this.#limit(upgrade.address)
    const { request } = upgrade
    const { cookie = '' } = request.headers
    const { socket, head } = upgrade.take()
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      const connection = new Connection(opened, cookie)
      this.#connections.add(connection)
      opened.on('close', () => this.#connections.delete(connection))
      converse(connection, this.#options)
    })
  }

  /** Looks again whether the hosts that it `concerns` may still lead their games. */
  async recheckHosts(concerns: (host: HostPart) => boolean): Promise<void> {
    for (const connection of this.#connections) {
      const { part, cookie } = connection
      if (part?.role !== 'host' || !concerns(part)) continue
      const claim = { role: 'host', gameId: part.room.facts.id } as const
      const again = await admit(claim, cookie, this.#options).catch(() => 'restart' as const)
      if (typeof again === 'string') connection.end(again)
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
    // Those who came in meanwhile.
    for (const connection of this.#connections) connection.end('restart')
  }

  async #limit(address: string): Promise<void> {
    try {
      await this.#opens.consume(limitKey(address))
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal
    }
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
      const hasEnded = (id: string) => ids.has(id) && !living.has(id)
      for (const connection of this.#connections)
        if (connection.part?.role === 'host' && hasEnded(connection.part.sessionId))
          connection.end('unauthorized')
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the sessions of hosts could not be checked')
    }
  }
}

function restarting(): Problem {
  return new Problem(503, 'stopping', 'The server is restarting. Try again.', {
    retryAfterSeconds: 1,
  })
}

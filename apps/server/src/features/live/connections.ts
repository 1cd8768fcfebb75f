import { randomUUID } from 'node:crypto'
import type { Gauge } from 'prom-client'
import type { Callers } from '../../http/feature.ts'
import type { Log } from '../../platform/log.ts'
import { KeyedLimit } from './bucket.ts'
import { Connection, type HostPart } from './connection.ts'
import { Conversation, type ConversationParts } from './conversation.ts'
import { admit } from './greeting.ts'
import { Pace } from './pace.ts'
import type { Rooms } from './rooms.ts'
import { delay, every, type Cancel, type LiveTime } from './time.ts'
import type { Wire } from './wire.ts'

export interface ConnectionsOptions {
  readonly rooms: Pick<Rooms, 'get' | 'ask' | 'refresh' | 'seated'>
  readonly callers: Callers
  readonly log: Log
  readonly gauge: Gauge<'audience'>
  readonly time: LiveTime
  /** Those of the sessions that still go on. */
  readonly livingSessions: (ids: readonly string[]) => Promise<readonly string[]>
}

/** Of the handshake of a connection. */
export interface Handshake {
  readonly cookie: string
  /** The client's network address, as limits count. */
  readonly address: string
}

/** Several schools behind one address may come back at once; more is an attack. */
const opens = { most: 6_000, perSecond: 100 }
/** How often one player's coming back counts for nothing. */
const returns = { most: 10, perSecond: 0.2 }

/** Few: in a storm turns must be short, for running games and for those who wait to be let in. */
const hellosAtOnce = { perTurn: 8, most: 20_000 }
const lookEveryMs = 200
/** Of all connections, the share that is looked at each time. */
const lookedAtOnce = 1 / 5
/** Of those, the share that may be pinged: the rest waits for the next time. */
const pingedAtOnce = 1 / 4
const pingEveryMs = 15_000
const sessionsEveryMs = 4_000
const drainPerSecond = 1_000
const drainAtMostMs = 5_000
const drainStepMs = 50
/** For what was asked before the end to be stored and answered. */
const drainPatienceMs = 5_000

/** Everybody who is connected to this node. */
export class Connections {
  readonly #options: ConnectionsOptions
  readonly #all = new Set<Connection>()
  readonly #opens = new KeyedLimit(opens)
  readonly #returns = new KeyedLimit(returns)
  readonly #conversation: ConversationParts
  readonly #timers: Cancel[]
  #toLook: Iterator<Connection> = [].values()
  #isDraining = false

  constructor(options: ConnectionsOptions) {
    const { time } = options
    this.#options = options
    this.#conversation = {
      ...options,
      hellos: new Pace(time, hellosAtOnce),
      onWelcome: (connection) => this.#welcomed(connection),
      onClosed: (connection) => void this.#all.delete(connection),
    }
    this.#timers = [
      every(time, lookEveryMs, () => this.#look()),
      every(time, sessionsEveryMs, () => void this.#checkSessions()),
    ]
  }

  get isDraining(): boolean {
    return this.#isDraining
  }

  /** Counts somebody who wants to connect; gives how many milliseconds to wait, 0 for none. */
  limit(address: string): number {
    return this.#opens.take(address, this.#options.time.now())
  }

  /** Takes a connection in. */
  accept(wire: Wire, handshake: Handshake): void {
    const connection = new Connection(wire, this.#options.time, handshake)
    this.#all.add(connection)
    wire.listen(new Conversation(connection, this.#conversation))
    if (this.#isDraining) connection.leave()
  }

  /** Looks again whether the hosts that it `concerns` may still lead their games. */
  async recheckHosts(concerns: (host: HostPart) => boolean): Promise<void> {
    for (const connection of this.#all) {
      const { part, cookie } = connection
      if (part?.role !== 'host' || !concerns(part)) continue
      const claim = { role: 'host', gameId: part.room.facts.id } as const
      const again = await admit(claim, cookie, this.#options).catch(() => 'restart' as const)
      if (typeof again === 'string') connection.end(again)
    }
  }

  /**
   * Asks all to come back, once what they asked is answered: not all at once, but over seconds the
   * more they are. Whoever stops listening does so before.
   */
  async drain(): Promise<void> {
    const { time } = this.#options
    this.#isDraining = true
    for (const cancel of this.#timers) cancel()
    const all = [...this.#all]
    const overMs = Math.min(drainAtMostMs, (all.length * 1_000) / drainPerSecond)
    const steps = Math.max(1, Math.ceil(overMs / drainStepMs))
    for (let step = 0; step < steps; step++) {
      if (step > 0) await delay(time, drainStepMs)
      const part = (step: number) => Math.round((all.length * step) / steps)
      for (const connection of all.slice(part(step), part(step + 1))) connection.leave()
    }
    for (let waited = 0; this.#isAsked() && waited < drainPatienceMs; waited += drainStepMs)
      await delay(time, drainStepMs)
    for (const connection of this.#all) connection.end('restart')
  }

  #isAsked(): boolean {
    for (const connection of this.#all) if (connection.isOpen) return true
    return false
  }

  /** Who comes back with a right to costs their address nothing: a hall may be behind it. */
  #welcomed({ part, address, shownAt }: Connection): void {
    if (part?.role === 'player')
      this.#options.rooms.seated(part.room.facts.id, part.playerId, shownAt)
    const who = part?.role === 'player' ? part.playerId : address
    if (this.#returns.take(who, this.#options.time.now()) === 0) this.#opens.giveBack(address)
  }

  /** Ends who is gone, reads nothing or says nothing, and pings those who are due for it. */
  #look(): void {
    const now = this.#options.time.now()
    let looks = Math.ceil(this.#all.size * lookedAtOnce)
    let pings = Math.ceil(looks * pingedAtOnce)
    for (; looks > 0; looks--) {
      const connection = this.#nextToLook()
      connection?.look(now)
      if (pings === 0 || !connection?.part || !connection.isPingDue(now, pingEveryMs)) continue
      connection.ping(now, randomUUID())
      pings--
    }
    this.#opens.tidy(now)
    this.#returns.tidy(now)
  }

  /** All in turn, whoever came last at the end. */
  #nextToLook(): Connection | undefined {
    const next = this.#toLook.next()
    if (next.done !== true) return next.value
    this.#toLook = this.#all.values()
    const first = this.#toLook.next()
    return first.done === true ? undefined : first.value
  }

  /** Ends hosts whose sign-in has ended, wherever that happened. */
  async #checkSessions(): Promise<void> {
    const ids = new Set<string>()
    for (const { part } of this.#all) if (part?.role === 'host') ids.add(part.sessionId)
    if (ids.size === 0) return
    try {
      const living = new Set(await this.#options.livingSessions([...ids]))
      const hasEnded = (id: string) => ids.has(id) && !living.has(id)
      for (const connection of this.#all)
        if (connection.part?.role === 'host' && hasEnded(connection.part.sessionId))
          connection.end('unauthorized')
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the sessions of hosts could not be checked')
    }
  }
}

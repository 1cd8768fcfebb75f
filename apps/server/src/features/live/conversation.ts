import { clientMessage, type ClientMessage } from '@quizmentor/contract/live'
import { LIVE_VERSION } from '@quizmentor/contract/live-protocol'
import type { Gauge } from 'prom-client'
import { z } from 'zod'
import type { Callers } from '../../http/feature.ts'
import type { Log } from '../../platform/log.ts'
import type { Connection, EndReason, Part } from './connection.ts'
import { admit, type Claim } from './greeting.ts'
import { MessageRate, type MessageKind } from './message-rate.ts'
import type { Pace } from './pace.ts'
import type { Rooms } from './rooms.ts'
import type { LiveTime } from './time.ts'
import type { WireListener } from './wire.ts'

export interface ConversationParts {
  readonly rooms: Pick<Rooms, 'get' | 'ask' | 'refresh'>
  readonly callers: Callers
  readonly log: Log
  readonly gauge: Gauge<'audience'>
  readonly time: LiveTime
  /** Those who say hello wait in it. */
  readonly hellos: Pace
  /** Somebody was let in. */
  readonly onWelcome: (connection: Connection) => void
  readonly onClosed: (connection: Connection) => void
}

type Said = Exclude<ClientMessage, { t: 'hello' }>

/** Listens to one connection: a hello, then what its part may say, no faster than can be answered. */
export class Conversation implements WireListener {
  readonly #connection: Connection
  readonly #parts: ConversationParts
  readonly #rate = new MessageRate()

  constructor(connection: Connection, parts: ConversationParts) {
    this.#connection = connection
    this.#parts = parts
  }

  message(text: string | null): void {
    const connection = this.#connection
    if (!connection.isHeard) return
    connection.heard()
    const message = read(text)
    if (typeof message === 'string') return connection.end(message)
    if (message.t === 'hello') return this.#hello(message.as)
    const { part } = connection
    if (part === null) return connection.end('unauthorized')
    const id = message.t === 'ping' ? null : message.id
    if (this.#isWithin(message.t, id)) this.#answer(part, message)
  }

  ping(): void {
    this.#connection.heard()
    this.#isWithin('control', null)
  }

  pong(data: string): void {
    const connection = this.#connection
    connection.heard()
    if (connection.ponged(data)) connection.part?.room.audience.measured()
    else this.#isWithin('control', null)
  }

  /** What breaks the protocol (a frame too large, compressed or garbled) closes its own socket. */
  failed(error: Error): void {
    this.#parts.log.debug({ err: error }, 'a live socket broke')
  }

  closed(): void {
    const { part } = this.#connection
    const { gauge, time, onClosed } = this.#parts
    onClosed(this.#connection)
    if (part === null) return
    gauge.dec({ audience: part.role })
    part.room.usedAt = time.now()
    part.room.audience.remove(this.#connection)
  }

  #isWithin(kind: MessageKind, id: string | null): boolean {
    const connection = this.#connection
    if (!connection.isHeard) return false
    switch (this.#rate.take(kind, this.#parts.time.now())) {
      case 'fine':
        return true
      case 'too_many':
        connection.say({ t: 'refused', id, reason: 'too_many' })
        return false
      case 'hopeless':
        connection.end('tooMany')
        return false
    }
  }

  #hello(claim: Claim): void {
    const connection = this.#connection
    if (connection.isGreeted) return connection.end('malformed')
    connection.isGreeted = true
    this.#greet(claim).catch((error: unknown) => {
      this.#parts.log.warn({ err: error }, 'a live game could not be opened')
      connection.end('restart')
    })
  }

  async #greet(claim: Claim): Promise<void> {
    const connection = this.#connection
    const { hellos, gauge, time, onWelcome } = this.#parts
    if (!(await hellos.turn())) return connection.end('restart')
    if (!connection.isOpen) return
    const part = await admit(claim, connection.cookie, this.#parts)
    if (!connection.isOpen) return
    if (typeof part === 'string') return connection.end(part)
    connection.part = part
    if (part.role !== 'host') connection.cookie = ''
    gauge.inc({ audience: part.role })
    const { code } = part.room.facts
    connection.say({ t: 'welcome', version: LIVE_VERSION, code, now: time.now() })
    part.room.audience.add(connection)
    onWelcome(connection)
  }

  #answer(part: Part, message: Said): void {
    const { time, rooms, log } = this.#parts
    const connection = this.#connection
    const now = time.now()
    if (message.t === 'ping') return connection.say({ t: 'pong', n: message.n, now })
    const { id } = message
    const ask = askOf(part, message)
    if (ask === null) return connection.say({ t: 'refused', id, reason: 'not_allowed' })
    const reply = rooms
      .ask(part.room, ask, now)
      .then((reason) =>
        reason === null
          ? ({ t: 'accepted', id } as const)
          : ({ t: 'refused', id, reason } as const),
      )
    connection.answer(reply).catch((error: unknown) => {
      log.error({ err: error }, 'a live message could not be answered')
      connection.end('restart')
    })
  }
}

/** Of a client of another version, which may say anything else differently. */
const otherHello = z.object({ t: z.literal('hello'), version: z.number() })

/** What was said, or why that ends the connection. */
function read(text: string | null): ClientMessage | EndReason {
  if (text === null) return 'malformed'
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return 'malformed'
  }
  const message = clientMessage.safeParse(said)
  if (message.success) return message.data
  const other = otherHello.safeParse(said)
  return other.success && other.data.version !== LIVE_VERSION ? 'version' : 'malformed'
}

/** What a message asks of the game; `null` where its sender's part doesn't allow it. */
function askOf(part: Part, message: Exclude<Said, { t: 'ping' }>) {
  if (message.t === 'answer') {
    if (part.role !== 'player') return null
    const { id: answerId, question, given } = message
    return { name: 'answer', playerId: part.playerId, answerId, question, given } as const
  }
  if (part.role !== 'host') return null
  const { id, seen, command } = message
  return { name: 'lead', id, seen, command } as const
}

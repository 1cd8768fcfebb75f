import { clientMessage, type ClientMessage } from '@quizmentor/contract/live'
import { LIVE_VERSION } from '@quizmentor/contract/live-protocol'
import type { Gauge } from 'prom-client'
import type { RawData } from 'ws'
import type { Callers } from '../../http/feature.ts'
import type { Log } from '../../platform/log.ts'
import type { Connection, Part } from './connection.ts'
import { admit, type Claim } from './greeting.ts'
import { MessageRate } from './message-rate.ts'
import type { Rooms } from './rooms.ts'

export interface ConversationParts {
  readonly rooms: Rooms
  readonly callers: Callers
  readonly log: Log
  readonly gauge: Gauge<'audience'>
}

const helloWithinMs = 5_000

/** Listens to one socket: a hello, then what its part may say, no faster than can be answered. */
export function converse(connection: Connection, parts: ConversationParts): void {
  const { socket } = connection
  const rate = new MessageRate()
  let isGreeted = false
  const impatient = setTimeout(() => {
    if (connection.part === null) connection.end('unauthorized')
  }, helloWithinMs)

  socket.on('message', (data, isBinary) => {
    if (connection.isEnding || !isWithin(rate, connection)) return
    const message = isBinary ? null : read(data)
    if (message === null) return connection.end('malformed')
    if (message.t === 'hello') {
      if (isGreeted) return connection.end('malformed')
      isGreeted = true
      void greet(connection, message.as, parts)
    } else if (connection.part === null) connection.end('unauthorized')
    else void answer(connection, connection.part, message, parts)
  })
  socket.on('ping', () => void isWithin(rate, connection))
  socket.on('pong', () => {
    connection.isAlive = true
  })
  // What breaks the protocol (a frame too large, compressed or garbled) closes its own socket.
  socket.on('error', (error) => parts.log.debug({ err: error }, 'a live socket broke'))
  socket.on('close', () => {
    clearTimeout(impatient)
    leave(connection, parts)
  })
}

function isWithin(rate: MessageRate, connection: Connection): boolean {
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

function read(data: RawData): ClientMessage | null {
  if (!Buffer.isBuffer(data)) return null
  try {
    const message = clientMessage.safeParse(JSON.parse(data.toString()))
    return message.success ? message.data : null
  } catch {
    return null
  }
}

async function greet(connection: Connection, claim: Claim, parts: ConversationParts) {
  try {
    const part = await admit(claim, connection.cookie, parts)
    if (!connection.isOpen) return
    if (typeof part === 'string') return connection.end(part)
    connection.part = part
    parts.gauge.inc({ audience: part.role })
    const { code } = part.room.facts
    connection.say({ t: 'welcome', version: LIVE_VERSION, code, now: Date.now() })
    part.room.audience.add(connection)
  } catch (error) {
    parts.log.warn({ err: error }, 'a live game could not be opened')
    connection.end('restart')
  }
}

function leave(connection: Connection, { gauge }: ConversationParts): void {
  const { part } = connection
  if (part === null) return
  gauge.dec({ audience: part.role })
  part.room.usedAt = Date.now()
  part.room.audience.remove(connection)
}

async function answer(
  connection: Connection,
  part: Part,
  message: Exclude<ClientMessage, { t: 'hello' }>,
  { rooms }: ConversationParts,
): Promise<void> {
  const now = Date.now()
  if (message.t === 'ping') return connection.say({ t: 'pong', n: message.n, now })
  const { id } = message
  const ask = askOf(part, message)
  const refusal = ask === null ? 'not_allowed' : await rooms.ask(part.room, ask, now)
  connection.say(refusal === null ? { t: 'accepted', id } : { t: 'refused', id, reason: refusal })
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

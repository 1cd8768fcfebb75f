import type { Log } from '../../platform/log.ts'
import type { Audience } from './audience.ts'
import type { Connection } from './connection.ts'
import type { LiveTime } from './time.ts'

/** Frames sent before what came in meanwhile is read: a few milliseconds' worth. */
const atOnce = 128
/** Of one game, before another has its turn: a usual one in one go, so that its last isn't kept waiting. */
const atOnceOfOne = 64
const congestedAgainMs = 100

/**
 * Shows people where their games are. Games take turns, and who can't take more is kept apart until
 * they can: a large game or a slow phone holds nobody up. A frame is built when its turn comes, so
 * what is sent is the latest, once, however often it was asked for.
 */
export class Delivery {
  readonly time: LiveTime
  readonly #log: Log
  readonly #due = new Map<Audience, Set<Connection>>()
  readonly #congested = new Map<Connection, Audience>()
  #isWorking = false
  #isLookingAgain = false

  constructor({ time, log }: { readonly time: LiveTime; readonly log: Log }) {
    this.time = time
    this.#log = log
  }

  /** Shows a connection what is `due`, as soon as its turn comes and it can take it. */
  show(connection: Connection, audience: Audience, due: 'phase' | 'view'): void {
    if (connection.due !== 'view') connection.due = due
    if (!this.#congested.has(connection)) this.#enqueue(connection, audience)
  }

  /** Ends what could not be shown by a fault of ours: nobody else is to feel it. */
  fail(connections: Iterable<Connection>, error: unknown): void {
    this.#log.error({ err: error }, 'a live game could not be shown')
    for (const connection of connections) connection.end('restart')
  }

  #enqueue(connection: Connection, audience: Audience): void {
    const due = this.#due.get(audience)
    if (due === undefined) this.#due.set(audience, new Set([connection]))
    else due.add(connection)
    if (this.#isWorking) return
    this.#isWorking = true
    this.time.soon(this.#work)
  }

  readonly #work = (): void => {
    let left = atOnce
    // Who isn't done goes to the end of the line, and this loop comes to them there.
    for (const [audience, due] of this.#due) {
      if (left <= 0) break
      this.#due.delete(audience)
      left -= this.#serve(audience, due, Math.min(left, atOnceOfOne))
      if (due.size > 0) this.#due.set(audience, due)
    }
    this.#isWorking = this.#due.size > 0
    if (this.#isWorking) this.time.soon(this.#work)
  }

  /** Shows as many as `most` of those who are due; gives how many. */
  #serve(audience: Audience, all: Set<Connection>, most: number): number {
    let served = 0
    for (const connection of all) {
      if (served === most) break
      served++
      all.delete(connection)
      if (connection.isOpen && connection.isCongested) this.#setApart(connection, audience)
      else if (connection.isOpen) this.#send(connection, audience)
    }
    return served
  }

  #send(connection: Connection, audience: Audience): void {
    try {
      const frame = audience.frameFor(connection)
      connection.due = null
      if (frame !== null) connection.send(frame)
    } catch (error) {
      this.fail([connection], error)
    }
  }

  #setApart(connection: Connection, audience: Audience): void {
    this.#congested.set(connection, audience)
    if (this.#isLookingAgain) return
    this.#isLookingAgain = true
    this.time.after(congestedAgainMs, this.#lookAgain)
  }

  readonly #lookAgain = (): void => {
    for (const [connection, audience] of this.#congested) {
      if (connection.isOpen && connection.isCongested) continue
      this.#congested.delete(connection)
      if (connection.isOpen) this.#enqueue(connection, audience)
    }
    this.#isLookingAgain = this.#congested.size > 0
    if (this.#isLookingAgain) this.time.after(congestedAgainMs, this.#lookAgain)
  }
}

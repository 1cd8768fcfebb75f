import type { Audience } from './audience.ts'
import type { Connection } from './connection.ts'

/** Frames sent before others get a turn: a game of thousands must not hold up the rest. */
const atOnce = 100
const congestedAgainMs = 100

const due = new Map<Connection, Audience>()
let isRunning = false

/**
 * Sends a connection its view as soon as its turn comes and it can take it. The view is built then:
 * however often it was asked for, what is sent is the latest, once.
 */
export function deliverViews(connection: Connection, audience: Audience): void {
  due.set(connection, audience)
  if (isRunning) return
  isRunning = true
  setImmediate(work)
}

function work(): void {
  let sent = 0
  let congested = 0
  for (const [connection, audience] of due) {
    if (sent === atOnce) break
    if (connection.isOpen && connection.isCongested) {
      congested++
      continue
    }
    due.delete(connection)
    const frame = connection.isOpen ? audience.frameFor(connection) : null
    if (frame === null) continue
    connection.send(frame)
    sent++
  }
  if (due.size === 0) isRunning = false
  else if (due.size > congested) setImmediate(work)
  else setTimeout(work, congestedAgainMs)
}

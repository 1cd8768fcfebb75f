import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Servers } from './servers.ts'

const againMs = 1_000

export interface Listener {
  readonly heard: (payload: string) => void
  /** Called each time listening began: what was said before may have been missed. */
  readonly again: () => void
  readonly log: Logger
}

/**
 * Hears what is said on a channel of the database (`NOTIFY`), on a connection of its own that is
 * made anew when it breaks.
 */
export function listen(servers: Servers, channel: string, listener: Listener) {
  const closing = new AbortController()
  const running = run()

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await untilItBreaks()
      } catch (error) {
        if (!closing.signal.aborted) listener.log.debug({ err: error }, 'listening broke off')
      }
      await delay(againMs, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  async function untilItBreaks(): Promise<void> {
    const Client = servers.clientClass()
    const client = new Client({ application_name: 'quizmentor listens', keepAlive: true })
    client.on('notification', ({ payload = '' }) => listener.heard(payload))
    client.on('error', () => {})
    const ended = once(client, 'end', { signal: closing.signal })
    ended.catch(() => {})
    try {
      await client.connect()
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
      listener.again()
      await ended
    } finally {
      client.connection.stream.destroy()
    }
  }

  return {
    async close() {
      closing.abort()
      await running
    },
  }
}

import { z } from 'zod'
import type { Log } from '../log.ts'

/** What travels between nodes, as JSON. */
const envelope = z.object({ from: z.string(), topic: z.string(), body: z.unknown() })

/** Longer ones are not sent. */
const longest = 1_048_576

export type Listener = (body: unknown, from: string) => void

/** A message as text; undefined, and a line in the log, where it can't be sent. */
export function written(log: Log, from: string, topic: string, body: unknown): string | undefined {
  try {
    const text = JSON.stringify({ from, topic, body })
    if (text.length <= longest) return text
    log.warn({ topic, length: text.length }, 'a message to other nodes is too long to be sent')
  } catch (error) {
    log.warn({ err: error, topic }, 'a message to other nodes cannot be written')
  }
  return undefined
}

/** Who listens to what on this node. */
export function createHearing(log: Log) {
  const listeners = new Map<string, Set<Listener>>()
  return {
    hear: (topic: string, listener: Listener): (() => void) => {
      const those = listeners.get(topic) ?? new Set()
      listeners.set(topic, those.add(listener))
      return () => {
        those.delete(listener)
        if (those.size === 0 && listeners.get(topic) === those) listeners.delete(topic)
      }
    },

    /** Hands a message that came in to those who listen; what isn't a message is left. */
    deliver: (text: string): void => {
      const message = read(text)
      if (message === undefined) return log.warn('something came in that no node has said')
      for (const listener of listeners.get(message.topic) ?? [])
        try {
          listener(message.body, message.from)
        } catch (error) {
          log.error({ err: error, topic: message.topic }, 'a message of another node failed')
        }
    },
  }
}

function read(text: string): z.infer<typeof envelope> | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

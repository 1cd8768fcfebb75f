/** To whom something is said: one node by its id, or `all` but the one that says it. */
export type Recipient = string

/**
 * How nodes talk to each other. Nothing that is said here is certain to arrive, or to arrive once or
 * in order: whoever relies on it finds out from the database what they missed.
 */
export interface Bus {
  /** Says something that can be written as JSON; what can't be sent is dropped. */
  say(to: Recipient, topic: string, body: unknown): void
  /** Hears what is said about a topic, to this node or to all; gives what ends it. */
  hear(topic: string, listener: (body: unknown, from: string) => void): () => void
  /** Begins to listen. Nothing is heard before. */
  start(): Promise<void>
  close(): Promise<void>
}

/** The bus of a program that is alone: nobody is there to be told anything. */
export const soloBus: Bus = {
  say() {},
  hear: () => () => {},
  async start() {},
  async close() {},
}

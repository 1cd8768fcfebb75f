import type { z } from 'zod'

/** A kind of work that is done later, outside a request: its name and what it needs to know. */
export interface JobKind<Data extends object> {
  readonly name: string
  readonly data: z.ZodType<Data>
  readonly retries: Retries
}

export interface Retries {
  /** How often it is tried again after a failure. */
  readonly limit: number
  /** Seconds before the first; each later one waits about twice as long. */
  readonly firstAfter: number
  /** Seconds that none waits longer than. */
  readonly atMost: number
  /**
   * Seconds, at least 10, without a sign of the program that does it after which it is tried again;
   * unset: a quarter of an hour after it was begun.
   */
  readonly missedAfter?: number
}

/** Defines a kind of job. The name stays the same for ever: jobs outlive the program. */
export function job<Data extends object>(
  name: string,
  data: z.ZodType<Data>,
  retries: Partial<Retries> = {},
): JobKind<Data> {
  return { name, data, retries: { limit: 5, firstAfter: 10, atMost: 3600, ...retries } }
}

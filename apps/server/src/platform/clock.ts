/** Where the time comes from; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970, as the server sees them. */
  now(): number
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

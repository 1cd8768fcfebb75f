/** Takes back what was to be done later. */
export type Cancel = () => void

/** The clock that live games go by, so that a simulation can run them on its own. */
export interface LiveTime {
  /** Milliseconds since 1970, as players are told. */
  now(): number
  /** Does something in `ms` milliseconds, unless it is cancelled before. Keeps no program alive. */
  after(ms: number, then: () => void): Cancel
  /** Does something once what lies in the sockets already has been read. */
  soon(then: () => void): void
}

/** The machine's own time. */
export const machineTime: LiveTime = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms).unref()
    return () => clearTimeout(timer)
  },
  soon: (then) => void setImmediate(then),
}

/** Does something again and again, `ms` milliseconds apart, until it is cancelled. */
export function every(time: LiveTime, ms: number, then: () => void): Cancel {
  let cancel = time.after(ms, again)
  function again() {
    cancel = time.after(ms, again)
    then()
  }
  return () => cancel()
}

/** Waits. */
export function delay(time: LiveTime, ms: number): Promise<void> {
  return new Promise((resolve) => void time.after(ms, resolve))
}

/** Gives what asks for something, which is done once, `ms` after it was first asked for. */
export function coalesced(time: LiveTime, ms: number, then: () => void): () => void {
  let isAsked = false
  return () => {
    if (isAsked) return
    isAsked = true
    time.after(ms, () => {
      isAsked = false
      then()
    })
  }
}

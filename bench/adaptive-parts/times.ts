/** How long something takes, in milliseconds. */
export interface Times {
  readonly p50Ms: number
  readonly p99Ms: number
  /** How many would be done in a second at the median. */
  readonly perSecond: number
}

/** Collects times of single steps. */
export function stopwatch() {
  const times: number[] = []
  return {
    /** Takes the time of a step. */
    time: <T>(step: () => T): T => {
      const start = performance.now()
      const result = step()
      times.push(performance.now() - start)
      return result
    },
    times: (): Times => {
      times.sort((one, other) => one - other)
      const at = (share: number) => times[Math.floor(times.length * share)] ?? NaN
      return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: 1_000 / at(0.5) }
    },
  }
}

/** How long something took, once and again, in milliseconds. */
export interface Times {
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of processor time, in which others at work on the machine don't count. */
  readonly perSecond: number
}

/** Collects times of single steps. */
export function stopwatch() {
  const times: number[] = []
  let processor = 0
  return {
    /** Takes the time of a step. */
    time<T>(step: () => T): T {
      const before = processorMs()
      const start = performance.now()
      const result = step()
      times.push(performance.now() - start)
      processor += processorMs() - before
      return result
    },
    times(): Times {
      times.sort((one, other) => one - other)
      const at = (share: number) => times[Math.floor(times.length * share)] ?? NaN
      return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: (1_000 * times.length) / processor }
    },
  }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

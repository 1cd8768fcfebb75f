/** What there is to say about how long things took, in milliseconds. */
export function summary(times: ArrayLike<number>) {
  const sorted = Float64Array.from(times).toSorted()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), worstMs: at(1) }
}

export type Summary = ReturnType<typeof summary>

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** `null` where it was not done in time. */
export async function within<Value>(ms: number, work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}

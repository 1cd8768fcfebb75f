/** How often each item of a pool was asked, and in how many tests. */
export interface ExposureCount {
  tests: number
  readonly asked: Uint32Array
}

export function noExposure(items: number): ExposureCount {
  return { tests: 0, asked: new Uint32Array(items) }
}

/**
 * Bars what may not be asked in the next test, so that no item is ever in more than a share of
 * `most` of all tests: the restricted method (Revuelta & Ponsoda 1998). An item that was never asked
 * may always be. While there are few tests, that leaves little of a small pool: shares are of
 * `planned` tests where so many are sure to come.
 */
export function barOverexposed(
  { tests, asked }: ExposureCount,
  most: number,
  barred: Uint8Array,
  planned = 1,
): void {
  const allowed = Math.max(1, Math.floor(most * Math.max(planned, tests + 1) + rounding))
  for (let item = 0; item < asked.length; item++)
    if ((asked[item] ?? 0) >= allowed) barred[item] = 1
}

const rounding = 1e-9

/** The greatest share of tests that any item was in. */
export function greatestExposure({ tests, asked }: ExposureCount): number {
  return tests === 0 ? 0 : asked.reduce((most, each) => Math.max(most, each)) / tests
}

import type { Side } from './classification.ts'
import type { SimulatedPerson, SimulatedTest } from './simulate.ts'

/** How well simulated tests told who is above a cut score. Shares of 1, `null` of nobody. */
export interface SidesSummary {
  readonly cut: number
  /** Of the people whose ability is known: those who were put on their own side. */
  readonly accuracy: number | null
  /** Of those who are below the cut: those who were put above. */
  readonly falseAbove: number | null
  /** Of those who are above the cut, or on it: those who were put below. */
  readonly falseBelow: number | null
  /** Of all tests: those that ended because the side was decided. */
  readonly decided: number | null
}

/**
 * The side of the cut that a test puts a person on: what was decided, or where the test ended
 * undecided, the side of the last estimate. `null` where nothing was asked.
 */
export function sideOf({ ended, estimates }: SimulatedTest, cut: number): Side | null {
  if (ended === 'above the cut') return 'above'
  if (ended === 'below the cut') return 'below'
  const estimate = estimates.at(-1)
  return estimate === undefined ? null : trueSide(estimate, cut)
}

/** Compares the sides that people were put on with those they are on. */
export function sidesSummary(
  tests: readonly SimulatedTest[],
  people: readonly SimulatedPerson[],
  cut: number,
): SidesSummary {
  const count = { above: 0, below: 0 }
  const wrong = { above: 0, below: 0 }
  let decided = 0
  for (const [number, test] of tests.entries()) {
    if (test.ended === 'above the cut' || test.ended === 'below the cut') decided++
    const put = sideOf(test, cut)
    const theta = people[number]?.theta
    if (put === null || theta === undefined) continue
    const side = trueSide(theta, cut)
    count[side]++
    if (put !== side) wrong[side]++
  }
  const known = count.above + count.below
  return {
    cut,
    accuracy: share(known - wrong.above - wrong.below, known),
    falseAbove: share(wrong.below, count.below),
    falseBelow: share(wrong.above, count.above),
    decided: share(decided, tests.length),
  }
}

const trueSide = (theta: number, cut: number): Side => (theta >= cut ? 'above' : 'below')

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of)

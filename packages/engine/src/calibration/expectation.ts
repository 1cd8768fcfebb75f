import type { Patterns } from './patterns.ts'
import type { Posteriors } from './posteriors.ts'

/** The E step of Bock and Aitkin (1981). */
export interface Expectation {
  /**
   * Expected numbers of people, by answer code and node, after `run`: of those at a node, how many
   * gave the answer.
   */
  readonly expected: Float64Array
  /** Gives the marginal log likelihood; `logProbabilities` has a row for each answer code. */
  run(logProbabilities: Float64Array): number
}

/** Prepares the E step for some patterns: its buffers are made once. */
export function expectationOf(patterns: Patterns, posteriors: Posteriors): Expectation {
  const { items, count, start, answers, size } = patterns
  const { weights } = posteriors
  const width = weights.length
  const expected = new Float64Array(2 * items * width)

  return {
    expected,
    run(logProbabilities) {
      expected.fill(0)
      let total = 0
      for (let pattern = 0; pattern < size; pattern++) {
        const times = count[pattern] ?? 0
        total += times * posteriors.run(pattern, logProbabilities)
        const { low, high } = posteriors
        const end = start[pattern + 1] ?? 0
        for (let at = start[pattern] ?? 0; at < end; at++) {
          const row = (answers[at] ?? 0) * width
          for (let node = low; node <= high; node++)
            expected[row + node] = (expected[row + node] ?? 0) + times * (weights[node] ?? 0)
        }
      }
      return total
    },
  }
}

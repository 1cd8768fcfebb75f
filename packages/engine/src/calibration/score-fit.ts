import { chiSquareUpperTail } from '../statistics/chi-square.ts'
import type { Calibration } from './calibrate.ts'
import { fillLogProbabilities } from './parameters.ts'

/** How well an item's curve fits its answers. */
export interface ScoreFit {
  /** S-X². */
  readonly statistic: number
  readonly df: number
  /** The probability of a statistic at least as large where the model holds; NaN without df. */
  readonly p: number
}

/** More items than this would take long: the work grows with their third power. */
const mostItems = 200

/**
 * S-X² of each placed item (Orlando and Thissen, 2000): in groups of equal number-right score, how
 * many were right, beside how many the model expects. Groups in which fewer than one answer of a
 * kind is expected are merged with the smaller neighbour, as mirt does. `null` where the test is
 * longer than 200 items or not everybody answered all of it: then there are no such groups.
 */
export function scoreFit(calibration: Calibration): (ScoreFit | null)[] | null {
  const { patterns, freedom } = calibration
  const { items, size, start } = patterns
  const isComplete = patterns.answers.length === items * size && start[size] === items * size
  if (!isComplete || items > mostItems || freedom.placed.length < items) return null
  const observed = observedGroups(calibration)
  const expected = expectedShares(calibration)
  const own = freedom.shared ? 1 : freedom.guesses ? 3 : 2
  return Array.from({ length: items }, (_, item) => {
    const groups: Group[] = []
    for (let score = 1; score < items; score++) {
      const people = observed.people[score] ?? 0
      const share = expected[item * (items + 1) + score] ?? 0
      const right = observed.right[item * (items + 1) + score] ?? 0
      groups.push({ people, right, expected: people * share })
    }
    const merged = mergeSparse(groups)
    const statistic = merged.reduce(
      (sum, { people, right, expected: e }) =>
        sum + ((right - e) ** 2 * people) / (e * (people - e)),
      0,
    )
    const df = merged.length - own
    return df > 0 ? { statistic, df, p: chiSquareUpperTail(statistic, df) } : null
  })
}

interface Group {
  readonly people: number
  readonly right: number
  readonly expected: number
}

function observedGroups({ patterns }: Calibration) {
  const { items, size, start, answers, count } = patterns
  const people = new Float64Array(items + 1)
  const right = new Float64Array(items * (items + 1))
  for (let pattern = 0; pattern < size; pattern++) {
    const codes = answers.subarray(start[pattern], start[pattern + 1])
    const times = count[pattern] ?? 0
    const score = codes.reduce((sum, code) => sum + (code & 1), 0)
    people[score] = (people[score] ?? 0) + times
    for (const code of codes) {
      const at = (code >> 1) * (items + 1) + score
      if ((code & 1) === 1) right[at] = (right[at] ?? 0) + times
    }
  }
  return { people, right }
}

/** By item and score, the share that is right of those with that score, by the model. */
function expectedShares({ patterns: { items }, grid, parameters }: Calibration): Float64Array {
  const { nodes, logWeights } = grid
  const width = nodes.length
  const table = new Float64Array(2 * items * width)
  fillLogProbabilities(parameters, nodes, table)
  const right = new Float64Array(items * (items + 1))
  const all = new Float64Array(items + 1)
  for (let node = 0; node < width; node++) {
    const weight = Math.exp(logWeights[node] ?? 0)
    const p = Float64Array.from({ length: items }, (_, item) =>
      Math.exp(table[(2 * item + 1) * width + node] ?? 0),
    )
    const scores = scoreDistribution(p, -1)
    for (let score = 0; score <= items; score++)
      all[score] = (all[score] ?? 0) + weight * (scores[score] ?? 0)
    for (let item = 0; item < items; item++) {
      const rest = scoreDistribution(p, item)
      for (let score = 1; score <= items; score++) {
        const at = item * (items + 1) + score
        right[at] = (right[at] ?? 0) + weight * (p[item] ?? 0) * (rest[score - 1] ?? 0)
      }
    }
  }
  return right.map((value, at) => value / (all[at % (items + 1)] ?? NaN))
}

/** The distribution of the number right, one item left out (Lord and Wingersky, 1984). */
function scoreDistribution(p: Float64Array, without: number): Float64Array {
  const scores = new Float64Array(p.length + 1)
  scores[0] = 1
  let most = 0
  for (const [item, right] of p.entries()) {
    if (item === without) continue
    most++
    for (let score = most; score > 0; score--)
      scores[score] = (scores[score] ?? 0) * (1 - right) + (scores[score - 1] ?? 0) * right
    scores[0] = (scores[0] ?? 0) * (1 - right)
  }
  return scores
}

/** Fewer expected right or wrong answers than this in a group make the statistic unreliable. */
const leastExpected = 1

function mergeSparse(all: readonly Group[]): Group[] {
  let groups = mergeSingles(all.filter(({ people }) => people > 0))
  for (;;) {
    const sparse = groups.findIndex(
      ({ people, expected }) => Math.min(expected, people - expected) < leastExpected,
    )
    if (sparse < 0 || groups.length < 2) return groups
    const before = groups[sparse - 1]?.people ?? Infinity
    const after = groups[sparse + 1]?.people ?? Infinity
    groups = mergeInto(groups, sparse, before <= after ? sparse - 1 : sparse + 1)
  }
}

/** A group of one person joins the next; the last, the one before it. */
function mergeSingles(all: readonly Group[]): Group[] {
  let groups = [...all]
  for (let at = 0; at < groups.length - 1;)
    if (groups[at]?.people === 1) groups = mergeInto(groups, at, at + 1)
    else at++
  const last = groups.length - 1
  return last > 0 && groups[last]?.people === 1 ? mergeInto(groups, last, last - 1) : groups
}

function mergeInto(groups: readonly Group[], from: number, to: number): Group[] {
  const [one, other] = [groups[from], groups[to]]
  if (one === undefined || other === undefined) return [...groups]
  const both: Group = {
    people: one.people + other.people,
    right: one.right + other.right,
    expected: one.expected + other.expected,
  }
  return groups.toSpliced(to, 1, both).toSpliced(from, 1)
}

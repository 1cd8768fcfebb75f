import { information } from '@quizmentor/engine/adaptive/model'
import type { ItemPool } from '@quizmentor/engine/adaptive/pool'

const rounds = 400
const nodes = Float64Array.from({ length: 81 }, (_, index) => (index - 40) / 10)
const weights = share(nodes.map((theta) => Math.exp((-theta * theta) / 2)))

/**
 * How much more a test errs under a limit of exposure if abilities were known from the start: what
 * the scarcity of good questions alone costs, however they are chosen. Best tests of `length`
 * questions for each ability, with a share of at most `most` of all for each question: a linear
 * programme, solved by subgradients of its dual, the mean of whose steps is near its solution. Errors
 * are root mean squares of standard errors of standard normal people.
 */
export function costOfScarcity(pool: ItemPool, length: number, most: number): number {
  const inform = Array.from(nodes, (theta) => informationAt(pool, theta))
  const best = inform.map((own) => total(own, fittest(own, length)))
  const mean = new Float64Array(nodes.length)
  const price = new Float64Array(pool.size)
  const firstStep = Math.max(...inform.flatMap((own) => [...own])) / 10
  for (let round = 0; round < rounds; round++) {
    const used = new Float64Array(pool.size)
    for (const [node, own] of inform.entries()) {
      const items = fittest(
        own.map((each, item) => each - (price[item] ?? 0)),
        length,
      )
      for (const item of items) used[item] = (used[item] ?? 0) + (weights[node] ?? 0)
      if (round >= rounds / 2)
        mean[node] = (mean[node] ?? 0) + total(own, items) / Math.floor(rounds / 2)
    }
    const step = firstStep / Math.sqrt(round + 1)
    for (let item = 0; item < pool.size; item++)
      price[item] = Math.max(0, (price[item] ?? 0) + step * ((used[item] ?? 0) - most))
  }
  return error(mean) / error(best) - 1
}

function informationAt({ size, a, b, c, d }: ItemPool, theta: number): Float64Array {
  return Float64Array.from({ length: size }, (_, item) =>
    information(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1),
  )
}

/** The `count` items of the greatest worth. */
function fittest(worth: Float64Array, count: number): number[] {
  const least = worth.toSorted()[Math.max(0, worth.length - count)] ?? 0
  const items: number[] = []
  for (let item = 0; item < worth.length && items.length < count; item++)
    if ((worth[item] ?? 0) >= least) items.push(item)
  return items
}

function total(values: Float64Array, items: readonly number[]): number {
  return items.reduce((sum, item) => sum + (values[item] ?? 0), 0)
}

/** Of tests that inform so much at each node, with the information of the standard normal prior. */
function error(inform: ArrayLike<number>): number {
  return Math.sqrt(
    weights.reduce((sum, weight, node) => sum + weight / (1 + (inform[node] ?? 0)), 0),
  )
}

function share(values: Float64Array): Float64Array {
  const sum = values.reduce((all, each) => all + each, 0)
  return values.map((each) => each / sum)
}

// The plain way: objects, the formulas as they are printed, one loop after another.

export interface Item {
  readonly num: number
  readonly a: number
  readonly b: number
  readonly c: number
}

export interface Answer extends Item {
  readonly right: boolean
}

function probability(theta: number, { a, b, c }: Item): number {
  return c + (1 - c) / (1 + Math.exp(-a * (theta - b)))
}

function information(theta: number, item: Item): number {
  const p = probability(theta, item)
  const q = 1 - p
  return item.a ** 2 * (q / p) * ((p - item.c) / (1 - item.c)) ** 2
}

/** The most informative item that wasn't asked. */
export function nextItem(bank: readonly Item[], asked: ReadonlySet<number>, theta: number): Item {
  const [best] = bank
    .filter(({ num }) => !asked.has(num))
    .map((item) => ({ item, worth: information(theta, item) }))
    .toSorted((one, other) => other.worth - one.worth)
  if (best === undefined) throw new Error('nothing is left to ask')
  return best.item
}

/** Expected a posteriori with 121 nodes. */
export function eap(answers: readonly Answer[]): number {
  const nodes = Array.from({ length: 121 }, (_, index) => -6 + index / 10)
  const posterior = nodes.map((theta) =>
    answers.reduce(
      (product, answer) => {
        const p = probability(theta, answer)
        return product * (answer.right ? p : 1 - p)
      },
      Math.exp(-(theta ** 2) / 2),
    ),
  )
  const total = posterior.reduce((sum, each) => sum + each, 0)
  return posterior.reduce((sum, each, index) => sum + each * (nodes[index] ?? 0), 0) / total
}

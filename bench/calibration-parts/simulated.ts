import { seededRandom } from '@quizmentor/engine/question/parts'

export interface SimulatedAnswers {
  readonly a: Float64Array
  readonly b: Float64Array
  /** A row for each person; `null`: not asked. */
  readonly rows: readonly (0 | 1 | null)[][]
}

/** Answers of N(0, 1) people, each to as many items drawn at random, by 2PL. */
export function simulatedAnswers(
  people: number,
  items: number,
  each: number,
  seed = 1,
): SimulatedAnswers {
  const random = seededRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const a = Float64Array.from({ length: items }, () => Math.exp(0.3 * normal()))
  const b = Float64Array.from({ length: items }, () => 1.2 * normal())
  const rows = Array.from({ length: people }, () => {
    const theta = normal()
    const row = Array.from({ length: items }, (): 0 | 1 | null => null)
    const asked = each === items ? row.keys() : drawn(items, each, random)
    for (const item of asked) {
      const z = (a[item] ?? 1) * (theta - (b[item] ?? 0))
      row[item] = random() < 1 / (1 + Math.exp(-z)) ? 1 : 0
    }
    return row
  })
  return { a, b, rows }
}

function drawn(items: number, each: number, random: () => number): Set<number> {
  const found = new Set<number>()
  while (found.size < each) found.add(Math.floor(random() * items))
  return found
}

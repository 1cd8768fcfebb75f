/**
 * Scored answers by response pattern, sparse: what somebody was not asked takes no room, and people
 * who answered alike are counted, not repeated.
 */
export interface Patterns {
  readonly items: number
  readonly persons: number
  readonly size: number
  /** How many people gave each pattern. */
  readonly count: Float64Array
  /** Where each pattern's answers begin; one more entry than patterns. */
  readonly start: Uint32Array
  /** Answer codes (`answerCode`), ascending within a pattern. */
  readonly answers: Uint32Array
}

/** A right or a wrong answer to an item, as one number. */
export function answerCode(item: number, right: boolean): number {
  return 2 * item + (right ? 1 : 0)
}

/** The answers of one person from a row of scores: 1 right, 0 wrong, anything else not asked. */
export function answersOf(scores: ArrayLike<number>): Uint32Array {
  const codes = new Uint32Array(scores.length)
  let size = 0
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]
    if (score === 0 || score === 1) codes[size++] = answerCode(item, score === 1)
  }
  return codes.slice(0, size)
}

/**
 * Collapses people to patterns, in the order in which the patterns first appear. A person is their
 * answer codes, ascending, at most one for each item; `counts` says how many people each stands
 * for, 1 where it is left out. Who answered nothing is left out.
 */
export function patternsOf(
  items: number,
  people: Iterable<Uint32Array>,
  counts?: ArrayLike<number>,
): Patterns {
  const found = new Map<number, number[]>()
  const distinct: Uint32Array[] = []
  const count: number[] = []
  let total = 0
  let persons = 0
  let index = 0
  for (const person of people) {
    const times = counts === undefined ? 1 : (counts[index] ?? 0)
    index++
    if (person.length === 0 || times === 0) continue
    persons += times
    const hash = hashOf(person)
    const alike = found.get(hash) ?? []
    const known = alike.find((pattern) => areEqual(distinct[pattern], person))
    if (known !== undefined) {
      count[known] = (count[known] ?? 0) + times
      continue
    }
    found.set(hash, [...alike, distinct.length])
    distinct.push(person)
    count.push(times)
    total += person.length
  }

  const start = new Uint32Array(distinct.length + 1)
  const answers = new Uint32Array(total)
  let end = 0
  for (const [pattern, codes] of distinct.entries()) {
    answers.set(codes, end)
    end += codes.length
    start[pattern + 1] = end
  }
  const size = distinct.length
  return { items, persons, size, count: Float64Array.from(count), start, answers }
}

/** How often each item was answered, and how often rightly. */
export function answerCounts({ items, size, count, start, answers }: Patterns) {
  const answered = new Float64Array(items)
  const right = new Float64Array(items)
  for (let pattern = 0; pattern < size; pattern++) {
    const times = count[pattern] ?? 0
    for (let at = start[pattern] ?? 0; at < (start[pattern + 1] ?? 0); at++) {
      const code = answers[at] ?? 0
      const item = code >> 1
      answered[item] = (answered[item] ?? 0) + times
      if (code & 1) right[item] = (right[item] ?? 0) + times
    }
  }
  return { answered, right }
}

/** FNV-1a over the codes. */
function hashOf(codes: Uint32Array): number {
  let hash = 0x811c9dc5
  for (const code of codes) hash = Math.imul(hash ^ code, 0x01000193)
  return hash
}

function areEqual(one: Uint32Array | undefined, other: Uint32Array): boolean {
  return one?.length === other.length && one.every((code, index) => code === other[index])
}

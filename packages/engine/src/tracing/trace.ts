/**
 * What is remembered of a learner's answers to trace what they know: some sums that fade as new
 * answers come, on each topic and over all. Small, and the same size however many the answers.
 */
export interface Trace {
  readonly overall: Float64Array
  readonly topics: Map<number, Float64Array>
}

/** How much of an answer is left when the next one comes; some forget sooner than others. */
const topicRates = [0.7, 0.95] as const
const overallRates = [0.5, 0.9, 0.99] as const

/** Counts as this many answers that were as expected, before there are any. */
const calm = 2

/**
 * The factors that a prediction weighs: per rate the fading mean of how far answers were above
 * expectation, then the logarithms of the numbers of right and wrong answers (the performance
 * factors of Pavlik, Cen and Koedinger, 2009); first those of the topic, then those over all.
 */
export const factorCount = topicRates.length + overallRates.length + 4

/** 1 for each factor that speaks for a learner, −1 for those that speak against. */
export const factorSigns = Int8Array.from([
  ...topicRates.map(() => 1),
  ...[1, -1],
  ...overallRates.map(() => 1),
  ...[1, -1],
])

export function emptyTrace(): Trace {
  return { overall: emptySums(overallRates), topics: new Map() }
}

/** The same again, which changes on its own. */
export function copyOf({ overall, topics }: Trace): Trace {
  return {
    overall: overall.slice(),
    topics: new Map(Array.from(topics, ([topic, sums]) => [topic, sums.slice()])),
  }
}

/**
 * Adds an answer, in place: its score, 0 to 1, and the score that the average learner is expected
 * to get on that question.
 */
export function record(trace: Trace, topic: number, score: number, expected: number): void {
  let sums = trace.topics.get(topic)
  if (sums === undefined) {
    sums = emptySums(topicRates)
    trace.topics.set(topic, sums)
  }
  add(sums, topicRates, score, expected)
  add(trace.overall, overallRates, score, expected)
}

/** Fills in the factors of a prediction on a topic. */
export function fillFactors({ topics, overall }: Trace, topic: number, into: Float64Array): void {
  const sums = topics.get(topic)
  const overallAt = topicRates.length + 2
  if (sums === undefined) into.fill(0, 0, overallAt)
  else fill(sums, topicRates, into, 0)
  fill(overall, overallRates, into, overallAt)
}

/** How many answers on a topic still count, faded at the slower rate. */
export function weightOn({ topics }: Trace, topic: number): number {
  return topics.get(topic)?.[2 * topicRates.length - 1] ?? 0
}

/** Per rate a sum and its weight; then the numbers of right and of wrong answers. */
function emptySums(rates: readonly number[]): Float64Array {
  return new Float64Array(2 * rates.length + 2)
}

/** Makes the fading means span about −2 to 2. */
const scale = 4

function add(sums: Float64Array, rates: readonly number[], score: number, expected: number): void {
  for (let at = 0; at < rates.length; at++) {
    const rate = rates[at] ?? 0
    sums[2 * at] = (sums[2 * at] ?? 0) * rate + scale * (score - expected)
    sums[2 * at + 1] = (sums[2 * at + 1] ?? 0) * rate + 1
  }
  const counts = 2 * rates.length
  sums[counts] = (sums[counts] ?? 0) + score
  sums[counts + 1] = (sums[counts + 1] ?? 0) + 1 - score
}

function fill(
  sums: Float64Array,
  rates: readonly number[],
  into: Float64Array,
  from: number,
): void {
  for (let at = 0; at < rates.length; at++)
    into[from + at] = (sums[2 * at] ?? 0) / ((sums[2 * at + 1] ?? 0) + calm)
  const counts = 2 * rates.length
  into[from + rates.length] = Math.log1p(sums[counts] ?? 0)
  into[from + rates.length + 1] = Math.log1p(sums[counts + 1] ?? 0)
}

import { sharedText } from './shared-data.ts'

/** What one learner answered, in order. Of these data a question is known by its topic alone. */
export interface Learner {
  readonly topics: readonly number[]
  /** 1 right, 0 wrong. */
  readonly scores: readonly number[]
}

/** A file of three lines for each learner: how many answers, their topics, their scores. */
export function readLearners(file: string): Learner[] {
  const lines = sharedText(`responses/${file}.csv`)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const numbers = (line = '') => line.split(',').filter(Boolean).map(Number)
  return Array.from({ length: lines.length / 3 }, (_, learner) => ({
    topics: numbers(lines[3 * learner + 1]),
    scores: numbers(lines[3 * learner + 2]),
  }))
}

/** One more than the largest index of a topic. */
export function topicsIn(learners: readonly Learner[]): number {
  let most = 0
  for (const { topics } of learners) for (const topic of topics) most = Math.max(most, topic)
  return most + 1
}

/** By topic the log odds of a right answer, those of rare topics drawn to the mean. */
export function logOddsOf(learners: readonly Learner[], topics: number): Float64Array {
  const right = new Float64Array(topics)
  const answers = new Float64Array(topics)
  for (const learner of learners)
    for (const [at, topic] of learner.topics.entries()) {
      right[topic] = (right[topic] ?? 0) + (learner.scores[at] ?? 0)
      answers[topic] = (answers[topic] ?? 0) + 1
    }
  const sum = (values: Float64Array) => values.reduce((all, each) => all + each, 0)
  const mean = sum(right) / sum(answers)
  return right.map((count, topic) => {
    const p = (count + 5 * mean) / ((answers[topic] ?? 0) + 5)
    return Math.log(p / (1 - p))
  })
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

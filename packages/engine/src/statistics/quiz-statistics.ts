import { alphaOf } from './reliability.ts'
import { covariance, mean, variance } from './moments.ts'

/** The statistics of Moodle's quiz report, of a quiz whose questions everybody was asked. */
export interface QuizStatistics {
  readonly people: number
  readonly mean: number
  readonly median: number
  /** Standard deviation of the totals, in marks. */
  readonly sd: number
  /** Of the distribution of totals, unbiased (k-statistics); a normal one has 0 of both. */
  readonly skewness: number
  readonly kurtosis: number
  /** Coefficient of internal consistency, in percent: 100 times Cronbach's α. */
  readonly internalConsistency: number
  /** How much of the spread is chance, in percent. */
  readonly errorRatio: number
  /** Standard error of measurement, in marks. */
  readonly standardError: number
}

/** The statistics of Moodle's quiz report, of one question. `null`: there is none. */
export interface QuestionStatistics {
  readonly people: number
  readonly facility: number | null
  readonly sd: number | null
  /** Its share of the spread of totals, in percent; `null` where it works against the others. */
  readonly effectiveWeight: number | null
  /** The correlation with the marks of the other questions, in percent. */
  readonly discriminationIndex: number | null
  /** The same, as a share of what is possible with such marks, in percent. */
  readonly discriminativeEfficiency: number | null
}

/** Of a quiz, from the total of each person and the marks of each question, in the same order. */
export function quizStatistics(
  totals: ArrayLike<number>,
  questions: readonly ArrayLike<number>[],
): QuizStatistics {
  const sd = Math.sqrt(variance(totals))
  const consistency = 100 * alphaOf(questions.map(variance), sd ** 2)
  const errorRatio = 100 * Math.sqrt(1 - consistency / 100)
  return {
    people: totals.length,
    mean: mean(totals),
    median: median(totals),
    sd,
    ...shapeOf(totals),
    internalConsistency: consistency,
    errorRatio,
    standardError: (errorRatio * sd) / 100,
  }
}

/** A question's marks beside the totals of the same people, and the most it gives. */
export interface QuestionInQuiz {
  readonly marks: ArrayLike<number>
  readonly totals: ArrayLike<number>
  readonly most: number
  /**
   * Drawn at random for a place of the quiz: Moodle holds its marks against the totals, of which
   * they are a part, not against the rest.
   */
  readonly drawn?: boolean
}

/** Of some questions of a quiz; effective weights are shares among these. */
export function questionStatistics(questions: readonly QuestionInQuiz[]): QuestionStatistics[] {
  const pulls = questions.map(({ marks, totals }) => Math.sqrt(covariance(marks, totals)))
  const pull = pulls.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0)
  return questions.map((question, index) => {
    const { marks, totals, most, drawn = false } = question
    const rest = Float64Array.from(
      marks,
      (mark, person) => (totals[person] ?? NaN) - (drawn ? 0 : mark),
    )
    const together = covariance(marks, rest)
    const spread = Math.sqrt(variance(marks) * variance(rest))
    const possible = covariance(sorted(marks), sorted(rest))
    return {
      people: marks.length,
      facility: present(mean(marks) / most),
      sd: present(Math.sqrt(variance(marks))),
      effectiveWeight: present((100 * (pulls[index] ?? NaN)) / pull),
      discriminationIndex: present((100 * together) / spread),
      discriminativeEfficiency: present((100 * together) / possible),
    }
  })
}

function present(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort()
}

function median(values: ArrayLike<number>): number {
  const inOrder = sorted(values)
  const half = inOrder.length / 2
  return ((inOrder[Math.ceil(half) - 1] ?? NaN) + (inOrder[Math.floor(half)] ?? NaN)) / 2
}

/** Fisher's unbiased skewness and kurtosis. */
function shapeOf(values: ArrayLike<number>) {
  const n = values.length
  const centre = mean(values)
  const moment = (power: number) =>
    mean(Float64Array.from(values, (value) => (value - centre) ** power))
  const [m2, m3, m4] = [moment(2), moment(3), moment(4)]
  const k2 = (n * m2) / (n - 1)
  const k3 = (n ** 2 * m3) / ((n - 1) * (n - 2))
  const k4 = (n ** 2 * ((n + 1) * m4 - 3 * (n - 1) * m2 ** 2)) / ((n - 1) * (n - 2) * (n - 3))
  return { skewness: k3 / k2 ** 1.5, kurtosis: k4 / k2 ** 2 }
}

import { columnOf, completeRows, totalsOf, type Marks } from './marks.ts'
import { variance } from './moments.ts'

/** How far the marks of a test can be relied on. */
export interface Reliability {
  /** Those who were asked all questions: the others are left out. */
  readonly people: number
  /** Cronbach's α (1951); NaN where there is no spread. */
  readonly alpha: number
  /** α of the test without each of its questions: what raises it, weakens the test. */
  readonly alphaWithout: readonly number[]
  /** Standard error of measurement of a total, in marks. */
  readonly standardError: number
}

export function reliabilityOf(marks: Marks): Reliability {
  const rows = completeRows(marks)
  const columns = Array.from({ length: marks.most.length }, (_, question) =>
    columnOf(rows, question),
  )
  const variances = columns.map(variance)
  const totals = totalsOf(rows)
  const alpha = alphaOf(variances, variance(totals))
  return {
    people: rows.length,
    alpha,
    alphaWithout: columns.map((column, question) =>
      alphaOf(
        variances.toSpliced(question, 1),
        variance(totals.map((total, person) => total - (column[person] ?? 0))),
      ),
    ),
    standardError: Math.sqrt(variance(totals) * (1 - alpha)),
  }
}

/** Cronbach's α from the variances of the questions and of the totals. */
export function alphaOf(variances: readonly number[], ofTotals: number): number {
  const sum = variances.reduce((all, each) => all + each, 0)
  return (variances.length / (variances.length - 1)) * (1 - sum / ofTotals)
}

/** Marks of people on the questions of a test. */
export interface Marks {
  /** A row for each person, a mark for each question; NaN for what was not asked. */
  readonly rows: readonly ArrayLike<number>[]
  /** The most that each question gives. */
  readonly most: ArrayLike<number>
}

/** One question's marks beside what the same people got on the others they were asked. */
export interface QuestionMarks {
  readonly own: Float64Array
  /** The share of the marks of the other questions, 0 to 1; NaN where there were none. */
  readonly rest: Float64Array
}

/** The marks of all questions, each of those who were asked it. */
export function questionMarks({ rows, most }: Marks): QuestionMarks[] {
  const gained = new Float64Array(rows.length)
  const possible = new Float64Array(rows.length)
  for (const [person, row] of rows.entries())
    for (let question = 0; question < most.length; question++) {
      const mark = row[question] ?? NaN
      if (Number.isNaN(mark)) continue
      gained[person] = (gained[person] ?? 0) + mark
      possible[person] = (possible[person] ?? 0) + (most[question] ?? 0)
    }
  return Array.from({ length: most.length }, (_, question) => {
    const own: number[] = []
    const rest: number[] = []
    for (const [person, row] of rows.entries()) {
      const mark = row[question] ?? NaN
      if (Number.isNaN(mark)) continue
      const others = (possible[person] ?? 0) - (most[question] ?? 0)
      own.push(mark)
      rest.push(others > 0 ? ((gained[person] ?? 0) - mark) / others : NaN)
    }
    return { own: Float64Array.from(own), rest: Float64Array.from(rest) }
  })
}

/** The rows of those who were asked everything. */
export function completeRows({ rows, most }: Marks): ArrayLike<number>[] {
  return rows.filter((row) =>
    Array.from({ length: most.length }, (_, question) => row[question] ?? NaN).every(
      (mark) => !Number.isNaN(mark),
    ),
  )
}

/** One question's marks, a column of some rows. */
export function columnOf(rows: readonly ArrayLike<number>[], question: number): Float64Array {
  return Float64Array.from(rows, (row) => row[question] ?? NaN)
}

/** Each row's sum. */
export function totalsOf(rows: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(rows, (row) => {
    let sum = 0
    for (let question = 0; question < row.length; question++) sum += row[question] ?? 0
    return sum
  })
}

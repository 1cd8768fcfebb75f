/** One answer: the parameters of the question and a score of 0 to 1. */
export interface ScoredItem {
  readonly a: number
  readonly b: number
  readonly c?: number
  readonly d?: number
  readonly score: number
}

/** Answers as columns, of which the first `count` entries are filled. */
export interface Answers {
  count: number
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
  readonly d: Float64Array
  readonly score: Float64Array
}

/** Columns for up to `capacity` answers, none given yet. */
export function noAnswers(capacity: number): Answers {
  const column = () => new Float64Array(capacity)
  return { count: 0, a: column(), b: column(), c: column(), d: column(), score: column() }
}

/** Adds an answer to columns that have room for it. */
export function addAnswer(
  answers: Answers,
  a: number,
  b: number,
  c: number,
  d: number,
  score: number,
): void {
  const at = answers.count++
  answers.a[at] = a
  answers.b[at] = b
  answers.c[at] = c
  answers.d[at] = d
  answers.score[at] = score
}

/** Lays answers out in columns; columns are given back as they are. */
export function columnsOf(answers: readonly ScoredItem[] | Answers): Answers {
  if (!isList(answers)) return answers
  const columns = noAnswers(answers.length)
  for (const { a, b, c = 0, d = 1, score } of answers) addAnswer(columns, a, b, c, d, score)
  return columns
}

function isList(answers: readonly ScoredItem[] | Answers): answers is readonly ScoredItem[] {
  return Array.isArray(answers)
}

/** Whether nobody could say how able somebody is who answers so: all right, or all wrong. */
export function extremePattern({ count, score }: Answers): 'all right' | 'all wrong' | null {
  if (count === 0) return null
  const first = score[0] ?? 0
  if (first !== 0 && first !== 1) return null
  for (let at = 1; at < count; at++) if (score[at] !== first) return null
  return first === 1 ? 'all right' : 'all wrong'
}

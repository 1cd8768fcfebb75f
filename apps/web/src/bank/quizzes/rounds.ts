import type { QuestionRow, Quiz } from '@quizmentor/contract/bank'

export interface RoundDraft {
  /** For this page only: tells rounds apart while they are moved. */
  readonly id: string
  readonly title: string
  readonly questions: readonly QuestionRow[]
}

/** A quiz while it is put together. */
export interface QuizDraft {
  readonly title: string
  readonly description: string
  readonly rounds: readonly RoundDraft[]
}

/** One line of a quiz: the heading of a round, or a question in it. */
export type Line =
  | { readonly kind: 'round'; readonly round: RoundDraft }
  | { readonly kind: 'question'; readonly question: QuestionRow }

/** The quiz as its lines from top to bottom. */
export function linesOf(rounds: readonly RoundDraft[]): Line[] {
  return rounds.flatMap((round): Line[] => [
    { kind: 'round', round },
    ...round.questions.map((question) => ({ kind: 'question' as const, question })),
  ])
}

/**
 * The rounds after the line at `from` was moved to the place `to` of the lines without it. A
 * question goes to the round it stands in then; a heading takes its round with it.
 */
export function movedLine(rounds: readonly RoundDraft[], from: number, to: number): RoundDraft[] {
  const lines = linesOf(rounds)
  const line = lines[from]
  if (line === undefined) return [...rounds]
  const rest = lines.toSpliced(from, 1)
  if (line.kind === 'round') {
    const others = rounds.filter((round) => round !== line.round)
    const before = rest.slice(0, to).filter((each) => each.kind === 'round').length
    return others.toSpliced(before, 0, line.round)
  }
  // Above the first heading there is no round.
  return roundsOf(rest.toSpliced(Math.max(1, to), 0, line))
}

/** Where a step up or down leads: a question to the next line, a heading past the next round. */
export function stepFrom(rounds: readonly RoundDraft[], from: number, step: number): number {
  const lines = linesOf(rounds)
  const line = lines[from]
  if (line?.kind !== 'round') return from + step === 0 ? from : from + step
  const place = rounds.indexOf(line.round)
  const next = rounds[place + step]
  return next === undefined
    ? from
    : lines.findIndex((each) => each.kind === 'round' && each.round === next)
}

/** What is sent to store a quiz. */
export function quizBody({ title, description, rounds }: QuizDraft): {
  title: string
  description: string
  rounds: { title: string; questionIds: string[] }[]
} {
  return {
    title: title.trim(),
    description: description.trim(),
    rounds: rounds.map((round) => ({
      title: round.title.trim(),
      questionIds: round.questions.map(({ id }) => id),
    })),
  }
}

/** Whether a quiz has all that a stored one must have. */
export function isStorable({ title, rounds }: QuizDraft): boolean {
  return (
    title.trim() !== '' && rounds.length > 0 && rounds.every((round) => round.title.trim() !== '')
  )
}

export function draftOfQuiz({ title, description, rounds }: Quiz): QuizDraft {
  return {
    title,
    description,
    rounds: rounds.map((round, place) => ({ id: `r${place}`, ...round })),
  }
}

function roundsOf(lines: readonly Line[]): RoundDraft[] {
  const rounds: { id: string; title: string; questions: QuestionRow[] }[] = []
  for (const line of lines)
    if (line.kind === 'round') rounds.push({ ...line.round, questions: [] })
    else rounds.at(-1)?.questions.push(line.question)
  return rounds
}

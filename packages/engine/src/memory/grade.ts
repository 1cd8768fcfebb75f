import { plainText } from '../question/plain-text.ts'
import { CORRECT_FROM, type QuestionContent, type QuestionType } from '../question/question.ts'

/** How well a question was remembered. */
export type Grade = 'again' | 'hard' | 'good' | 'easy'

export interface Recall {
  readonly right: boolean
  readonly hints: number
  readonly latencyMs: number
  /** What somebody who knows the answer takes. */
  readonly expectedMs: number
}

/** Wrong: again. Right with a hint, or slowly: hard. Right and quick: easy. Else good. */
export function gradeOf({ right, hints, latencyMs, expectedMs }: Recall): Grade {
  if (!right) return 'again'
  if (hints > 0 || latencyMs > 3 * expectedMs) return 'hard'
  return latencyMs < 0.5 * expectedMs ? 'easy' : 'good'
}

const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']

/**
 * How a learner may rate what they answered, knowing better whether they knew it: what was right may
 * have been a guess, what was partly right was partly known. What was wrong was not remembered.
 */
export function ratingsOf(score: number): readonly Grade[] {
  if (score >= CORRECT_FROM) return grades
  return score > 0 ? ['again', 'hard'] : ['again']
}

// Time to answer, once the question is read.
const answeringMs: Readonly<Record<QuestionType, number>> = {
  single_choice: 4_000,
  multiple_choice: 8_000,
  true_false: 3_000,
  numeric: 10_000,
  short_text: 8_000,
  ordering: 12_000,
  matching: 15_000,
  fill_in: 12_000,
  hotspot: 5_000,
  select_point: 6_000,
  associate: 15_000,
  gap_match: 15_000,
  slider: 8_000,
  extended_text: 20_000,
}

// 240 words of five letters and a space a minute.
const msPerLetter = 60_000 / (240 * 6)

/** The time that somebody who knows the answer takes to read the question and give it. */
export function expectedMs(question: QuestionContent): number {
  return answeringMs[question.type] + plainText(question).length * msPerLetter
}

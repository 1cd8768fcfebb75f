import type { Made, Refused } from '../moodle-answers.ts'
import type { Json, Notice } from '../found.ts'
import type { XmlElement } from '../xml.ts'
import type { RawAnswer } from './fields.ts'
import type { Texts } from './texts.ts'

/** A question of the file while it is read. */
export interface Reading {
  readonly element: XmlElement
  /** Its type, as Moodle names it. */
  readonly type: string
  /** What the file calls it, without tags. */
  readonly name: string
  readonly texts: Texts
  /** Says that something was lost or approximated, once for each code. */
  readonly notice: (code: string, reason: string) => void
  /** Keeps what has no place, as the file had it. */
  readonly keep: (name: string, value: Json) => void
}

/** What the reader of a type makes of a question; the rest is the same for all. */
export interface Part extends Omit<Made, 'told'>, Partial<Pick<Made, 'told'>> {
  /** Where it isn't the question's text. */
  readonly stem?: string
}

export type TypeReader = (question: Reading) => Part | Refused

/** The notices of a question, one of each code. */
export function noticesFor(where: string): {
  readonly list: Notice[]
  readonly add: (code: string, reason: string) => void
} {
  const list: Notice[] = []
  return {
    list,
    add(code, reason) {
      if (!list.some((notice) => notice.code === code)) list.push({ where, code, reason })
    },
  }
}

/** What may be said of one option, in characters. */
const longestFeedback = 2_000

/** What is said to whoever gives an answer, where it is short enough to be said of an option. */
export function shortFeedback(question: Reading, { feedback }: RawAnswer): string {
  const said = question.texts.of(feedback)
  if (said.length <= longestFeedback) return said
  question.notice(
    'feedback_too_long',
    `Feedback of more than ${longestFeedback} characters was left out.`,
  )
  return ''
}

/** Keeps what each answer was worth where some cost credit and can't any longer. */
export function keepNegative(
  { keep }: Reading,
  answers: readonly { readonly fraction: number }[],
): void {
  if (answers.some(({ fraction }) => fraction < 0))
    keep(
      'fractions',
      answers.map(({ fraction }) => fraction),
    )
}

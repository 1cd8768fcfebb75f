import type { z } from 'zod'
import { checkQuestion, questionContent, score, type Given } from './question.ts'

/** A question as an author writes it: defaults may be left out. */
export type Authored = z.input<typeof questionContent>
export type AuthoredOf<Type extends Authored['type']> = Extract<Authored, { type: Type }>

/** Options whose ids are their texts. */
export const parts = (...texts: string[]) => texts.map((text) => ({ id: text, text }))

export function scored(question: Authored, answer: Given): number | null {
  return score(questionContent.parse(question), answer)
}

/** What the checker finds, as `path code`. */
export function faults(question: Authored): string[] {
  return checkQuestion(questionContent.parse(question)).map(({ code, path }) => `${path} ${code}`)
}

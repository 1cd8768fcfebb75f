import type { TextMatch } from '@quizmentor/engine/question/text-match'
import { newPart, written, type Part } from './part.ts'

/** How a written answer is judged, while an author sets it. */
export interface TextMatchDraft {
  readonly accepted: readonly Part[]
  readonly caseSensitive: boolean
  readonly accentSensitive: boolean
  readonly typos: number
}

export function blankTextMatch(accepted = ''): TextMatchDraft {
  return { accepted: [newPart(accepted)], caseSensitive: false, accentSensitive: false, typos: 0 }
}

export function readTextMatch({ accepted, ...rules }: TextMatch): TextMatchDraft {
  return { ...rules, accepted: accepted.map((text) => newPart(text)) }
}

/** As stored, or `null` where no answer is accepted yet. */
export function textMatchOf({ accepted, ...rules }: TextMatchDraft): TextMatch | null {
  const texts = written(accepted).map(({ text }) => text)
  return texts.length === 0 ? null : { ...rules, accepted: texts }
}

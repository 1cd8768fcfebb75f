import type { TextMatch } from '@quizmentor/engine/question/text-match'
import { newPart, written, type Part } from './part.ts'

/** How a written answer is judged, while an author sets it. */
export interface TextMatchDraft {
  readonly accepted: readonly Part[]
  readonly caseSensitive: boolean
  readonly accentSensitive: boolean
  readonly typos: number
  readonly wildcards?: boolean | undefined
}

export function blankTextMatch(accepted = ''): TextMatchDraft {
  return { accepted: [newPart(accepted)], caseSensitive: false, accentSensitive: false, typos: 0 }
}

export function readTextMatch({
  accepted,
  caseSensitive,
  accentSensitive,
  typos,
  wildcards,
}: TextMatch): TextMatchDraft {
  return {
    accepted: accepted.map((text) => newPart(text)),
    caseSensitive,
    accentSensitive,
    typos,
    wildcards,
  }
}

/** As stored, or `null` where no answer is accepted yet. */
export function textMatchOf({ accepted, wildcards, ...rules }: TextMatchDraft): TextMatch | null {
  const texts = written(accepted).map(({ text }) => text)
  return texts.length === 0
    ? null
    : { ...rules, accepted: texts, ...(wildcards !== undefined && { wildcards }) }
}

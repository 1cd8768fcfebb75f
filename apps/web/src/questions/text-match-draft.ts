import type { ShortText } from '@quizmentor/engine/question/short-text'
import { newPart, newPartId, written, type Part } from './part.ts'

/** Answers that aren't right and yet are worth something, or have something said to them. */
export interface OtherTextDraft {
  readonly id: string
  readonly accepted: readonly Part[]
  /** 0 to 1. */
  readonly credit: number
  readonly feedback: string
}

/** How a written answer is judged, while an author sets it. */
export interface TextMatchDraft {
  readonly accepted: readonly Part[]
  readonly caseSensitive: boolean
  readonly accentSensitive: boolean
  readonly typos: number
  readonly wildcards?: boolean | undefined
  readonly others?: readonly OtherTextDraft[] | undefined
}

export function blankTextMatch(accepted = ''): TextMatchDraft {
  return { accepted: [newPart(accepted)], caseSensitive: false, accentSensitive: false, typos: 0 }
}

export function newOtherText(): OtherTextDraft {
  return { id: newPartId(), accepted: [newPart()], credit: 0, feedback: '' }
}

export function readTextMatch(key: ShortText['key']): TextMatchDraft {
  const { accepted, caseSensitive, accentSensitive, typos, wildcards, others } = key
  return {
    accepted: accepted.map((text) => newPart(text)),
    caseSensitive,
    accentSensitive,
    typos,
    wildcards,
    others: others?.map((other) => ({
      id: newPartId(),
      accepted: other.accepted.map((text) => newPart(text)),
      credit: other.credit,
      feedback: other.feedback ?? '',
    })),
  }
}

/** As stored, or `null` where no answer is accepted yet. */
export function textMatchOf(draft: TextMatchDraft): ShortText['key'] | null {
  const { accepted, caseSensitive, accentSensitive, typos, wildcards } = draft
  const texts = textsOf(accepted)
  if (texts.length === 0) return null
  const others = writtenOthers(draft).map((other) => ({
    accepted: textsOf(other.accepted),
    credit: other.credit,
    ...(other.feedback.trim() !== '' && { feedback: other.feedback }),
  }))
  return {
    accepted: texts,
    caseSensitive,
    accentSensitive,
    typos,
    ...(wildcards !== undefined && { wildcards }),
    ...(others.length > 0 && { others }),
  }
}

/** The other answers that say of which answers they speak: those that are stored. */
export function writtenOthers({ others = [] }: TextMatchDraft): OtherTextDraft[] {
  return others.filter(({ accepted }) => written(accepted).length > 0)
}

function textsOf(parts: readonly Part[]): string[] {
  return written(parts).map(({ text }) => text)
}

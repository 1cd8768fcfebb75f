import type { ExtendedText } from '@quizmentor/engine/question/extended-text'
import { written, type IdOf, type Part } from '../part.ts'

export interface CriterionDraft extends Part {
  readonly points: number
}

export interface ExtendedTextDraft {
  readonly type: 'extended_text'
  readonly lines: number
  readonly template: string
  readonly mostWords: number | null
  readonly model: string
  readonly rubric: readonly CriterionDraft[]
}

export function blankExtendedText(): ExtendedTextDraft {
  return { type: 'extended_text', lines: 5, template: '', mostWords: null, model: '', rubric: [] }
}

export function readExtendedText({ type, body, key }: ExtendedText): ExtendedTextDraft {
  const { lines, template, mostWords = null } = body
  return { type, lines, template, mostWords, model: key.model, rubric: key.rubric }
}

export function extendedTextBody(draft: ExtendedTextDraft): ExtendedText['body'] {
  const { lines, template, mostWords } = draft
  return { lines, template, ...(mostWords !== null && { mostWords }) }
}

export function extendedTextKey(
  { model, rubric }: ExtendedTextDraft,
  idOf: IdOf,
): ExtendedText['key'] {
  const points = new Map(rubric.map((criterion) => [criterion.id, criterion.points]))
  return {
    model: model.trim(),
    rubric: written(rubric).map(({ id, text }) => ({
      id: idOf(id),
      text,
      points: points.get(id) ?? 1,
    })),
  }
}

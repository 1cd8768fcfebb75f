import type { ShortText } from '@quizmentor/engine/question/short-text'
import {
  blankTextMatch,
  readTextMatch,
  textMatchOf,
  type TextMatchDraft,
} from '../text-match-draft.ts'

export interface ShortTextDraft {
  readonly type: 'short_text'
  readonly match: TextMatchDraft
  /** Answers that aren't right and yet are worth something. */
  readonly others?: ShortText['key']['others']
}

export function blankShortText(): ShortTextDraft {
  return { type: 'short_text', match: { ...blankTextMatch(), typos: 1 } }
}

export function readShortText({ type, key }: ShortText): ShortTextDraft {
  return { type, match: readTextMatch(key), others: key.others }
}

export function shortTextKey({ match, others }: ShortTextDraft): ShortText['key'] | null {
  const key = textMatchOf(match)
  return key === null ? null : { ...key, ...(others !== undefined && { others }) }
}

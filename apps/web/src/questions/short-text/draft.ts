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
}

export function blankShortText(): ShortTextDraft {
  return { type: 'short_text', match: { ...blankTextMatch(), typos: 1 } }
}

export function readShortText({ type, key }: ShortText): ShortTextDraft {
  return { type, match: readTextMatch(key) }
}

export function shortTextKey({ match }: ShortTextDraft): ShortText['key'] | null {
  return textMatchOf(match)
}

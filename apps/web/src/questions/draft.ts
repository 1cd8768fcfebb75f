import type {
  QuestionContent,
  QuestionType,
  ShownQuestion,
} from '@quizmentor/engine/question/question'
import {
  blankFillIn,
  fillInBody,
  fillInKey,
  readFillIn,
  type FillInDraft,
} from './fill-in/draft.ts'
import {
  blankMatching,
  matchingBody,
  matchingKey,
  readMatching,
  type MatchingDraft,
} from './matching/draft.ts'
import {
  blankMultipleChoice,
  multipleChoiceBody,
  multipleChoiceKey,
  readMultipleChoice,
  type MultipleChoiceDraft,
} from './multiple-choice/draft.ts'
import {
  blankNumeric,
  numericBody,
  numericKey,
  readNumeric,
  type NumericDraft,
} from './numeric/draft.ts'
import {
  blankOrdering,
  orderingBody,
  orderingKey,
  readOrdering,
  type OrderingDraft,
} from './ordering/draft.ts'
import {
  blankHotspot,
  hotspotBody,
  hotspotKey,
  readHotspot,
  type HotspotDraft,
} from './hotspot/draft.ts'
import {
  blankSelectPoint,
  selectPointBody,
  selectPointKey,
  readSelectPoint,
  type SelectPointDraft,
} from './select-point/draft.ts'
import {
  blankAssociate,
  associateBody,
  associateKey,
  readAssociate,
  type AssociateDraft,
} from './associate/draft.ts'
import {
  blankGapMatch,
  gapMatchBody,
  gapMatchKey,
  readGapMatch,
  type GapMatchDraft,
} from './gap-match/draft.ts'
import { blankSlider, sliderBody, sliderKey, readSlider, type SliderDraft } from './slider/draft.ts'
import {
  blankExtendedText,
  extendedTextBody,
  extendedTextKey,
  readExtendedText,
  type ExtendedTextDraft,
} from './extended-text/draft.ts'
import type { IdOf } from './part.ts'
import {
  blankShortText,
  readShortText,
  shortTextKey,
  type ShortTextDraft,
} from './short-text/draft.ts'
import {
  blankSingleChoice,
  readSingleChoice,
  singleChoiceBody,
  singleChoiceKey,
  type SingleChoiceDraft,
} from './single-choice/draft.ts'
import {
  blankTrueFalse,
  readTrueFalse,
  trueFalseKey,
  type TrueFalseDraft,
} from './true-false/draft.ts'

/** What is answered, while an author writes it: may be unfinished in every way. */
export type AnswerDraft =
  | SingleChoiceDraft
  | MultipleChoiceDraft
  | TrueFalseDraft
  | NumericDraft
  | ShortTextDraft
  | OrderingDraft
  | MatchingDraft
  | FillInDraft
  | HotspotDraft
  | SelectPointDraft
  | AssociateDraft
  | GapMatchDraft
  | SliderDraft
  | ExtendedTextDraft

export type AnswerDraftOf<T extends QuestionType> = Extract<AnswerDraft, { type: T }>

export function blankAnswer(type: QuestionType): AnswerDraft {
  switch (type) {
    case 'single_choice':
      return blankSingleChoice()
    case 'multiple_choice':
      return blankMultipleChoice()
    case 'true_false':
      return blankTrueFalse()
    case 'numeric':
      return blankNumeric()
    case 'short_text':
      return blankShortText()
    case 'ordering':
      return blankOrdering()
    case 'matching':
      return blankMatching()
    case 'fill_in':
      return blankFillIn()
    case 'hotspot':
      return blankHotspot()
    case 'select_point':
      return blankSelectPoint()
    case 'associate':
      return blankAssociate()
    case 'gap_match':
      return blankGapMatch()
    case 'slider':
      return blankSlider()
    case 'extended_text':
      return blankExtendedText()
  }
}

/** A stored question's answer to edit, and which stored part an id of the draft stands for. */
export function readAnswer(content: QuestionContent): {
  answer: AnswerDraft
  ids: ReadonlyMap<string, string>
} {
  const ids = new Map<string, string>()
  switch (content.type) {
    case 'single_choice':
      return { answer: readSingleChoice(content), ids }
    case 'multiple_choice':
      return { answer: readMultipleChoice(content), ids }
    case 'true_false':
      return { answer: readTrueFalse(content), ids }
    case 'numeric':
      return { answer: readNumeric(content), ids }
    case 'short_text':
      return { answer: readShortText(content), ids }
    case 'ordering':
      return { answer: readOrdering(content), ids }
    case 'matching':
      return { answer: readMatching(content), ids }
    case 'fill_in': {
      const { draft, ids: gapIds } = readFillIn(content)
      return { answer: draft, ids: gapIds }
    }
    case 'hotspot':
      return { answer: readHotspot(content), ids }
    case 'select_point':
      return { answer: readSelectPoint(content), ids }
    case 'associate':
      return { answer: readAssociate(content), ids }
    case 'gap_match': {
      const { draft, ids: gapIds } = readGapMatch(content)
      return { answer: draft, ids: gapIds }
    }
    case 'slider':
      return { answer: readSlider(content), ids }
    case 'extended_text':
      return { answer: readExtendedText(content), ids }
  }
}

/** The question as learners will see it, as far as it is written. */
export function shownDraft(stem: string, answer: AnswerDraft, idOf: IdOf): ShownQuestion {
  switch (answer.type) {
    case 'single_choice':
      return { type: answer.type, stem, body: singleChoiceBody(answer, idOf) }
    case 'multiple_choice':
      return { type: answer.type, stem, body: multipleChoiceBody(answer, idOf) }
    case 'true_false':
      return { type: answer.type, stem, body: {} }
    case 'numeric':
      return { type: answer.type, stem, body: numericBody(answer) }
    case 'short_text':
      return { type: answer.type, stem, body: {} }
    case 'ordering':
      return { type: answer.type, stem, body: orderingBody(answer, idOf) }
    case 'matching':
      return { type: answer.type, stem, body: matchingBody(answer, idOf) }
    case 'fill_in':
      return { type: answer.type, stem, body: fillInBody(answer, idOf) }
    case 'hotspot':
      return { type: answer.type, stem, body: hotspotBody(answer, idOf) }
    case 'select_point':
      return { type: answer.type, stem, body: selectPointBody(answer) }
    case 'associate':
      return { type: answer.type, stem, body: associateBody(answer, idOf) }
    case 'gap_match':
      return { type: answer.type, stem, body: gapMatchBody(answer, idOf) }
    case 'slider':
      return { type: answer.type, stem, body: sliderBody(answer) }
    case 'extended_text':
      return { type: answer.type, stem, body: extendedTextBody(answer) }
  }
}

/** The key as it would be stored; `null` where there is too little of it. */
export function keyOfDraft(answer: AnswerDraft, idOf: IdOf): QuestionContent['key'] | null {
  switch (answer.type) {
    case 'single_choice':
      return singleChoiceKey(answer, idOf)
    case 'multiple_choice':
      return multipleChoiceKey(answer, idOf)
    case 'true_false':
      return trueFalseKey(answer)
    case 'numeric':
      return numericKey(answer)
    case 'short_text':
      return shortTextKey(answer)
    case 'ordering':
      return orderingKey(answer, idOf)
    case 'matching':
      return matchingKey(answer, idOf)
    case 'fill_in':
      return fillInKey(answer, idOf)
    case 'hotspot':
      return hotspotKey(answer, idOf)
    case 'select_point':
      return selectPointKey(answer)
    case 'associate':
      return associateKey(answer, idOf)
    case 'gap_match':
      return gapMatchKey(answer, idOf)
    case 'slider':
      return sliderKey(answer)
    case 'extended_text':
      return extendedTextKey(answer, idOf)
  }
}

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
  inRightOrder,
  orderingBody,
  orderingKey,
  orderingOf,
  readOrdering,
  type OrderingDraft,
} from './ordering/draft.ts'
import type { IdOf, Part } from './part.ts'
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
  }
}

/** Another type of question that keeps what both types have: options stay options. */
export function asType(answer: AnswerDraft, type: QuestionType): AnswerDraft {
  if (answer.type === type) return answer
  const parts = partsOf(answer)
  if (parts === null) return blankAnswer(type)
  const right = answer.type === 'single_choice' ? answer.right : null
  switch (type) {
    case 'single_choice': {
      const only = answer.type === 'multiple_choice' && answer.right.length === 1
      return {
        ...blankSingleChoice(),
        options: parts,
        right: only ? (answer.right[0] ?? null) : null,
      }
    }
    case 'multiple_choice':
      return { ...blankMultipleChoice(), options: parts, right: right === null ? [] : [right] }
    case 'ordering':
      return orderingOf(parts, 'partial')
    default:
      return blankAnswer(type)
  }
}

function partsOf(answer: AnswerDraft): readonly Part[] | null {
  switch (answer.type) {
    case 'single_choice':
    case 'multiple_choice':
      return answer.options
    case 'ordering':
      return inRightOrder(answer)
    default:
      return null
  }
}

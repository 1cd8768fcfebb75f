import type { QuestionType } from '@quizmentor/engine/question/question'
import { blankAssociate } from './associate/draft.ts'
import { blankAnswer, type AnswerDraft } from './draft.ts'
import { blankMultipleChoice } from './multiple-choice/draft.ts'
import { inRightOrder, orderingOf } from './ordering/draft.ts'
import type { Part } from './part.ts'
import { blankSingleChoice } from './single-choice/draft.ts'

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
    case 'associate':
      return blankAssociate(parts)
    default:
      return blankAnswer(type)
  }
}

function partsOf(answer: AnswerDraft): readonly Part[] | null {
  switch (answer.type) {
    case 'single_choice':
    case 'multiple_choice':
    case 'associate':
      return answer.options
    case 'ordering':
      return inRightOrder(answer)
    default:
      return null
  }
}

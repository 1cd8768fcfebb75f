import { z } from 'zod'
import { checkHotspot, hotspot, hotspotGiven, scoreHotspot } from './hotspot.ts'
import {
  checkSelectPoint,
  selectPoint,
  selectPointGiven,
  scoreSelectPoint,
} from './select-point.ts'
import { checkAssociate, associate, associateGiven, scoreAssociate } from './associate.ts'
import { checkGapMatch, gapMatch, gapMatchGiven, scoreGapMatch } from './gap-match.ts'
import { checkSlider, slider, sliderGiven, scoreSlider } from './slider.ts'
import {
  checkExtendedText,
  extendedText,
  extendedTextGiven,
  scoreExtendedText,
} from './extended-text.ts'
import { checkFillIn, fillIn, fillInGiven, scoreFillIn } from './fill-in.ts'
import { checkMatching, matching, matchingGiven, scoreMatching } from './matching.ts'
import {
  checkMultipleChoice,
  multipleChoice,
  multipleChoiceGiven,
  scoreMultipleChoice,
} from './multiple-choice.ts'
import { checkNumeric, numeric, numericGiven, scoreNumeric } from './numeric.ts'
import { checkOrdering, ordering, orderingGiven, scoreOrdering } from './ordering.ts'
import { shuffled, type Issue, type Random } from './parts.ts'
import { checkShortText, scoreShortText, shortText, shortTextGiven } from './short-text.ts'
import {
  checkSingleChoice,
  scoreSingleChoice,
  singleChoice,
  singleChoiceGiven,
} from './single-choice.ts'
import { scoreTrueFalse, trueFalse, trueFalseGiven } from './true-false.ts'

export { CORRECT_FROM } from './parts.ts'

/** A question with everything in it, the key included: what an author sees. */
export const questionContent = z.discriminatedUnion('type', [
  singleChoice,
  multipleChoice,
  trueFalse,
  numeric,
  shortText,
  ordering,
  matching,
  fillIn,
  hotspot,
  selectPoint,
  associate,
  gapMatch,
  slider,
  extendedText,
])
export type QuestionContent = z.infer<typeof questionContent>
export type QuestionType = QuestionContent['type']
export type QuestionOf<T extends QuestionType> = Extract<QuestionContent, { type: T }>

export const questionTypes = [
  'single_choice',
  'multiple_choice',
  'true_false',
  'numeric',
  'short_text',
  'ordering',
  'matching',
  'fill_in',
  'hotspot',
  'select_point',
  'associate',
  'gap_match',
  'slider',
  'extended_text',
] as const satisfies readonly QuestionType[]

/**
 * Types whose answers are marked by whoever gives them. They schedule cards; of abilities and
 * difficulties they say nothing.
 */
export const selfMarkedTypes = ['extended_text'] as const satisfies readonly QuestionType[]

export function isSelfMarked(type: QuestionType): boolean {
  return selfMarkedTypes.some((each) => each === type)
}

const shownFields = { type: true, stem: true, body: true } as const

/** A question as somebody sees it who has yet to answer: no key, no explanation, no hints. */
export const shownQuestion = z.discriminatedUnion('type', [
  singleChoice.pick(shownFields),
  multipleChoice.pick(shownFields),
  trueFalse.pick(shownFields),
  numeric.pick(shownFields),
  shortText.pick(shownFields),
  ordering.pick(shownFields),
  matching.pick(shownFields),
  fillIn.pick(shownFields),
  hotspot.pick(shownFields),
  selectPoint.pick(shownFields),
  associate.pick(shownFields),
  gapMatch.pick(shownFields),
  slider.pick(shownFields),
  extendedText.pick(shownFields),
])
export type ShownQuestion = z.infer<typeof shownQuestion>
export type ShownOf<T extends QuestionType> = Extract<ShownQuestion, { type: T }>

const solutionFields = { type: true, key: true, explanation: true, feedback: true } as const

/** What is shown once a question is answered or revealed. */
export const solution = z.discriminatedUnion('type', [
  singleChoice.pick(solutionFields),
  multipleChoice.pick(solutionFields),
  trueFalse.pick(solutionFields),
  numeric.pick(solutionFields),
  shortText.pick(solutionFields),
  ordering.pick(solutionFields),
  matching.pick(solutionFields),
  fillIn.pick(solutionFields),
  hotspot.pick(solutionFields),
  selectPoint.pick(solutionFields),
  associate.pick(solutionFields),
  gapMatch.pick(solutionFields),
  slider.pick(solutionFields),
  extendedText.pick(solutionFields),
])
export type Solution = z.infer<typeof solution>
export type SolutionOf<T extends QuestionType> = Extract<Solution, { type: T }>

/** An answer, tagged with the type of question it answers. */
export const given = z.discriminatedUnion('type', [
  singleChoiceGiven.extend({ type: z.literal('single_choice') }),
  multipleChoiceGiven.extend({ type: z.literal('multiple_choice') }),
  trueFalseGiven.extend({ type: z.literal('true_false') }),
  numericGiven.extend({ type: z.literal('numeric') }),
  shortTextGiven.extend({ type: z.literal('short_text') }),
  orderingGiven.extend({ type: z.literal('ordering') }),
  matchingGiven.extend({ type: z.literal('matching') }),
  fillInGiven.extend({ type: z.literal('fill_in') }),
  hotspotGiven.extend({ type: z.literal('hotspot') }),
  selectPointGiven.extend({ type: z.literal('select_point') }),
  associateGiven.extend({ type: z.literal('associate') }),
  gapMatchGiven.extend({ type: z.literal('gap_match') }),
  sliderGiven.extend({ type: z.literal('slider') }),
  extendedTextGiven.extend({ type: z.literal('extended_text') }),
])
export type Given = z.infer<typeof given>
export type GivenOf<T extends QuestionType> = Extract<Given, { type: T }>

/**
 * The score of an answer: 0 (wrong) to 1 (right), or `null` where the answer is for another type
 * of question. Total: any answer that fits the schema gets a score.
 */
export function score(question: QuestionContent, answer: Given): number | null {
  switch (question.type) {
    case 'single_choice':
      return answer.type === question.type ? scoreSingleChoice(question, answer) : null
    case 'multiple_choice':
      return answer.type === question.type ? scoreMultipleChoice(question, answer) : null
    case 'true_false':
      return answer.type === question.type ? scoreTrueFalse(question, answer) : null
    case 'numeric':
      return answer.type === question.type ? scoreNumeric(question, answer) : null
    case 'short_text':
      return answer.type === question.type ? scoreShortText(question, answer) : null
    case 'ordering':
      return answer.type === question.type ? scoreOrdering(question, answer) : null
    case 'matching':
      return answer.type === question.type ? scoreMatching(question, answer) : null
    case 'fill_in':
      return answer.type === question.type ? scoreFillIn(question, answer) : null
    case 'hotspot':
      return answer.type === question.type ? scoreHotspot(question, answer) : null
    case 'select_point':
      return answer.type === question.type ? scoreSelectPoint(question, answer) : null
    case 'associate':
      return answer.type === question.type ? scoreAssociate(question, answer) : null
    case 'gap_match':
      return answer.type === question.type ? scoreGapMatch(question, answer) : null
    case 'slider':
      return answer.type === question.type ? scoreSlider(question, answer) : null
    case 'extended_text':
      return answer.type === question.type ? scoreExtendedText(question, answer) : null
  }
}

/** Faults between the parts of a question that its schema alone can't see. Errors stop publishing. */
export function checkQuestion(question: QuestionContent): Issue[] {
  switch (question.type) {
    case 'single_choice':
      return checkSingleChoice(question)
    case 'multiple_choice':
      return checkMultipleChoice(question)
    case 'numeric':
      return checkNumeric(question)
    case 'ordering':
      return checkOrdering(question)
    case 'matching':
      return checkMatching(question)
    case 'fill_in':
      return checkFillIn(question)
    case 'hotspot':
      return checkHotspot(question)
    case 'select_point':
      return checkSelectPoint(question)
    case 'associate':
      return checkAssociate(question)
    case 'gap_match':
      return checkGapMatch(question)
    case 'slider':
      return checkSlider(question)
    case 'extended_text':
      return checkExtendedText(question)
    case 'short_text':
      return checkShortText(question)
    case 'true_false':
      return []
  }
}

/**
 * The question as shown, its options in an order drawn from `random` where the order may vary.
 * An ordering's items and a matching's targets are always shuffled. Draw from a seed that is kept
 * with the sitting and never sent: the same seed gives the same order again.
 */
export function show(question: QuestionContent, random: Random): ShownQuestion {
  const { stem } = question
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice': {
      const { type, body } = question
      const options = body.shuffle ? shuffled(body.options, random) : body.options
      return { type, stem, body: { ...body, options } }
    }
    case 'ordering': {
      const { type, body } = question
      return { type, stem, body: { items: shuffled(body.items, random) } }
    }
    case 'matching': {
      const { type, body } = question
      return { type, stem, body: { ...body, targets: shuffled(body.targets, random) } }
    }
    case 'fill_in': {
      const { type, body } = question
      const gaps = body.gaps.map((gap) => ({ ...gap, choices: shuffled(gap.choices, random) }))
      return { type, stem, body: { ...body, gaps } }
    }
    case 'associate': {
      const { type, body } = question
      return { type, stem, body: { ...body, options: shuffled(body.options, random) } }
    }
    case 'gap_match': {
      const { type, body } = question
      return { type, stem, body: { ...body, choices: shuffled(body.choices, random) } }
    }
    case 'hotspot':
      return { type: question.type, stem, body: question.body }
    case 'select_point':
      return { type: question.type, stem, body: question.body }
    case 'slider':
      return { type: question.type, stem, body: question.body }
    case 'extended_text':
      return { type: question.type, stem, body: question.body }
    case 'true_false':
      return { type: question.type, stem, body: question.body }
    case 'numeric':
      return { type: question.type, stem, body: question.body }
    case 'short_text':
      return { type: question.type, stem, body: question.body }
  }
}

/** What to show after the answer. */
export function solutionOf(question: QuestionContent): Solution {
  return solution.parse({
    type: question.type,
    key: question.key,
    explanation: question.explanation,
    ...(question.feedback !== undefined && { feedback: question.feedback }),
  })
}

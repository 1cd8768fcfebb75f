import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Json } from '../found.ts'
import { nameFor, writtenName } from './names.ts'
import { numberIn } from './fields.ts'
import { plainToMarkdown } from '../moodle-text.ts'
import {
  writeAssociate,
  writeMatching,
  writeMultipleChoice,
  writeOrdering,
  writeSingleChoice,
  writeTrueFalse,
} from './write-choice.ts'
import { writeDragWords, writeFillIn, type WrittenText } from './write-gaps.ts'
import { writeDragOntoImage, writeHotspot, writeSelectPoint } from './write-places.ts'
import { writeExtendedText, writeNumeric, writeShortText, writeSlider } from './write-typed.ts'
import { plainField, tag, xmlText, type Writing } from './written.ts'

/** Types in which Moodle says something to all right, partly right and wrong answers. */
const withFeedback: ReadonlySet<string> = new Set(
  'multichoice matching ordering gapselect ddwtos ddimageortext ddmarker'.split(' '),
)

/** Types in which what is said goes to single answers, but for the partly right ones. */
const withAnswerFeedback: ReadonlySet<string> = new Set(['truefalse', 'shortanswer', 'numerical'])

/** A question as an element of Moodle XML. */
export function writeQuestion(writing: Writing): string {
  const { id, content, title, tags, difficulty, bloom, kept } = writing.exported
  const name = title ?? nameFor(content.stem)
  const { type, text, rest } = written(writing)
  tellFeedback(writing, type)
  tellCredits(writing)
  const labels = [
    ...tags,
    ...(difficulty === null ? [] : [`difficulty:${difficulty}`]),
    ...(bloom === null ? [] : [`bloom:${bloom}`]),
  ]
  return tag(
    'question',
    plainField('name', writtenName(name)) +
      text +
      writing.field('generalfeedback', content.explanation) +
      tag('defaultgrade', numeric(kept['defaultgrade'], '1')) +
      tag('penalty', numeric(kept['penalty'], penaltyOf(type))) +
      tag('hidden', '0') +
      tag('idnumber', xmlText(id)) +
      rest +
      (withAnswerFeedback.has(type) ? '' : combinedFeedback(writing)) +
      content.hints.map((hint) => writing.field('hint', hint)).join('') +
      (labels.length === 0
        ? ''
        : tag('tags', labels.map((label) => plainField('tag', label)).join(''))),
    ` type="${type}"`,
  )
}

function written(writing: Writing): WrittenText {
  const { content, title } = writing.exported
  // Where a text with gaps is all there is, the name is the stem.
  const isStemSaid = title !== null && content.stem === plainToMarkdown(title)
  if (content.type === 'fill_in') return writeFillIn(writing, content, isStemSaid)
  if (content.type === 'gap_match' && content.body.image === undefined)
    return writeDragWords(writing, content, isStemSaid)
  const [type, rest] = typeAndRest(writing, content)
  return { type, text: writing.field('questiontext', content.stem), rest }
}

function typeAndRest(
  writing: Writing,
  content: Exclude<QuestionContent, { type: 'fill_in' }>,
): readonly [type: string, rest: string] {
  switch (content.type) {
    case 'single_choice':
      return ['multichoice', writeSingleChoice(writing, content)]
    case 'multiple_choice':
      return ['multichoice', writeMultipleChoice(writing, content)]
    case 'true_false':
      return ['truefalse', writeTrueFalse(writing, content)]
    case 'short_text':
      return ['shortanswer', writeShortText(writing, content)]
    case 'numeric':
      return ['numerical', writeNumeric(writing, content)]
    case 'slider':
      return ['numerical', writeSlider(writing, content)]
    case 'matching':
      return ['matching', writeMatching(writing, content)]
    case 'associate':
      return ['matching', writeAssociate(writing, content)]
    case 'ordering':
      return ['ordering', writeOrdering(writing, content)]
    case 'extended_text':
      return ['essay', writeExtendedText(writing, content)]
    case 'hotspot':
      return ['ddmarker', writeHotspot(writing, content)]
    case 'select_point':
      return ['ddmarker', writeSelectPoint(writing, content)]
    case 'gap_match': {
      const { image, text } = content.body
      if (text !== '')
        writing.lost('text_left_out', 'Beside a picture Moodle has no text with gaps.')
      return image === undefined
        ? ['ddwtos', '']
        : ['ddimageortext', writeDragOntoImage(writing, content, image)]
    }
  }
}

function combinedFeedback(writing: Writing): string {
  const { right = '', partly = '', wrong = '' } = writing.exported.content.feedback ?? {}
  if (right === '' && partly === '' && wrong === '') return ''
  return (
    writing.field('correctfeedback', right) +
    writing.field('partiallycorrectfeedback', partly) +
    writing.field('incorrectfeedback', wrong)
  )
}

function tellCredits(writing: Writing): void {
  const { type, key } = writing.exported.content
  const ofPairs =
    type === 'matching' || type === 'associate' || type === 'gap_match' ? key.credits : undefined
  if (ofPairs !== undefined) writing.lost('credits_lost', 'In Moodle every pair counts the same.')
}

function tellFeedback(writing: Writing, type: string): void {
  const { feedback } = writing.exported.content
  if (feedback === undefined || withFeedback.has(type)) return
  if (!withAnswerFeedback.has(type) || feedback.partly !== undefined)
    writing.lost('feedback', 'Moodle has no place for what is said to all such answers.')
}

function penaltyOf(type: string): string {
  if (type === 'truefalse') return '1'
  return type === 'essay' ? '0' : '0.3333333'
}

/** A number that was kept from an earlier file. */
function numeric(kept: Json | undefined, otherwise: string): string {
  return typeof kept === 'string' && numberIn(kept) !== null ? xmlText(kept) : otherwise
}

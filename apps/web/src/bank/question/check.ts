import { checkQuestion, type QuestionContent } from '@quizmentor/engine/question/question'
import type { Issue } from '@quizmentor/engine/question/parts'
import { written, type Part } from '../../questions/part.ts'
import { isLive } from '../live-type.ts'
import { checkAnswer } from './check-answer.ts'
import {
  containsWords,
  hasImageWithoutWords,
  hasLostImage,
  isHardToRead,
  lengthSeen,
} from './check-text.ts'
import { storable, type Obstacle, type QuestionDraft } from './draft.ts'
import { fieldAt } from './field-at.ts'
import { finding, severities, type Finding, type FindingCode } from './finding.ts'
import { unfolded, type Images } from '../../questions/editing/images.ts'
import { field } from '../../questions/editing/fields.ts'

// A question of 200 characters fits every big screen; a little more still does on most.
const SCREEN = 240

/** Faults and weaknesses of a question, the faults first. Faults stop publishing. */
export function check(draft: QuestionDraft, images: Images): Finding[] {
  const stored = storable(draft, new Map(), images)
  const own = [
    ...checkTexts(draft, images),
    ...checkAnswer(draft.answer),
    ...checkGiveaways(draft),
    ...checkSource(draft),
    ...(draft.topicId === null ? [finding('topic_missing', field.topic)] : []),
  ]
  const engines =
    stored.body === null
      ? []
      : checkQuestion(stored.body.content).flatMap((issue) => known(issue, draft))
  const all = unique([...own, ...engines])
  const rest =
    stored.body === null && !all.some(({ severity }) => severity === 'error')
      ? stored.obstacles.slice(0, 1).map((obstacle) => unknownObstacle(obstacle, draft))
      : []
  return [...all, ...rest].toSorted((one, other) => weight(one) - weight(other))
}

function checkTexts(draft: QuestionDraft, images: Images): Finding[] {
  const texts = textsOf(draft)
  const found = texts.flatMap(({ text, id, limit }): Finding[] => {
    const whole = unfolded(text, images)
    return [
      ...(whole.length > limit ? [finding('too_long', id)] : []),
      ...(hasLostImage(whole) ? [finding('image_lost', id)] : []),
      ...(hasImageWithoutWords(text) ? [finding('alt_missing', id)] : []),
      ...(isHardToRead(text) ? [finding('hard_to_read', id)] : []),
    ]
  })
  const { stem, answer, explanation } = draft
  if (stem.trim() === '') found.push(finding('stem_missing', field.stem))
  else if (isLive(answer.type) && lengthSeen(stem) > SCREEN)
    found.push(finding('long_for_screen', field.stem))
  if (answer.type === 'true_false' && /\?\s*$/.test(stem))
    found.push(finding('statement_asks', field.stem))
  if (explanation.trim() === '') found.push(finding('explanation_missing', field.explanation))
  return found
}

interface CheckedText {
  readonly text: string
  readonly id: string
  readonly limit: number
}

function textsOf(draft: QuestionDraft): CheckedText[] {
  return [
    { text: draft.stem, id: field.stem, limit: 20_000 },
    { text: draft.explanation, id: field.explanation, limit: 20_000 },
    ...short(draft.hints),
    ...Object.entries(draft.feedback ?? {}).map(([outcome, text]) => ({
      text,
      id: field.said(outcome),
      limit: 20_000,
    })),
    ...answerTexts(draft.answer),
  ]
}

function answerTexts(answer: QuestionDraft['answer']): CheckedText[] {
  switch (answer.type) {
    case 'single_choice':
    case 'multiple_choice':
    case 'associate':
      return short(answer.options)
    case 'ordering':
      return short(answer.items)
    case 'matching':
      return short([...answer.prompts, ...answer.targets])
    case 'fill_in':
      return [{ text: answer.text, id: field.text, limit: 20_000 }]
    case 'gap_match':
      return [{ text: answer.text, id: field.text, limit: 20_000 }, ...short(answer.choices)]
    case 'extended_text':
      return [{ text: answer.model, id: field.model, limit: 20_000 }, ...short(answer.rubric)]
    default:
      return []
  }
}

function short(parts: readonly Part[]): CheckedText[] {
  return parts.map(({ id, text }) => ({ text, id: field.part(id), limit: 2_000 }))
}

/** Stems and hints that say the answer. */
function checkGiveaways({ stem, hints, answer }: QuestionDraft): Finding[] {
  const keys = keyTexts(answer)
  const said = (text: string) => keys.some((key) => containsWords(text, key))
  return [
    ...(said(stem) ? [finding('key_in_stem', field.stem)] : []),
    ...hints.flatMap(({ id, text }) =>
      said(text) ? [finding('key_in_hint', field.part(id))] : [],
    ),
  ]
}

function keyTexts(answer: QuestionDraft['answer']): string[] {
  if (answer.type === 'short_text') return written(answer.match.accepted).map(({ text }) => text)
  if (answer.type !== 'single_choice') return []
  return written(answer.options).flatMap(({ id, text }) => (id === answer.right ? [text] : []))
}

function checkSource({ source }: QuestionDraft): Finding[] {
  const title = source.title.trim()
  const url = source.url.trim()
  return [
    ...(title === '' && url !== '' ? [finding('source_title_missing', field.sourceTitle)] : []),
    ...(url !== '' && !/^https?:\/\/[^\s/]+\S*$/i.test(url)
      ? [finding('source_address_wrong', field.sourceUrl)]
      : []),
  ]
}

/** What the engine found, as a finding; nothing where `checkAnswer` has said it in better words. */
function known({ code, path }: Issue, draft: QuestionDraft): Finding[] {
  const names: Readonly<Record<string, FindingCode>> = {
    text_repeated: 'text_repeated',
    answer_empty: 'answer_empty',
    key_not_a_choice: 'key_not_a_choice',
    key_unit_not_offered: 'key_unit_missing',
    unit_without_factor: 'unit_without_factor',
    key_not_an_option: 'key_missing',
    prompt_without_target: 'prompt_without_target',
    gap_without_key: 'gap_without_key',
    gap_not_once_in_text: 'gap_repeated',
    key_does_not_order_all_items: 'not_storable',
    gap_not_declared: 'not_storable',
    key_repeated: draft.answer.type === 'associate' ? 'pair_repeated' : 'not_storable',
    key_more_than_may_be_chosen: 'more_than_may_be_chosen',
    paired_with_itself: 'paired_with_itself',
    image_without_description: 'alt_missing',
    area_empty: 'area_empty',
    gap_without_image: 'gap_without_image',
    nothing_to_fill: 'nothing_to_fill',
    uses_too_few: 'uses_too_few',
    scale_empty: 'scale_empty',
    step_longer_than_scale: 'step_longer_than_scale',
    step_too_small: 'step_too_small',
    key_not_on_scale: 'key_not_on_scale',
    key_between_steps: 'key_between_steps',
    credits_short_of_one: 'credits_short_of_one',
    nothing_to_mark_by: 'nothing_to_mark_by',
  }
  const name = names[code] ?? 'not_storable'
  return [
    { code: name, severity: severities[name], field: fieldAt(path.split('/').slice(1), draft) },
  ]
}

function unknownObstacle({ path }: Obstacle, draft: QuestionDraft): Finding {
  return finding('not_storable', fieldAt(path.map(String), draft))
}

function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, field: at }) => {
    const both = `${code} ${at}`
    return seen.has(both) ? false : seen.add(both)
  })
}

function weight({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1
}

/** The content as it would be stored with the ids of the draft; `null` while it can't be. */
export function contentOf(draft: QuestionDraft, images: Images): QuestionContent | null {
  return (
    storable({ ...draft, topicId: draft.topicId ?? '' }, new Map(), images).body?.content ?? null
  )
}

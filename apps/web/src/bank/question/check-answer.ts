import { gapSegments } from '@quizmentor/engine/question/fill-in'
import { wholePairs, type AssociateDraft } from '../../questions/associate/draft.ts'
import type { AnswerDraft } from '../../questions/draft.ts'
import { shownGaps as shownMatchGaps, type GapMatchDraft } from '../../questions/gap-match/draft.ts'
import type { AreaDraft, PictureDraft } from '../../questions/picture/draft.ts'
import { shownGaps, type FillInDraft } from '../../questions/fill-in/draft.ts'
import { looseTargets, targetOf, type MatchingDraft } from '../../questions/matching/draft.ts'
import type { MultipleChoiceDraft } from '../../questions/multiple-choice/draft.ts'
import { written, type Part } from '../../questions/part.ts'
import type { SingleChoiceDraft } from '../../questions/single-choice/draft.ts'
import { writtenOthers, type TextMatchDraft } from '../../questions/text-match-draft.ts'
import { field } from '../../questions/editing/fields.ts'
import { lengthSeen } from './check-text.ts'
import { finding, type Finding } from './finding.ts'

/** What an unfinished answer lacks, before the engine can look at it. */
export function checkAnswer(answer: AnswerDraft): Finding[] {
  switch (answer.type) {
    case 'single_choice':
    case 'multiple_choice':
      return [...checkParts(answer.options), ...checkChoice(answer)]
    case 'true_false':
      return answer.truth === null ? [finding('key_missing', field.key)] : []
    case 'numeric':
      return [
        ...(answer.value === null ? [finding('key_missing', field.key)] : []),
        ...(answer.otherNumbers ?? []).flatMap(({ id, value }) =>
          value === null ? [finding('blank_left', field.part(id))] : [],
        ),
      ]
    case 'short_text':
      return [
        ...(written(answer.match.accepted).length === 0 ? [finding('key_missing', field.key)] : []),
        ...checkOthers(answer.match),
      ]
    case 'ordering':
      return checkParts(answer.items)
    case 'matching':
      return checkPairs(answer)
    case 'fill_in':
      return checkGaps(answer)
    case 'hotspot':
      return [
        ...checkPicture(answer.image),
        ...checkAreas(answer.spots),
        ...(answer.spots.length > 0 && answer.right.length === 0
          ? [finding('key_missing', field.key)]
          : []),
      ]
    case 'select_point':
      return [...checkPicture(answer.image), ...checkAreas(answer.areas)]
    case 'associate':
      return [...checkParts(answer.options), ...checkAssociations(answer)]
    case 'gap_match':
      return checkGapMatch(answer)
    case 'slider':
      return [
        ...(answer.from === null || answer.to === null || !answer.step
          ? [finding('scale_missing', field.scale)]
          : []),
        ...(answer.value === null ? [finding('key_missing', field.key)] : []),
      ]
    case 'extended_text':
      return answer.rubric.flatMap(({ id, text }) =>
        text.trim() === '' ? [finding('blank_left', field.part(id))] : [],
      )
  }
}

function checkPicture({ src, width }: PictureDraft): Finding[] {
  return src === '' || width === null ? [finding('image_missing', field.picture)] : []
}

function checkAreas(areas: readonly AreaDraft[]): Finding[] {
  return areas.length === 0 ? [finding('spots_missing', field.key)] : []
}

function checkAssociations(draft: AssociateDraft): Finding[] {
  const whole = wholePairs(draft)
  if (whole.length === 0) return [finding('pairs_missing', field.key)]
  return draft.pairs.length === whole.length
    ? []
    : draft.pairs.flatMap(({ id, one, other }) =>
        one === null && other === null
          ? [finding('blank_left', field.part(id))]
          : one === null || other === null
            ? [finding('pair_incomplete', field.part(id))]
            : [],
      )
}

function checkGapMatch(draft: GapMatchDraft): Finding[] {
  const marks = gapSegments(draft.text).flatMap((piece) => ('gap' in piece ? [piece.gap] : []))
  const blank = draft.choices.find(({ text }) => text.trim() === '')
  return [
    ...(draft.image === null ? [] : checkPicture(draft.image)),
    ...(shownMatchGaps(draft).length === 0 ? [finding('gaps_missing', field.text)] : []),
    ...(new Set(marks).size < marks.length ? [finding('gap_repeated', field.text)] : []),
    ...(written(draft.choices).length === 0
      ? [finding('options_too_few', field.add)]
      : blank === undefined
        ? []
        : [finding('blank_left', field.part(blank.id))]),
  ]
}

/** As many as the engine takes. */
const MOST = 40

function checkParts(parts: readonly Part[]): Finding[] {
  const count = written(parts).length
  const firstBlank = parts.find(({ text }) => text.trim() === '')
  if (count < 2) {
    return [finding('options_too_few', firstBlank ? field.part(firstBlank.id) : field.add)]
  }
  if (count > MOST) return [finding('options_too_many', field.part(parts.at(-1)?.id ?? ''))]
  return firstBlank === undefined ? [] : [finding('blank_left', field.part(firstBlank.id))]
}

function checkChoice(answer: SingleChoiceDraft | MultipleChoiceDraft): Finding[] {
  const right = new Set(answer.type === 'single_choice' ? [answer.right] : answer.right)
  const options = written(answer.options)
  const keys = options.filter(({ id }) => right.has(id))
  const others = options.filter(({ id }) => !right.has(id))
  const first = keys[0]
  if (first === undefined) return [finding('key_missing', field.key)]
  return standsOut(keys, others) ? [finding('key_by_length', field.part(first.id))] : []
}

// By how much, and by how many characters, a key must differ to be seen from afar.
const RATIO = 1.6
const CHARACTERS = 14

/** Whether the right options can be told by their length: all much longer, or all much shorter. */
function standsOut(keys: readonly Part[], others: readonly Part[]): boolean {
  if (others.length < 2) return false
  const ours = keys.map(({ text }) => lengthSeen(text))
  const theirs = others.map(({ text }) => lengthSeen(text))
  const apart = (short: number, long: number) => long >= short * RATIO && long - short >= CHARACTERS
  return (
    apart(Math.max(...theirs), Math.min(...ours)) || apart(Math.max(...ours), Math.min(...theirs))
  )
}

function checkPairs(draft: MatchingDraft): Finding[] {
  const prompts = written(draft.prompts)
  const firstBlank = draft.prompts.find(({ text }) => text.trim() === '')
  if (prompts.length < 2)
    return [finding('options_too_few', firstBlank ? field.part(firstBlank.id) : field.add)]
  if (prompts.length > MOST || written(draft.targets).length > MOST)
    return [finding('options_too_many', field.part(draft.prompts.at(-1)?.id ?? ''))]
  const loose = looseTargets(draft).filter(({ text }) => text.trim() === '')
  return [
    ...draft.prompts.flatMap((prompt): Finding[] => {
      const target = targetOf(draft, prompt.id)
      const asked = prompt.text.trim() !== ''
      const answered = target !== undefined && target.text.trim() !== ''
      if (asked && !answered)
        return [finding('prompt_without_target', field.part(target?.id ?? prompt.id))]
      if (!asked && answered) return [finding('prompt_empty', field.part(prompt.id))]
      return asked ? [] : [finding('blank_left', field.part(prompt.id))]
    }),
    ...loose.map(({ id }) => finding('blank_left', field.part(id))),
  ]
}

/** Those that don't say of which answers they speak: they aren't stored. */
function checkOthers(match: TextMatchDraft): Finding[] {
  const stored = writtenOthers(match)
  return (match.others ?? []).flatMap((other) =>
    stored.includes(other) ? [] : [finding('blank_left', field.part(other.id))],
  )
}

function checkGaps(draft: FillInDraft): Finding[] {
  const marks = gapSegments(draft.text).flatMap((piece) => ('gap' in piece ? [piece.gap] : []))
  if (marks.length === 0) return [finding('gaps_missing', field.text)]
  const gaps = shownGaps(draft)
  return [
    ...(gaps.length > 60 ? [finding('options_too_many', field.text)] : []),
    ...(new Set(marks).size < marks.length ? [finding('gap_repeated', field.text)] : []),
    ...gaps.flatMap(({ id, match, choices }) => [
      ...(written(match.accepted).length === 0 ? [finding('gap_without_key', field.part(id))] : []),
      ...(choices.length === 0 ? checkOthers(match) : []),
    ]),
  ]
}

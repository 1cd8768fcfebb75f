import {
  gapSegments,
  rightChoices,
  type FillIn,
  type GapKey,
} from '@quizmentor/engine/question/fill-in'
import { entry } from '@quizmentor/engine/question/parts'
import { newPart, written, type IdOf, type Part } from '../part.ts'
import {
  blankTextMatch,
  readTextMatch,
  textMatchOf,
  type TextMatchDraft,
} from '../text-match-draft.ts'

type RestOfKey = Pick<GapKey, 'others' | 'weight' | 'number' | 'credits'>

export interface GapDraft {
  /** A number, so that authors see `{{1}}` in their text. */
  readonly id: string
  /** Picked from, where there are any; else the gap is typed. */
  readonly choices: readonly Part[]
  readonly match: TextMatchDraft
  /** What else its key says, kept as it is. */
  readonly rest?: RestOfKey
}

export interface FillInDraft {
  readonly type: 'fill_in'
  readonly text: string
  /** May hold gaps that are cut out of the text at the moment: pasted back, they are as before. */
  readonly gaps: readonly GapDraft[]
  readonly rule: FillIn['key']['rule']
}

export function blankFillIn(): FillInDraft {
  return { type: 'fill_in', text: '', gaps: [], rule: 'partial' }
}

/** The draft, and which stored gap each of its numbers stands for. */
export function readFillIn({ type, body, key }: FillIn): {
  draft: FillInDraft
  ids: ReadonlyMap<string, string>
} {
  const numbers = new Map(body.gaps.map(({ id }, index) => [id, String(index + 1)]))
  const text = gapSegments(body.text)
    .map((piece) => ('gap' in piece ? `{{${numbers.get(piece.gap) ?? piece.gap}}}` : piece.text))
    .join('')
  const gaps = body.gaps.map(({ id, choices }, index) => {
    const match = entry(key.gaps, id)
    return {
      id: String(index + 1),
      choices: choices.map((choice) => newPart(choice)),
      match: match === undefined ? blankTextMatch() : readTextMatch(match),
      ...(match !== undefined && { rest: restOf(match) }),
    }
  })
  return {
    draft: withGapsOf({ type, text: body.text, gaps, rule: key.rule }, text),
    ids: new Map([...numbers].map(([id, number]) => [number, id])),
  }
}

/** The draft with another text; gaps that are new in it are made. */
export function withGapsOf(draft: FillInDraft, text: string): FillInDraft {
  const known = new Set(draft.gaps.map(({ id }) => id))
  const fresh = gapsIn(text).filter((id) => !known.has(id))
  const gaps = [...draft.gaps, ...fresh.map((id) => newGap(id))]
  return { ...draft, text, gaps: fresh.length === 0 ? draft.gaps : gaps }
}

/**
 * The draft with a gap in place of the text between two places; what stood there becomes the
 * answer. Also where the gap begins and ends in the new text.
 */
export function withGapAt(
  draft: FillInDraft,
  start: number,
  end: number,
): { draft: FillInDraft; id: string; start: number; end: number } {
  const answer = draft.text.slice(start, end)
  const kept = answer.trim()
  const before = answer.slice(0, answer.length - answer.trimStart().length)
  const after = kept === '' ? '' : answer.slice(answer.trimEnd().length)
  const id = nextNumber(draft)
  const mark = `{{${id}}}`
  const text = draft.text.slice(0, start) + before + mark + after + draft.text.slice(end)
  const from = start + before.length
  return {
    draft: { ...draft, text, gaps: [...draft.gaps, newGap(id, kept)] },
    id,
    start: from,
    end: from + mark.length,
  }
}

/** The gap filled again with its answer, and forgotten. */
export function withoutGap(draft: FillInDraft, id: string): FillInDraft {
  const gap = draft.gaps.find((each) => each.id === id)
  const answer = gap?.match.accepted[0]?.text ?? ''
  return {
    ...draft,
    text: draft.text.replaceAll(`{{${id}}}`, () => answer),
    gaps: draft.gaps.filter((each) => each.id !== id),
  }
}

/** The choices of a gap that are right, by id. */
export function rightOf({ choices, match }: GapDraft): ReadonlySet<string> {
  // A choice that was marked stays so while its text is empty for a moment.
  const marked = choices.filter(({ id }) => match.accepted.some((each) => each.id === markOf(id)))
  if (marked.length > 0) return new Set(marked.map(({ id }) => id))
  const rules = textMatchOf(match)
  if (rules === null) return new Set()
  const right = new Set(
    rightChoices(
      rules,
      written(choices).map(({ text }) => text),
    ),
  )
  return new Set(choices.flatMap(({ id, text }) => (right.has(text.trim()) ? [id] : [])))
}

/** The gap with these choices, of which these are right, whatever they say by now. */
export function withChoices(
  gap: GapDraft,
  choices: readonly Part[],
  right: ReadonlySet<string>,
): GapDraft {
  const accepted = choices.flatMap(({ id, text }) =>
    right.has(id) ? [{ id: markOf(id), text }] : [],
  )
  return { ...gap, choices, match: { ...gap.match, accepted } }
}

function markOf(choiceId: string): string {
  return `${choiceId}-right`
}

/** The gaps that stand in the text, in its order. */
export function shownGaps({ text, gaps }: FillInDraft): GapDraft[] {
  return gapsIn(text).flatMap((id) => gaps.find((gap) => gap.id === id) ?? [])
}

export function fillInBody(draft: FillInDraft, idOf: IdOf): FillIn['body'] {
  const text = gapSegments(draft.text.trim())
    .map((piece) => ('gap' in piece ? `{{${idOf(piece.gap)}}}` : piece.text))
    .join('')
  const gaps = storedGaps(draft).map(({ id, choices }) => ({
    id: idOf(id),
    choices: written(choices).map((choice) => choice.text),
  }))
  return { text, gaps }
}

export function fillInKey(draft: FillInDraft, idOf: IdOf): FillIn['key'] {
  const gaps = storedGaps(draft).flatMap(({ id, match, rest }) => {
    const stored = textMatchOf(match)
    return stored === null ? [] : [[idOf(id), { ...stored, ...rest }] as const]
  })
  return { gaps: Object.fromEntries(gaps), rule: draft.rule }
}

/** In the order they were made, so that moving one in the text changes nothing else. */
function storedGaps({ text, gaps }: FillInDraft): GapDraft[] {
  const used = new Set(gapsIn(text))
  return gaps.filter(({ id }) => used.has(id))
}

/** The gaps of a text in order, each once. */
function gapsIn(text: string): string[] {
  return [...new Set(gapSegments(text).flatMap((piece) => ('gap' in piece ? [piece.gap] : [])))]
}

function restOf({ others, weight, number, credits }: GapKey): RestOfKey {
  return {
    ...(others !== undefined && { others }),
    ...(weight !== undefined && { weight }),
    ...(number !== undefined && { number }),
    ...(credits !== undefined && { credits }),
  }
}

function newGap(id: string, answer = ''): GapDraft {
  return { id, choices: [], match: blankTextMatch(answer) }
}

function nextNumber({ text, gaps }: FillInDraft): string {
  const taken = [...gaps.map(({ id }) => id), ...gapsIn(text)].map(Number).filter(Number.isInteger)
  return String(Math.max(0, ...taken) + 1)
}

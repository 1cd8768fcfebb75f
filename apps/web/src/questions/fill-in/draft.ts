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

/** What a choice of a gap counts without being right. */
export interface ChoiceCredit {
  /** The choice's id; or, where it isn't among them, what it says. */
  readonly choice: string
  readonly credit: number
}

export interface GapDraft {
  /** A number, so that authors see `{{1}}` in their text. */
  readonly id: string
  /** Picked from, where there are any; else the gap is typed. */
  readonly choices: readonly Part[]
  readonly match: TextMatchDraft
  /** What it counts beside the others; unset: 1. */
  readonly weight?: number | undefined
  /** A typed number this near is right as well. */
  readonly number?: { readonly value: number | null; readonly tolerance: number } | undefined
  readonly credits?: readonly ChoiceCredit[] | undefined
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
  const gaps = body.gaps.map((gap, index) => {
    const match = entry(key.gaps, gap.id)
    const choices = gap.choices.map((choice) => newPart(choice))
    return {
      id: String(index + 1),
      choices,
      match: match === undefined ? blankTextMatch() : readTextMatch(match),
      weight: match?.weight,
      number: match?.number,
      credits: match?.credits?.map(({ choice, credit }) => ({
        choice: choices.find(({ text }) => text === choice)?.id ?? choice,
        credit,
      })),
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
  const gone = new Set(idsGone(gap.choices, choices))
  const credits = gap.credits?.filter(({ choice }) => !gone.has(choice))
  return { ...gap, choices, credits, match: { ...gap.match, accepted } }
}

/** The gap typed instead of picked, or the other way round; the first right answer stays. */
export function filledBy(gap: GapDraft, how: 'typed' | 'picked'): GapDraft {
  const { accepted } = gap.match
  const [first = newPart()] = accepted
  if (how === 'picked') return withChoices(gap, [first, newPart()], new Set([first.id]))
  return {
    ...gap,
    choices: [],
    credits: undefined,
    match: { ...gap.match, accepted: accepted.length === 0 ? [first] : accepted },
  }
}

/** The gap with a choice counting so much, or nothing. */
export function withCredit(gap: GapDraft, choice: string, credit: number): GapDraft {
  const { credits = [] } = gap
  const known = credits.some((each) => each.choice === choice)
  return {
    ...gap,
    credits: known
      ? credits.map((each) => (each.choice === choice ? { choice, credit } : each))
      : [...credits, { choice, credit }],
  }
}

/** The ids of the parts that aren't there any more. */
function idsGone(before: readonly Part[], now: readonly Part[]): string[] {
  const kept = new Set(now.map(({ id }) => id))
  return before.flatMap(({ id }) => (kept.has(id) ? [] : [id]))
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
  const gaps = storedGaps(draft).flatMap((gap) => {
    const stored = gapKeyOf(gap)
    return stored === null ? [] : [[idOf(gap.id), stored] as const]
  })
  return { gaps: Object.fromEntries(gaps), rule: draft.rule }
}

function gapKeyOf({ choices, match, weight, number, credits = [] }: GapDraft): GapKey | null {
  const stored = textMatchOf(match)
  if (stored === null) return null
  const kept = credits.flatMap(({ choice, credit }) => {
    const text = choices.find(({ id }) => id === choice)?.text.trim() ?? choice
    return text === '' ? [] : [{ choice: text, credit }]
  })
  return {
    ...stored,
    ...(weight !== undefined && { weight }),
    ...(typeof number?.value === 'number' && {
      number: { value: number.value, tolerance: number.tolerance },
    }),
    ...(kept.length > 0 && { credits: kept }),
  }
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

function newGap(id: string, answer = ''): GapDraft {
  return { id, choices: [], match: blankTextMatch(answer) }
}

function nextNumber({ text, gaps }: FillInDraft): string {
  const taken = [...gaps.map(({ id }) => id), ...gapsIn(text)].map(Number).filter(Number.isInteger)
  return String(Math.max(0, ...taken) + 1)
}

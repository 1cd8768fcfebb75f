import { gapSegments } from '@quizmentor/engine/question/fill-in'
import type { GapMatch } from '@quizmentor/engine/question/gap-match'
import type { Area } from '@quizmentor/engine/question/image'
import { entry } from '@quizmentor/engine/question/parts'
import { renamedCredits, type PairCredits } from '@quizmentor/engine/question/pair-credits'
import { keptCredits } from '../pair-credits.ts'
import { newPart, written, type IdOf, type Part } from '../part.ts'
import { storedPicture, type PictureDraft } from '../picture/draft.ts'

export interface GapChoiceDraft extends Part {
  /** Into how many gaps it may go; 0: any number. */
  readonly uses: number
}

export interface MatchGapDraft {
  /** A number, so that authors see `{{1}}` in their text. */
  readonly id: string
  /** Where it lies in the picture; without one it stands in the text. */
  readonly area?: Area | undefined
  /** The choices of which any is right, by id. */
  readonly right: readonly string[]
}

export interface GapMatchDraft {
  readonly type: 'gap_match'
  readonly text: string
  readonly image: PictureDraft | null
  readonly choices: readonly GapChoiceDraft[]
  /** May hold gaps that are cut out of the text at the moment: pasted back, they are as before. */
  readonly gaps: readonly MatchGapDraft[]
  readonly rule: GapMatch['key']['rule']
  /** Of gaps, by their numbers, with choices. */
  readonly credits?: PairCredits | undefined
}

export function blankGapMatch(): GapMatchDraft {
  return {
    type: 'gap_match',
    text: '',
    image: null,
    choices: [newChoice(), newChoice()],
    gaps: [],
    rule: 'partial',
  }
}

export function newChoice(text = ''): GapChoiceDraft {
  return { ...newPart(text), uses: 1 }
}

/** The draft, and which stored gap each of its numbers stands for. */
export function readGapMatch({ type, body, key }: GapMatch): {
  draft: GapMatchDraft
  ids: ReadonlyMap<string, string>
} {
  const numbers = new Map(body.gaps.map(({ id }, index) => [id, String(index + 1)]))
  const choices = new Set(body.choices.map(({ id }) => id))
  const gaps = body.gaps.map(({ id, area }, index) => ({
    id: String(index + 1),
    area,
    right: (entry(key.gaps, id) ?? []).filter((choice) => choices.has(choice)),
  }))
  const draft: GapMatchDraft = {
    type,
    text: body.text,
    image: body.image ?? null,
    choices: body.choices,
    gaps,
    rule: key.rule,
    credits:
      key.credits &&
      renamedCredits(key.credits, ([gap, choice]) => [numbers.get(gap) ?? gap, choice]),
  }
  return {
    draft: withGapsOf(
      draft,
      withGapNames(body.text, (id) => numbers.get(id) ?? id),
    ),
    ids: new Map([...numbers].map(([id, number]) => [number, id])),
  }
}

/** The draft with another text; gaps that are new in it are made. */
export function withGapsOf(draft: GapMatchDraft, text: string): GapMatchDraft {
  const known = new Set(draft.gaps.map(({ id }) => id))
  const fresh = gapsIn(text).filter((id) => !known.has(id))
  return {
    ...draft,
    text,
    gaps: fresh.length === 0 ? draft.gaps : [...draft.gaps, ...fresh.map((id) => newGap(id))],
  }
}

/**
 * The draft with a gap in place of the text between two places; what stood there becomes a choice
 * that is right in it. Also where the gap ends in the new text.
 */
export function withGapAt(
  draft: GapMatchDraft,
  start: number,
  end: number,
): { draft: GapMatchDraft; end: number } {
  const marked = draft.text.slice(start, end)
  const answer = marked.trim()
  const before = marked.slice(0, marked.length - marked.trimStart().length)
  const after = answer === '' ? '' : marked.slice(marked.trimEnd().length)
  const id = nextNumber(draft)
  const mark = `${before}{{${id}}}`
  const text = draft.text.slice(0, start) + mark + after + draft.text.slice(end)
  const same = draft.choices.find((choice) => choice.text.trim() === answer)
  const choice = same ?? draft.choices.find((each) => each.text.trim() === '') ?? newChoice()
  const others = draft.choices.some((each) => each.id === choice.id)
    ? draft.choices.map((each) => (each.id === choice.id ? { ...each, text: answer } : each))
    : [...draft.choices, { ...choice, text: answer }]
  return {
    draft: {
      ...draft,
      text,
      choices: answer === '' ? draft.choices : others,
      gaps: [...draft.gaps, newGap(id, answer === '' ? [] : [choice.id])],
    },
    end: start + mark.length,
  }
}

/** The draft with one more gap in the picture. */
export function withGapIn(draft: GapMatchDraft, area: Area): GapMatchDraft {
  return { ...draft, gaps: [...draft.gaps, { ...newGap(nextNumber(draft)), area }] }
}

/** The draft without a gap; in the text, what is right in it stands there again. */
export function withoutGap(draft: GapMatchDraft, id: string): GapMatchDraft {
  const first = draft.gaps.find((gap) => gap.id === id)?.right[0]
  const answer = draft.choices.find((choice) => choice.id === first)?.text ?? ''
  return {
    ...draft,
    text: draft.text.replaceAll(`{{${id}}}`, () => answer),
    gaps: draft.gaps.filter((gap) => gap.id !== id),
  }
}

/** The draft with other choices; what is gone is right nowhere. */
export function withChoices(
  draft: GapMatchDraft,
  choices: readonly GapChoiceDraft[],
): GapMatchDraft {
  const ids = new Set(choices.map(({ id }) => id))
  const gaps = draft.gaps.map((gap) => ({ ...gap, right: gap.right.filter((id) => ids.has(id)) }))
  return { ...draft, choices, gaps }
}

/** The gaps that stand in the text, in its order, then those in the picture. */
export function shownGaps({ text, image, gaps }: GapMatchDraft): MatchGapDraft[] {
  return [
    ...gapsIn(text).flatMap((id) => gaps.find((gap) => gap.id === id) ?? []),
    ...(image === null ? [] : gaps.filter(({ area }) => area !== undefined)),
  ]
}

export function gapMatchBody(draft: GapMatchDraft, idOf: IdOf): GapMatch['body'] {
  const uses = new Map(draft.choices.map((choice) => [choice.id, choice.uses]))
  return {
    text: withGapNames(draft.text.trim(), idOf),
    ...(draft.image !== null && { image: storedPicture(draft.image) }),
    choices: written(draft.choices).map(({ id, text }) => ({
      id: idOf(id),
      text,
      uses: uses.get(id) ?? 1,
    })),
    gaps: storedGaps(draft).map(({ id, area }) => ({
      id: idOf(id),
      ...(area !== undefined && { area }),
    })),
  }
}

export function gapMatchKey(draft: GapMatchDraft, idOf: IdOf): GapMatch['key'] {
  const choices = new Set(written(draft.choices).map(({ id }) => id))
  const gaps = storedGaps(draft).map(({ id, right }) => ({
    id,
    right: right.filter((choice) => choices.has(choice)),
  }))
  return {
    gaps: Object.fromEntries(gaps.map(({ id, right }) => [idOf(id), right.map(idOf)])),
    rule: draft.rule,
    ...keptCredits(
      draft.credits,
      gaps.flatMap(({ id, right }) =>
        right.length === 0 ? [] : [right.map((choice) => [id, choice] as const)],
      ),
      ([gap, choice]) => gaps.some(({ id }) => id === gap) && choices.has(choice),
      ([gap, choice]) => [idOf(gap), idOf(choice)],
    ),
  }
}

/** In the order they were made, so that moving one in the text changes nothing else. */
function storedGaps(draft: GapMatchDraft): MatchGapDraft[] {
  const shown = new Set(shownGaps(draft))
  return draft.gaps.filter((gap) => shown.has(gap))
}

function withGapNames(text: string, nameOf: (id: string) => string): string {
  return gapSegments(text)
    .map((piece) => ('gap' in piece ? `{{${nameOf(piece.gap)}}}` : piece.text))
    .join('')
}

/** The gaps of a text in order, each once. */
function gapsIn(text: string): string[] {
  return [...new Set(gapSegments(text).flatMap((piece) => ('gap' in piece ? [piece.gap] : [])))]
}

function newGap(id: string, right: readonly string[] = []): MatchGapDraft {
  return { id, right }
}

function nextNumber({ text, gaps }: GapMatchDraft): string {
  const taken = [...gaps.map(({ id }) => id), ...gapsIn(text)].map(Number).filter(Number.isInteger)
  return String(Math.max(0, ...taken) + 1)
}

import type { Associate } from '@quizmentor/engine/question/associate'
import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import { keptCredits } from '../pair-credits.ts'
import { newPart, newPartId, stored, written, type IdOf, type Part } from '../part.ts'

export interface PairDraft {
  readonly id: string
  /** Options, by id. */
  readonly one: string | null
  readonly other: string | null
}

export interface AssociateDraft {
  readonly type: 'associate'
  readonly options: readonly Part[]
  readonly pairs: readonly PairDraft[]
  /** `null`: as many as are right. */
  readonly most: number | null
  readonly rule: Associate['key']['rule']
  readonly credits?: PairCredits | undefined
}

export function blankAssociate(options: readonly Part[] = fourBlanks()): AssociateDraft {
  return { type: 'associate', options, pairs: [newPair(), newPair()], most: null, rule: 'partial' }
}

function fourBlanks(): Part[] {
  return Array.from({ length: 4 }, () => newPart())
}

export function newPair(): PairDraft {
  return { id: newPartId(), one: null, other: null }
}

export function readAssociate({ type, body, key }: Associate): AssociateDraft {
  const ids = new Set(body.options.map(({ id }) => id))
  const known = (id: string) => (ids.has(id) ? id : null)
  return {
    type,
    options: body.options,
    pairs: key.pairs.map(([one, other]) => ({
      id: newPartId(),
      one: known(one),
      other: known(other),
    })),
    most: body.most === key.pairs.length ? null : body.most,
    rule: key.rule,
    credits: key.credits,
  }
}

/** The pairs that have both of their two, as options that are written. */
export function wholePairs({ options, pairs }: AssociateDraft): (readonly [string, string])[] {
  const ids = new Set(written(options).map(({ id }) => id))
  return pairs.flatMap(({ one, other }) =>
    one !== null && other !== null && ids.has(one) && ids.has(other) ? [[one, other]] : [],
  )
}

export function associateBody(draft: AssociateDraft, idOf: IdOf): Associate['body'] {
  return {
    options: stored(draft.options, idOf),
    most: draft.most ?? Math.max(1, wholePairs(draft).length),
  }
}

export function associateKey(draft: AssociateDraft, idOf: IdOf): Associate['key'] {
  const pairs = wholePairs(draft)
  const ids = new Set(written(draft.options).map(({ id }) => id))
  return {
    pairs: pairs.map(([one, other]) => [idOf(one), idOf(other)]),
    rule: draft.rule,
    ...keptCredits(
      draft.credits,
      pairs.map((pair) => [pair]),
      (pair) => pair.every((id) => ids.has(id)),
      ([one, other]) => [idOf(one), idOf(other)],
    ),
  }
}

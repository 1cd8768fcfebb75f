import type { Matching } from '@quizmentor/engine/question/matching'
import { entry } from '@quizmentor/engine/question/parts'
import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import { keptCredits } from '../pair-credits.ts'
import { newPart, stored, written, without, type IdOf, type Part } from '../part.ts'

export interface MatchingDraft {
  readonly type: 'matching'
  readonly prompts: readonly Part[]
  readonly targets: readonly Part[]
  /** Prompt → its target, by id. */
  readonly pairs: Readonly<Record<string, string>>
  readonly rule: Matching['key']['rule']
  readonly credits?: PairCredits | undefined
}

export function blankMatching(): MatchingDraft {
  const none: MatchingDraft = {
    type: 'matching',
    prompts: [],
    targets: [],
    pairs: {},
    rule: 'partial',
  }
  return withPair(withPair(withPair(none)))
}

export function readMatching({ type, body, key }: Matching): MatchingDraft {
  return { type, ...body, pairs: key.pairs, rule: key.rule, credits: key.credits }
}

export function targetOf(draft: MatchingDraft, promptId: string): Part | undefined {
  const id = entry(draft.pairs, promptId)
  return draft.targets.find((target) => target.id === id)
}

/** The targets that no prompt belongs to. */
export function looseTargets({ targets, pairs }: MatchingDraft): Part[] {
  const used = new Set(Object.values(pairs))
  return targets.filter(({ id }) => !used.has(id))
}

/** One more pair, to be written. */
export function withPair(draft: MatchingDraft, prompt = '', target = ''): MatchingDraft {
  const [left, right] = [newPart(prompt), newPart(target)]
  return {
    ...draft,
    prompts: [...draft.prompts, left],
    targets: [...draft.targets, right],
    pairs: { ...draft.pairs, [left.id]: right.id },
  }
}

/** Without a prompt; its target goes too, unless another prompt has it. */
export function withoutPrompt(draft: MatchingDraft, promptId: string): MatchingDraft {
  const target = targetOf(draft, promptId)
  const pairs = Object.fromEntries(Object.entries(draft.pairs).filter(([id]) => id !== promptId))
  const shared = Object.values(pairs).some((id) => id === target?.id)
  return {
    ...draft,
    prompts: without(draft.prompts, promptId),
    targets: target === undefined || shared ? draft.targets : without(draft.targets, target.id),
    pairs,
  }
}

/** Gives a prompt one of the targets there are, or, for `null`, a new one of its own. */
export function paired(
  draft: MatchingDraft,
  promptId: string,
  targetId: string | null,
): MatchingDraft {
  const before = targetOf(draft, promptId)
  const own = newPart()
  const targets = targetId === null ? [...draft.targets, own] : draft.targets
  const pairs = { ...draft.pairs, [promptId]: targetId ?? own.id }
  const orphan =
    before !== undefined && before.text.trim() === '' && !Object.values(pairs).includes(before.id)
  return { ...draft, pairs, targets: orphan ? without(targets, before.id) : targets }
}

export function matchingBody(draft: MatchingDraft, idOf: IdOf): Matching['body'] {
  return { prompts: stored(draft.prompts, idOf), targets: stored(draft.targets, idOf) }
}

export function matchingKey(draft: MatchingDraft, idOf: IdOf): Matching['key'] {
  const prompts = written(draft.prompts)
  const targets = new Set(written(draft.targets).map(({ id }) => id))
  const pairs = prompts.flatMap(({ id }) => {
    const target = entry(draft.pairs, id)
    return target === undefined || !targets.has(target) ? [] : [[id, target] as const]
  })
  return {
    pairs: Object.fromEntries(pairs.map(([prompt, target]) => [idOf(prompt), idOf(target)])),
    rule: draft.rule,
    ...keptCredits(
      draft.credits,
      pairs.map((pair) => [pair]),
      ([prompt, target]) => prompts.some(({ id }) => id === prompt) && targets.has(target),
      ([prompt, target]) => [idOf(prompt), idOf(target)],
    ),
  }
}

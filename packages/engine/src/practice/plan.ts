/** Why a question is asked: never met, due for review, missed in this session, or due only later. */
export type Reason = 'new' | 'due' | 'again' | 'ahead'

/** A question asked in this session, in order. */
export interface Asked {
  readonly num: number
  readonly reason: Reason
  readonly right: boolean
}

export interface PlanRules {
  /** How many other questions lie between a miss and its return. */
  readonly againAfter: number
  /** How often one question returns at most. */
  readonly againAtMost: number
  /** The share of due cards while there are new questions too. */
  readonly dueShare: number
}

export const planRules: PlanRules = { againAfter: 3, againAtMost: 2, dueShare: 0.5 }

/** What is there to ask, besides what this session has asked already. */
export interface Supply {
  readonly due: number
  readonly fresh: number
  readonly ahead: number
}

export type Step =
  | { readonly kind: 'again'; readonly num: number }
  | { readonly kind: 'due' | 'new' | 'ahead' }
  | { readonly kind: 'nothing' }

/**
 * What kind of question comes next. A miss returns after a few others, or sooner where only as
 * many questions are `left` (`null`: unknown) as there are misses to return; due cards and new
 * questions take turns; when both have run out, cards not yet due; then the misses; then nothing.
 */
export function plan(
  asked: readonly Asked[],
  supply: Supply,
  left: number | null,
  rules: PlanRules = planRules,
): Step {
  const misses = unreturned(asked, rules)
  const oldest = misses[0]
  const gap = (miss: Miss) => asked.length - 1 - miss.position
  const isLate = left !== null && left <= misses.length
  if (oldest && (gap(oldest) >= rules.againAfter || (isLate && gap(oldest) > 0)))
    return { kind: 'again', num: oldest.num }

  const dueAsked = asked.filter(({ reason }) => reason === 'due').length
  const newAsked = asked.filter(({ reason }) => reason === 'new').length
  const dueTurn = dueAsked <= rules.dueShare * (dueAsked + newAsked)
  if (supply.due > 0 && (dueTurn || supply.fresh === 0)) return { kind: 'due' }
  if (supply.fresh > 0) return { kind: 'new' }
  if (supply.ahead > 0) return { kind: 'ahead' }
  return oldest ? { kind: 'again', num: oldest.num } : { kind: 'nothing' }
}

interface Miss {
  readonly num: number
  /** Where it was missed last. */
  readonly position: number
}

/** Questions missed and not answered rightly since, the longest ago first. */
function unreturned(asked: readonly Asked[], rules: PlanRules): Miss[] {
  const misses = new Map<number, Miss>()
  const returns = new Map<number, number>()
  for (const [position, { num, reason, right }] of asked.entries()) {
    misses.delete(num)
    const times = (returns.get(num) ?? 0) + (reason === 'again' ? 1 : 0)
    returns.set(num, times)
    if (!right && times < rules.againAtMost) misses.set(num, { num, position })
  }
  return [...misses.values()]
}

export interface SessionLimits {
  /** Questions to ask; `null` where the clock decides. */
  readonly questions: number | null
  /** When no further question is asked; `null` where the count decides. */
  readonly deadline: number | null
}

/** Whether a session ends after what has been answered. The question in hand is always finished. */
export function isOver(
  { questions, deadline }: SessionLimits,
  answered: number,
  now: number,
): boolean {
  return (questions !== null && answered >= questions) || (deadline !== null && now >= deadline)
}

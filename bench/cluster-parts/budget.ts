import { count, type BudgetRow } from '../live-parts/budget.ts'
import type { Measured, Run } from './measure.ts'

/** What was to be reached, and what of it was: every answer once, every view at every player. */
export function budgetOf({ runs }: Measured): BudgetRow[] {
  return runs.flatMap((run) => {
    const { stored, played } = run
    if (stored === null) return []
    const faults = stored.lost + stored.twice + stored.changed + stored.withoutTheirResponse
    const sides = [played.near, played.far]
    const missed = sides.reduce(
      (total, { questionToPhones, revealToPhones, refused, unknown }) =>
        total + questionToPhones.missing + revealToPhones.missing + refused + unknown,
      0,
    )
    return [
      {
        what: `${nameOf(run)}: acknowledged answers, each stored exactly once`,
        wanted: count(stored.acknowledged),
        measured: count(stored.acknowledged - faults),
        kept: faults === 0 && stored.acknowledged > 0,
      },
      {
        what: `${nameOf(run)}: answers refused or unknown, views that did not come`,
        wanted: '0',
        measured: count(missed),
        kept: missed === 0,
      },
    ]
  })
}

export function nameOf({ name, plan: { rooms, players } }: Run): string {
  return `${rooms} × ${count(players)} players, ${name}`
}

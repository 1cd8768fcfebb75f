import { correlation, mean } from './moments.ts'

/** What one person chose, and how able they are: a rest score or an ability. */
export interface Choice {
  /** Indices of the options; several where several may be chosen. */
  readonly chosen: readonly number[]
  readonly ability: number
}

/** How one option of a question is chosen. */
export interface OptionStatistics {
  readonly isKey: boolean
  readonly people: number
  /** 0 to 1. */
  readonly share: number
  /** The share within each ability group, from the weakest to the strongest. */
  readonly byGroup: readonly number[]
  /** Of those who chose it; NaN where nobody did. */
  readonly meanAbility: number
  /** The correlation of choosing it with ability: that of the key should be the highest. */
  readonly discrimination: number
}

/**
 * How the options of a question are chosen by people of different ability, in groups of equal size
 * (thirds, where not said otherwise).
 */
export function optionStatistics(
  choices: readonly Choice[],
  options: number,
  key: readonly number[],
  groups = 3,
): OptionStatistics[] {
  const inOrder = choices.toSorted((one, other) => one.ability - other.ability)
  const abilities = inOrder.map(({ ability }) => ability)
  return Array.from({ length: options }, (_, option) => {
    const picks = inOrder.map(({ chosen }) => (chosen.includes(option) ? 1 : 0))
    return {
      isKey: key.includes(option),
      people: picks.reduce((sum: number, pick) => sum + pick, 0),
      share: mean(picks),
      byGroup: Array.from({ length: groups }, (_, group) =>
        mean(picks.slice(bound(group), bound(group + 1))),
      ),
      meanAbility: mean(abilities.filter((_, person) => picks[person] === 1)),
      discrimination: correlation(picks, abilities),
    }
  })

  function bound(group: number): number {
    return Math.round((group * inOrder.length) / groups)
  }
}

import type { OptionStatistics } from './distractors.ts'
import type { ItemStatistics } from './item-statistics.ts'

/** What an author should look at. */
export type Flag =
  /** A distractor is chosen by the able more than the key is: probably the key is wrong. */
  | 'key_suspect'
  /** The able get it wrong more than others do. */
  | 'negative_discrimination'
  /** Being able hardly helps. */
  | 'low_discrimination'
  /** Nearly everybody gets it right. */
  | 'too_easy'
  /** Hardly anybody gets it right. */
  | 'too_hard'
  /** A distractor that hardly anybody falls for. */
  | 'idle_distractor'

export interface FlagRules {
  /** With fewer answers nothing is said. */
  readonly fewestPeople: number
  readonly leastDiscrimination: number
  readonly highestFacility: number
  readonly lowestFacility: number
  readonly idleShare: number
}

/** The usual rules of thumb (Haladyna and Rodriguez, 2013). */
const flagRules: FlagRules = {
  fewestPeople: 30,
  leastDiscrimination: 0.15,
  highestFacility: 0.95,
  lowestFacility: 0.2,
  idleShare: 0.05,
}

/** What an author should look at, from the statistics of a question and of its options. */
export function flagsOf(
  { people, facility, discrimination }: ItemStatistics,
  options: readonly OptionStatistics[] = [],
  rules: FlagRules = flagRules,
): Flag[] {
  if (people < rules.fewestPeople) return []
  const keys = options.filter(({ isKey }) => isKey)
  const distractors = options.filter(({ isKey }) => !isKey)
  const ofKey = Math.min(...keys.map((option) => option.discrimination || 0))
  const beatsKey = (option: OptionStatistics) =>
    option.discrimination > Math.max(0, ofKey) && option.share >= rules.idleShare
  const flags: [Flag, boolean][] = [
    ['key_suspect', keys.length > 0 && distractors.some(beatsKey)],
    ['negative_discrimination', discrimination < 0],
    ['low_discrimination', discrimination >= 0 && discrimination < rules.leastDiscrimination],
    ['too_easy', facility > rules.highestFacility],
    ['too_hard', facility < rules.lowestFacility],
    ['idle_distractor', distractors.some(({ share }) => share < rules.idleShare)],
  ]
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []))
}

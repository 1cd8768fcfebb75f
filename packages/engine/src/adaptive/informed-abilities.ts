import { normal, type Ability, type Normal } from './prior.ts'

/** Abilities on topics, each informed by all others. */
export interface InformedAbilities<Topic> {
  readonly topics: ReadonlyMap<Topic, Ability>
  /** What is to be expected on a topic on which nothing was answered. */
  readonly unknown: Normal
}

/** How any two topics correlate, where nothing better is known. */
const usualCorrelation = 0.5

/**
 * Abilities that were estimated topic by topic, each from its own answers and a standard normal
 * prior, put together: the model of `topic-abilities.ts` with one general ability, in closed form.
 */
export function informedAbilities<Topic>(
  stored: ReadonlyMap<Topic, Ability>,
  correlation = usualCorrelation,
): InformedAbilities<Topic> {
  const own = [...stored].map(([topic, ability]) => ({ topic, ...evidenceIn(ability) }))
  let precision = 1 / correlation
  let sum = 0
  for (const each of own) {
    const weight = weightOf(each, correlation)
    precision += weight
    sum += weight * each.mean
  }
  const topics = new Map(
    own.map((each): [Topic, Ability] => {
      const weight = weightOf(each, correlation)
      const others = onTopic(precision - weight, sum - weight * each.mean, correlation)
      const before = 1 / (others.sd * others.sd)
      const after = before + each.precision
      const theta = (before * others.mean + each.precision * each.mean) / after
      return [each.topic, { theta, se: Math.sqrt(1 / after) }]
    }),
  )
  return { topics, unknown: onTopic(precision, sum, correlation) }
}

interface Evidence {
  readonly mean: number
  /** 1 / variance */
  readonly precision: number
}

/** What the answers behind an estimate say, without the standard normal prior. */
function evidenceIn({ theta, se }: Ability): Evidence {
  const precision = Math.max(0, 1 / (se * se) - 1)
  // The estimate is the evidence's mean, drawn towards 0 by the prior.
  return { mean: precision > 0 ? theta * (1 + 1 / precision) : 0, precision }
}

/** The precision with which evidence on one topic speaks of the general ability. */
function weightOf({ precision }: Evidence, correlation: number): number {
  return precision > 0 ? 1 / (1 / precision + 1 - correlation) : 0
}

/** A topic's ability: the general one and a deviation. */
function onTopic(precision: number, sum: number, correlation: number): Normal {
  return normal(sum / precision, Math.sqrt(1 / precision + 1 - correlation))
}

import { normal, type Ability, type Normal } from './prior.ts'

/** A stored estimate of the ability on a topic, and how many answers it comes from. */
export interface KnownTopic extends Ability {
  readonly answers: number
}

/** What answers say about an ability, as a normal likelihood: precision is 1 / variance. */
export interface Evidence {
  readonly mean: number
  readonly precision: number
}

/**
 * The evidence in a stored estimate: that of its own answers, without the standard normal prior it
 * was made with. An answer informs by a²/4 at most, so that with a = 1 none can stand for more than
 * a quarter; otherwise what was inferred from other topics would be counted again.
 */
export function evidenceIn({ theta, se, answers }: KnownTopic): Evidence {
  const precision = Math.max(0, Math.min(1 / (se * se) - 1, answers / 4))
  // With a standard normal prior the estimate is the evidence's mean, drawn towards 0.
  return { mean: precision > 0 ? theta * (1 + 1 / precision) : 0, precision }
}

/** How any two topics correlate, where nothing better is known. */
const usualCorrelation = 0.5

/**
 * What the abilities on other topics let expect of a topic on which nothing was answered: the model
 * of `topic-abilities.ts`, with a general ability and standard normal topics, in closed form.
 */
export function priorOnNewTopic(
  known: Iterable<KnownTopic>,
  correlation = usualCorrelation,
): Normal {
  let precision = 1 / correlation
  let sum = 0
  for (const topic of known) {
    const { mean, precision: own } = evidenceIn(topic)
    if (own === 0) continue
    // About the general ability the evidence spreads by its own error and by the topic's deviation.
    const weight = 1 / (1 / own + 1 - correlation)
    precision += weight
    sum += weight * mean
  }
  return normal(sum / precision, Math.sqrt(1 / precision + 1 - correlation))
}

import { exp, log } from './portable-math.ts'
import type { Ability, Normal } from './prior.ts'
import { nodesOf, stepOf, type Quadrature } from './quadrature.ts'

// Several topics, one learner. Each topic's ability is that of the topic above it and a deviation of
// its own, the topics at the top deviate from a general ability: the higher-order model (de la Torre
// & Song 2009; Sheng & Wikle 2008), with as many orders as the tree of topics has. So what is learnt
// of one topic is passed on to its neighbours, the less the further they are. Given the ability
// above, topics are independent; hence two sweeps over the tree, up and down, give every topic's
// posterior exactly (Pearl 1988; for item response models Gibbons & Hedeker 1992), by quadrature.

export interface TopicModel {
  /** For each topic the one above it, which comes before it; −1 at the top. */
  readonly parent: Int32Array
  /** What is believed of the general ability. */
  readonly general: Normal
  /** The standard deviation of a topic's ability about the one above, in logits. */
  readonly deviation: number
}

/** Topics without a tree, of which any two correlate by `correlation`, each standard normal. */
export function correlatedTopics(topics: number, correlation: number): TopicModel {
  return {
    parent: new Int32Array(topics).fill(-1),
    general: { kind: 'normal', mean: 0, sd: Math.sqrt(correlation) },
    deviation: Math.sqrt(1 - correlation),
  }
}

export interface TopicAbilities {
  readonly general: Ability
  readonly topics: readonly TopicAbility[]
}

export interface TopicAbility {
  /** From all answers. */
  readonly ability: Ability
  /** From the answers on the other topics: the prior of this topic's own. */
  readonly others: Ability
}

/**
 * The abilities on all topics. `logLikelihood` holds, for each topic, ln of the likelihood of the
 * answers on it at the nodes; `null` where there are none.
 */
export function topicAbilities(
  { parent, general, deviation }: TopicModel,
  logLikelihood: readonly (Float64Array | null)[],
  quadrature: Quadrature,
): TopicAbilities {
  const nodes = nodesOf(quadrature)
  const kernel = transition(nodes, deviation)
  const prior = nodes.map((theta) => {
    const z = (theta - general.mean) / general.sd
    return -0.5 * z * z
  })

  // Up: what each topic and all below it say about the ability above. Null where they say nothing.
  const inner: (Float64Array | null)[] = [...logLikelihood]
  const upward: (Float64Array | null)[] = inner.map(() => null)
  let root: Float64Array = prior
  for (let topic = parent.length - 1; topic >= 0; topic--) {
    const own = inner[topic] ?? null
    if (own === null) continue
    const message = spread(kernel, own)
    upward[topic] = message
    const above = parent[topic] ?? -1
    if (above < 0) root = sum(root, message)
    else inner[above] = sum(inner[above] ?? null, message)
  }

  // Down: what all others say about each topic. Topics that said nothing hear the same.
  const full: Float64Array[] = []
  const heard = new Map<Float64Array, Float64Array>()
  const topics = Array.from(parent, (above, topic): TopicAbility => {
    const source = above < 0 ? root : (full[above] ?? root)
    const message = upward[topic] ?? null
    const known = message === null ? heard.get(source) : undefined
    const downward = known ?? spread(kernel, message === null ? source : less(source, message))
    if (message === null) heard.set(source, downward)
    const posterior = sum(downward, inner[topic] ?? null)
    full[topic] = posterior
    const belowAndOwn = logLikelihood[topic] ?? null
    const others = belowAndOwn === null ? posterior : less(posterior, belowAndOwn)
    return { ability: momentsOf(nodes, posterior), others: momentsOf(nodes, others) }
  })
  return { general: momentsOf(nodes, root), topics }
}

/**
 * ln of the likelihood that a stored estimate stands for, at the nodes: that of its own answers,
 * without the standard normal prior it was estimated with. No answer informs more than a²/4, so that
 * `answers` of them, with a = 1, can't stand for more than a quarter each; `null` where nothing is
 * left.
 */
export function evidenceOf(
  { theta, se }: Ability,
  answers: number,
  quadrature: Quadrature,
): Float64Array | null {
  const precision = Math.min(1 / (se * se) - 1, answers / 4)
  if (!(precision > 0)) return null
  // With a standard normal prior the estimate is the evidence's mean, drawn towards 0.
  const mean = theta * (1 + 1 / precision)
  return nodesOf(quadrature).map((node) => -0.5 * precision * (node - mean) * (node - mean))
}

/** Row x: the density of each node about x, times what the node weighs. */
function transition(nodes: Float64Array, deviation: number): Float64Array {
  const size = nodes.length
  const kernel = new Float64Array(size * size)
  const table = nodes.map((node) => {
    const z = (node - (nodes[0] ?? 0)) / deviation
    return exp(-0.5 * z * z)
  })
  for (let x = 0; x < size; x++)
    for (let y = 0; y < size; y++)
      kernel[x * size + y] = (table[Math.abs(x - y)] ?? 0) * (y === 0 || y === size - 1 ? 0.5 : 1)
  return kernel
}

/** ln ∫ kernel(x, y) exp(density(y)) dy, up to a constant. */
function spread(kernel: Float64Array, density: Float64Array): Float64Array {
  const size = density.length
  const highest = density.reduce((most, each) => Math.max(most, each))
  const weight = density.map((each) => exp(each - highest))
  const result = new Float64Array(size)
  for (let x = 0; x < size; x++) {
    let total = 0
    for (let y = 0; y < size; y++) total += (kernel[x * size + y] ?? 0) * (weight[y] ?? 0)
    result[x] = log(total)
  }
  return result
}

function sum(one: Float64Array | null, other: Float64Array | null): Float64Array {
  if (one === null || other === null) return one ?? other ?? new Float64Array()
  return one.map((each, k) => each + (other[k] ?? 0))
}

function less(whole: Float64Array, part: Float64Array): Float64Array {
  return whole.map((each, k) => each - (part[k] ?? 0))
}

function momentsOf(nodes: Float64Array, logDensity: Float64Array): Ability {
  const highest = logDensity.reduce((most, each) => Math.max(most, each))
  let total = 0
  let first = 0
  let second = 0
  for (let k = 0; k < nodes.length; k++) {
    const weight = exp((logDensity[k] ?? 0) - highest) * (k === 0 || k === nodes.length - 1 ? 0.5 : 1)
    const theta = nodes[k] ?? 0
    total += weight
    first += weight * theta
    second += weight * theta * theta
  }
  const theta = first / total
  return { theta, se: Math.sqrt(Math.max(0, second / total - theta * theta)) }
}

import { exp, log } from './portable-math.ts'
import type { Ability, Normal } from './prior.ts'
import { nodesOf, type Quadrature } from './quadrature.ts'

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
    const message = passUp(kernel, own)
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
    const downward = known ?? passDown(kernel, message === null ? source : less(source, message))
    if (message === null) heard.set(source, downward)
    const posterior = sum(downward, inner[topic] ?? null)
    full[topic] = posterior
    const belowAndOwn = logLikelihood[topic] ?? null
    const others = belowAndOwn === null ? posterior : less(posterior, belowAndOwn)
    return { ability: momentsOf(nodes, posterior), others: momentsOf(nodes, others) }
  })
  return { general: momentsOf(nodes, root), topics }
}

/** Row g: the density of a topic's ability where that above is g, on the nodes. */
function transition(nodes: Float64Array, deviation: number): Float64Array {
  const size = nodes.length
  const away = nodes.map((node) => {
    const z = (node - (nodes[0] ?? 0)) / deviation
    return exp(-0.5 * z * z)
  })
  const kernel = new Float64Array(size * size)
  for (let above = 0; above < size; above++) {
    let total = 0
    for (let own = 0; own < size; own++)
      total += weightOf(own, size) * (away[Math.abs(own - above)] ?? 0)
    for (let own = 0; own < size; own++)
      kernel[above * size + own] = (away[Math.abs(own - above)] ?? 0) / total
  }
  return kernel
}

/** Of the trapezoid rule. */
function weightOf(node: number, nodes: number): number {
  return node === 0 || node === nodes - 1 ? 0.5 : 1
}

/** ln of the likelihood of the ability above, from that of a topic's own; up to a constant. */
function passUp(kernel: Float64Array, logLikelihood: Float64Array): Float64Array {
  const weight = weightsOf(logLikelihood)
  return weight.map((_, above) => {
    let total = 0
    for (let own = 0; own < weight.length; own++)
      total += (kernel[above * weight.length + own] ?? 0) * (weight[own] ?? 0)
    return log(total)
  })
}

/** ln of the density of a topic's ability, from that of the one above; up to a constant. */
function passDown(kernel: Float64Array, logDensity: Float64Array): Float64Array {
  const weight = weightsOf(logDensity)
  const total = new Float64Array(weight.length)
  for (let above = 0; above < weight.length; above++)
    for (let own = 0; own < weight.length; own++)
      total[own] =
        (total[own] ?? 0) + (kernel[above * weight.length + own] ?? 0) * (weight[above] ?? 0)
  return total.map(log)
}

/** What each node weighs, the greatest 1. */
function weightsOf(logDensity: Float64Array): Float64Array {
  const highest = logDensity.reduce((most, each) => Math.max(most, each))
  return logDensity.map((each, k) => weightOf(k, logDensity.length) * exp(each - highest))
}

function sum(one: Float64Array | null, other: Float64Array | null): Float64Array {
  if (one === null || other === null) return one ?? other ?? new Float64Array()
  return one.map((each, k) => each + (other[k] ?? 0))
}

function less(whole: Float64Array, part: Float64Array): Float64Array {
  return whole.map((each, k) => each - (part[k] ?? 0))
}

function momentsOf(nodes: Float64Array, logDensity: Float64Array): Ability {
  const weights = weightsOf(logDensity)
  const total = weights.reduce((sum, each) => sum + each)
  const theta = weights.reduce((sum, weight, k) => sum + weight * (nodes[k] ?? 0), 0) / total
  const squares = weights.reduce((sum, weight, k) => {
    const away = (nodes[k] ?? 0) - theta
    return sum + weight * away * away
  }, 0)
  return { theta, se: Math.sqrt(squares / total) }
}

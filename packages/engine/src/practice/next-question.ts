import { drawPart } from '../adaptive/balance.ts'
import type { ItemPool } from '../adaptive/pool.ts'
import {
  choose,
  flow,
  nearest,
  withinStep,
  type Criterion,
  type Exposure,
} from '../adaptive/select.ts'
import type { Random } from '../question/parts.ts'
import { plan, type Asked, type Reason } from './plan.ts'

/** A part of what is practised: a share of the blueprint and the topics it stands for. */
export interface Area {
  readonly weight: number
  /** Indices into the pool's topics. */
  readonly topics: readonly number[]
}

/** The questions a learner has met, with the times their cards are due. Columns of equal length. */
export interface Met {
  readonly num: ArrayLike<number>
  readonly due: ArrayLike<number>
}

export interface FlowSettings {
  /** The success probability that a chosen question should be nearest to. */
  readonly threshold: number
  /** How far difficulty may move from one question to the next. */
  readonly difficultyStep: number
}

export interface Situation {
  readonly pool: ItemPool
  readonly areas: readonly Area[]
  readonly met: Met
  /** Ability per topic of the pool. */
  readonly theta: Float64Array
  readonly asked: readonly Asked[]
  /** Questions that must not be asked now, as those of a game that goes on. */
  readonly withheld: ReadonlySet<number>
  /** Questions still to be asked; `null` where the clock decides. */
  readonly left: number | null
  readonly now: number
  readonly settings: FlowSettings
}

export interface Choice {
  /** Position in the pool. */
  readonly item: number
  readonly reason: Reason
}

const exposure: Exposure = { among: 5, slack: 0.05 }

/** The next question of an adaptive session, or `null` when nothing is left to ask. */
export function nextQuestion(situation: Situation, random: Random): Choice | null {
  const stock = takeStock(situation)
  const step = plan(situation.asked, stock.supply, situation.left)
  switch (step.kind) {
    case 'again': {
      const item = situation.pool.at.get(step.num)
      // Retired meanwhile, or withheld: then as if it had never been missed.
      if (item === undefined || situation.withheld.has(step.num))
        return nextQuestion({ ...situation, asked: withoutMiss(situation.asked, step.num) }, random)
      return { item, reason: 'again' }
    }
    case 'due':
      return { item: stock.mostOverdue, reason: 'due' }
    case 'ahead':
      return { item: stock.soonest, reason: 'ahead' }
    case 'new':
      return { item: chooseNew(situation, stock, random), reason: 'new' }
    case 'nothing':
      return null
  }
}

export interface Counts {
  readonly new: number
  readonly learning: number
  readonly due: number
}

/** Of the questions in `areas`: never met, met and not due yet, due. */
export function countsOf(situation: Pick<Situation, 'pool' | 'areas' | 'met' | 'now'>): Counts {
  const { pool, areas, met, now } = situation
  const inScope = scopeOf(pool, areas)
  let learning = 0
  let due = 0
  for (let card = 0; card < met.num.length; card++) {
    const item = pool.at.get(met.num[card] ?? -1)
    if (item === undefined || inScope[pool.topic[item] ?? 0] === 0) continue
    if ((met.due[card] ?? 0) <= now) due++
    else learning++
  }
  let total = 0
  for (const [topic, isIn] of inScope.entries())
    if (isIn !== 0) total += (pool.topicStart[topic + 1] ?? 0) - (pool.topicStart[topic] ?? 0)
  return { new: total - learning - due, learning, due }
}

interface Stock {
  /** 1 for what may not be asked as new: met before, asked in this session, or withheld. */
  readonly barred: Uint8Array
  /** How many new questions each area has. */
  readonly fresh: readonly number[]
  readonly supply: { readonly due: number; readonly fresh: number; readonly ahead: number }
  readonly mostOverdue: number
  readonly soonest: number
}

function takeStock({ pool, areas, met, asked, withheld, now }: Situation): Stock {
  const areaOf = scopeOf(pool, areas)
  const fresh = areas.map(({ topics }) =>
    topics.reduce(
      (sum, topic) => sum + (pool.topicStart[topic + 1] ?? 0) - (pool.topicStart[topic] ?? 0),
      0,
    ),
  )
  const barred = new Uint8Array(pool.size)
  const bar = (item: number): boolean => {
    const area = (areaOf[pool.topic[item] ?? 0] ?? 0) - 1
    if (area < 0 || barred[item] === 1) return false
    barred[item] = 1
    fresh[area] = (fresh[area] ?? 0) - 1
    return true
  }
  for (const { num } of asked) {
    const item = pool.at.get(num)
    if (item !== undefined) bar(item)
  }
  for (const num of withheld) {
    const item = pool.at.get(num)
    if (item !== undefined) bar(item)
  }

  let due = 0
  let ahead = 0
  let mostOverdue = -1
  let soonest = -1
  let earliest = Infinity
  let next = Infinity
  for (let card = 0; card < met.num.length; card++) {
    const item = pool.at.get(met.num[card] ?? -1)
    if (item === undefined || !bar(item)) continue
    const at = met.due[card] ?? 0
    if (at <= now) {
      due++
      if (at < earliest) {
        earliest = at
        mostOverdue = item
      }
    } else {
      ahead++
      if (at < next) {
        next = at
        soonest = item
      }
    }
  }
  const supply = { due, fresh: fresh.reduce((sum, each) => sum + each, 0), ahead }
  return { barred, fresh, supply, mostOverdue, soonest }
}

/** Per topic of the pool: 0 where it is not practised, else its area's index and 1. */
function scopeOf(pool: ItemPool, areas: readonly Area[]): Uint32Array {
  const areaOf = new Uint32Array(pool.topicStart.length - 1)
  for (const [area, { topics }] of areas.entries())
    for (const topic of topics) areaOf[topic] = area + 1
  return areaOf
}

function chooseNew(
  { pool, areas, theta, asked, settings }: Situation,
  stock: Stock,
  random: Random,
) {
  const areaOf = scopeOf(pool, areas)
  const weights = areas.map(({ weight }) => weight)
  const askedOf = areas.map(() => 0)
  for (const { num, reason } of asked) {
    const area = (areaOf[pool.topic[pool.at.get(num) ?? -1] ?? -1] ?? 0) - 1
    if (area >= 0 && reason !== 'again') askedOf[area] = (askedOf[area] ?? 0) + 1
  }
  const last = pool.at.get(asked.at(-1)?.num ?? -1)
  const previous = last === undefined ? null : (pool.b[last] ?? 0)
  const fit = flow(pool, theta, settings.threshold)
  const from = (area: number, criterion: Criterion) =>
    choose(
      { pool, topics: areas[area]?.topics ?? [], barred: stock.barred },
      criterion,
      exposure,
      random,
    )

  const open = stock.fresh.map((count) => count > 0)
  const first = drawPart(weights, askedOf, open, random)
  if (previous === null) return from(first, fit)

  // The step holds before the blueprint does: another area may have a question within it.
  const reachable = withinStep(pool, previous, settings.difficultyStep, fit)
  for (let area = first; area >= 0; area = drawPart(weights, askedOf, open, random)) {
    const item = from(area, reachable)
    if (item >= 0) return item
    open[area] = false
  }
  return from(first, nearest(pool, previous))
}

function withoutMiss(asked: readonly Asked[], num: number): Asked[] {
  return asked.map((each) => (each.num === num ? { ...each, right: true } : each))
}

import type { Random } from '../question/parts.ts'
import { information } from './model.ts'
import { informationPeak } from './information-peak.ts'
import { fisherInformation } from './point-criteria.ts'
import type { ItemPool } from './pool.ts'
import { choose, priced, type Candidates, type Exposure } from './select.ts'
import { clear, offer, pick, shortlist, worst, type Shortlist } from './shortlist.ts'

// Finds the most informative questions without looking at all: the ability scale is cut into cells,
// and in each cell the questions are listed by the most they can inform anywhere in it. The list is
// read until nothing further down could be better. The choice is exactly that of looking at all.

const lowest = -6
const width = 0.25
const cells = 48
const listed = 256

interface Cell {
  /** Items, by the most they inform in this cell, the greatest first. */
  readonly item: Int32Array
  readonly most: Float64Array
  /** No item that isn't listed informs more than this. */
  readonly rest: number
}

/** Cells are filled when an ability in them is first asked for. */
export interface InformationIndex {
  readonly pool: ItemPool
  readonly cell: (Cell | undefined)[]
  readonly best: Map<number, Shortlist>
}

/** An index of the items of a pool. It may serve any number of learners. */
export function informationIndex(pool: ItemPool): InformationIndex {
  return { pool, cell: new Array<Cell | undefined>(cells), best: new Map() }
}

/**
 * What `choose` gives with the criterion `fisherInformation`, mostly sooner. A question is worth its
 * information minus its `price`, which is at least 0.
 */
export function chooseMostInformative(
  index: InformationIndex,
  theta: number,
  { pool, topics, barred }: Candidates,
  exposure: Exposure,
  random: Random,
  price?: Float64Array,
): number {
  const { a, b, c, d, topic } = pool
  const { item: items, most, rest } = cellAt(index, theta)
  const isOpen = openTopics(pool, topics)
  const best = listOf(index, exposure.among)
  clear(best)
  for (let place = 0; place < items.length; place++) {
    if ((most[place] ?? 0) < -worst(best)) return pick(best, exposure.slack, random)
    const item = items[place] ?? 0
    if (barred[item] === 1 || isOpen?.[topic[item] ?? 0] === 0) continue
    const inform = information(theta, a[item] ?? 1, b[item] ?? 0, c[item] ?? 0, d[item] ?? 1)
    offer(best, item, price === undefined ? -inform : (price[item] ?? 0) - inform, random)
  }
  if (rest < -worst(best)) return pick(best, exposure.slack, random)
  const criterion = priced(fisherInformation(pool, theta), price)
  return choose({ pool, topics, barred }, criterion, exposure, random)
}

function listOf({ best }: InformationIndex, among: number): Shortlist {
  const known = best.get(among) ?? shortlist(among)
  best.set(among, known)
  return known
}

/** 1 for each topic that may be asked; `null` where all may. */
function openTopics(pool: ItemPool, topics: readonly number[]): Uint8Array | null {
  const all = pool.topicStart.length - 1
  if (topics.length === all) return null
  const isOpen = new Uint8Array(all)
  for (const topic of topics) isOpen[topic] = 1
  return isOpen
}

function cellAt(index: InformationIndex, theta: number): Cell {
  const at = Math.min(cells - 1, Math.max(0, Math.floor((theta - lowest) / width)))
  const known = index.cell[at]
  if (known !== undefined) return known
  const from = at === 0 ? -Infinity : lowest + at * width
  const to = at === cells - 1 ? Infinity : lowest + (at + 1) * width
  const filled = fill(index.pool, from, to)
  index.cell[at] = filled
  return filled
}

function fill(pool: ItemPool, from: number, to: number): Cell {
  const most = new Float64Array(pool.size)
  for (let item = 0; item < pool.size; item++) most[item] = mostBetween(pool, item, from, to)
  const place = Math.max(0, pool.size - listed)
  const least = most.toSorted()[place] ?? 0
  const items: number[] = []
  for (let item = 0; item < pool.size; item++) if ((most[item] ?? 0) >= least) items.push(item)
  items.sort((one, other) => (most[other] ?? 0) - (most[one] ?? 0))
  return {
    item: Int32Array.from(items),
    most: Float64Array.from(items, (item) => most[item] ?? 0),
    rest: place === 0 ? -Infinity : least,
  }
}

// Information is worked out with rounding: a bound must not lie below it.
const margin = 1 + 1e-12

/** The most an item informs between two abilities; information has a single peak. */
function mostBetween(pool: ItemPool, item: number, from: number, to: number): number {
  const a = pool.a[item] ?? 1
  const b = pool.b[item] ?? 0
  const c = pool.c[item] ?? 0
  const d = pool.d[item] ?? 1
  const peak = informationPeak(a, b, c, d)
  return margin * information(Math.min(to, Math.max(from, peak)), a, b, c, d)
}

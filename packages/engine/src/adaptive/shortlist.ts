import type { Random } from '../question/parts.ts'

/** The few fittest of the items offered, the fittest first. */
export interface Shortlist {
  readonly item: Int32Array
  /** How unfit each is; `Infinity` where there are fewer. */
  readonly unfit: Float64Array
  /** Of equally fit items, those that drew the least go first. */
  readonly drawn: Float64Array
}

export function shortlist(length: number): Shortlist {
  return {
    item: new Int32Array(length),
    unfit: new Float64Array(length).fill(Infinity),
    drawn: new Float64Array(length),
  }
}

/** Forgets all items. */
export function clear({ unfit }: Shortlist): void {
  unfit.fill(Infinity)
}

/** How unfit an item may be at most to come onto the list. */
export function worst({ unfit }: Shortlist): number {
  return unfit[unfit.length - 1] ?? Infinity
}

/** Puts an item on the list if it is among the fittest. */
export function offer(list: Shortlist, item: number, unfit: number, random: Random): void {
  const last = list.unfit.length - 1
  if (unfit === Infinity || !(unfit <= (list.unfit[last] ?? Infinity))) return
  const draw = random()
  let place = last + 1
  while (place > 0) {
    const above = list.unfit[place - 1] ?? Infinity
    if (unfit > above || (unfit === above && draw >= (list.drawn[place - 1] ?? 0))) break
    place--
  }
  if (place > last) return
  for (let at = last; at > place; at--) {
    list.item[at] = list.item[at - 1] ?? 0
    list.unfit[at] = list.unfit[at - 1] ?? Infinity
    list.drawn[at] = list.drawn[at - 1] ?? 0
  }
  list.item[place] = item
  list.unfit[place] = unfit
  list.drawn[place] = draw
}

/** Draws one of those that are at most `slack` worse than the fittest; −1 from an empty list. */
export function pick({ item, unfit }: Shortlist, slack: number, random: Random): number {
  const limit = (unfit[0] ?? Infinity) + slack
  let count = 0
  while (count < unfit.length && (unfit[count] ?? Infinity) <= limit && unfit[count] !== Infinity)
    count++
  return count === 0 ? -1 : (item[count === 1 ? 0 : Math.floor(random() * count)] ?? -1)
}

/**
 * Gives as many of some wants as possible one of the things that each would take, none of them more
 * often than there is room for. A want that comes first is never left out for one that comes later:
 * sorted by what they are worth, they are worth the most together (Kuhn's algorithm).
 *
 * @returns by the place of the want, the thing it has; wants that have none are left out
 */
export function assigned<Thing>(
  wants: readonly (readonly Thing[])[],
  roomFor: (thing: Thing) => number,
): Map<number, Thing> {
  const held = new Map<number, Thing>()
  const holders = new Map<Thing, Set<number>>()

  function give(want: number, tried: Set<Thing>): boolean {
    for (const thing of wants[want] ?? []) {
      if (tried.has(thing)) continue
      tried.add(thing)
      const having = holders.get(thing) ?? new Set()
      holders.set(thing, having)
      const isFree = having.size < roomFor(thing)
      const gaveWay = isFree ? undefined : [...having].find((holder) => give(holder, tried))
      if (!isFree && gaveWay === undefined) continue
      if (gaveWay !== undefined) having.delete(gaveWay)
      having.add(want)
      held.set(want, thing)
      return true
    }
    return false
  }

  wants.forEach((_, want) => give(want, new Set()))
  return held
}

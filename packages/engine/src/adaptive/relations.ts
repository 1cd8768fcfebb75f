import type { ItemPool } from './pool.ts'

/** Which items may not be asked together, and which belong together. */
export interface Relations {
  /** The enemies of item i are enemy[enemyStart[i]] up to enemy[enemyStart[i + 1]]. */
  readonly enemyStart: Uint32Array
  readonly enemy: Uint32Array
  /** The passage that an item is about, from 1; 0 for none. */
  readonly passage: Uint32Array
  /** Items of each passage, in the pool's order. */
  readonly members: readonly Uint32Array[]
  /** How many questions about one passage are asked at most. */
  readonly mostPerPassage: number
}

/**
 * Lays relations out in columns. `enemies` are groups of which a test may hold one item only, since
 * one gives another away; `passages` are groups about one text, picture or case, asked in a row.
 * Both name items by what the caller knows them by; unknown ones are passed over.
 */
export function relationsOf(
  pool: ItemPool,
  {
    enemies = [],
    passages = [],
    mostPerPassage = Infinity,
  }: {
    readonly enemies?: readonly (readonly number[])[]
    readonly passages?: readonly (readonly number[])[]
    readonly mostPerPassage?: number
  },
): Relations {
  const placesOf = (group: readonly number[]) =>
    group.flatMap((num) => pool.at.get(num) ?? []).toSorted((one, other) => one - other)
  const enemiesOf = Array.from({ length: pool.size }, () => new Set<number>())
  for (const group of enemies.map(placesOf))
    for (const one of group)
      for (const other of group) if (one !== other) enemiesOf[one]?.add(other)

  const enemyStart = new Uint32Array(pool.size + 1)
  for (const [item, others] of enemiesOf.entries())
    enemyStart[item + 1] = (enemyStart[item] ?? 0) + others.size
  const passage = new Uint32Array(pool.size)
  const members = passages.map((group) => Uint32Array.from(placesOf(group)))
  for (const [index, group] of members.entries())
    for (const item of group) passage[item] = index + 1
  return {
    enemyStart,
    enemy: Uint32Array.from(enemiesOf.flatMap((others) => [...others])),
    passage,
    members,
    mostPerPassage,
  }
}

/** Bars the enemies of an item that was asked. */
export function barEnemies(
  { enemyStart, enemy }: Relations,
  item: number,
  barred: Uint8Array,
): void {
  const end = enemyStart[item + 1] ?? 0
  for (let at = enemyStart[item] ?? 0; at < end; at++) barred[enemy[at] ?? 0] = 1
}

/**
 * The items that must come next because the passage of the last one isn't finished: those of it that
 * may still be asked. `null` where anything may come. `asked` are the items of the test in order.
 */
export function passageInHand(
  { passage, members, mostPerPassage }: Relations,
  asked: ArrayLike<number>,
  count: number,
  barred: Uint8Array,
): Uint32Array | null {
  const current = count === 0 ? 0 : (passage[asked[count - 1] ?? 0] ?? 0)
  if (current === 0) return null
  let inRow = 0
  for (let at = count - 1; at >= 0 && passage[asked[at] ?? 0] === current; at--) inRow++
  if (inRow >= mostPerPassage) return null
  const left = members[current - 1]?.filter((item) => barred[item] !== 1)
  return left === undefined || left.length === 0 ? null : left
}

/** Bars the rest of a passage that has been left. */
export function barPassage(
  { passage, members }: Relations,
  item: number,
  barred: Uint8Array,
): void {
  const current = passage[item] ?? 0
  for (const each of members[current - 1] ?? []) barred[each] = 1
}

/**
 * A map of which every version stays readable and never changes, in the order keys were added.
 * The newest version is a plain `Map`; an older one knows only how it differs from the next
 * (Baker's trick). So adding costs the same however large the map is, where copying would make each
 * answer cost as much as the game has players. Read one version through before turning to another:
 * turning costs the number of changes between them.
 */
export class PersistentMap<K, V> implements ReadonlyMap<K, V> {
  #map: Map<K, V> | null
  #step: Step<K, V> | null = null

  /** Takes `map` over: nobody else may change it. */
  constructor(map: Map<K, V> = new Map()) {
    this.#map = map
  }

  /** This map with `key` set. */
  set(key: K, value: V): PersistentMap<K, V> {
    const map = this.#current()
    const next = new PersistentMap(map)
    this.#become(older(map, key, next))
    map.set(key, value)
    return next
  }

  get size(): number {
    return this.#current().size
  }

  get(key: K): V | undefined {
    return this.#current().get(key)
  }

  has(key: K): boolean {
    return this.#current().has(key)
  }

  keys(): MapIterator<K> {
    return this.#current().keys()
  }

  values(): MapIterator<V> {
    return this.#current().values()
  }

  entries(): MapIterator<[K, V]> {
    return this.#current().entries()
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this)
  }

  /** The plain map, turned back to this version if it is at another. */
  #current(): Map<K, V> {
    return this.#map ?? PersistentMap.#turnTo(this)
  }

  static #turnTo<K, V>(wanted: PersistentMap<K, V>): Map<K, V> {
    const path: [PersistentMap<K, V>, Step<K, V>][] = []
    let version = wanted
    while (version.#step !== null) {
      path.push([version, version.#step])
      version = version.#step.towards
    }
    const map = version.#map
    if (map === null) throw new Error('a persistent map has lost its newest version')
    for (const [target, { key, before, towards }] of path.reverse()) {
      towards.#become(older(map, key, target))
      if (before === null) map.delete(key)
      else map.set(key, before.value)
      target.#map = map
      target.#step = null
    }
    return map
  }

  #become(step: Step<K, V>): void {
    this.#map = null
    this.#step = step
  }
}

/** How a version differs from its neighbour that is nearer to the plain map. */
interface Step<K, V> {
  readonly key: K
  readonly before: { readonly value: V } | null
  readonly towards: PersistentMap<K, V>
}

function older<K, V>(map: ReadonlyMap<K, V>, key: K, towards: PersistentMap<K, V>): Step<K, V> {
  const value = map.get(key)
  return { key, before: value === undefined ? null : { value }, towards }
}

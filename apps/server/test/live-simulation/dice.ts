import { seededRandom } from '@quizmentor/engine/question/parts'

/** Chance that is the same again for the same seed. */
export class Dice {
  readonly #seed: number
  readonly random: () => number

  constructor(seed: number) {
    this.#seed = seed
    this.random = seededRandom(seed)
  }

  /** Dice of their own for one part, so that what it does moves nobody else's. */
  for(part: string): Dice {
    let hash = this.#seed ^ 0x811c9dc5
    for (const letter of part) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
    return new Dice(hash ^ (hash >>> 15))
  }

  happens(share: number): boolean {
    return this.random() < share
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.random()
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1))
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.int(0, items.length - 1)]
    if (item === undefined) throw new RangeError('there is nothing to pick from')
    return item
  }

  /** So many hexadecimal digits. */
  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16)).join('')
  }

  /** A UUIDv7 of a time. `ending`: the digits it ends with. */
  id(now: number, ending = ''): string {
    const time = Math.floor(now).toString(16).padStart(12, '0')
    const last = this.hex(12 - ending.length) + ending
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.hex(3)}-a${this.hex(3)}-${last}`
  }
}

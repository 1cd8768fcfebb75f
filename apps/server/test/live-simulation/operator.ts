import type { Dice } from './dice.ts'
import type { Misfortune } from './misfortune.ts'
import type { Network } from './network.ts'
import { Node, type NodeParts } from './node.ts'

export interface OperatorParts {
  readonly node: Omit<NodeParts, 'dice' | 'place' | 'id' | 'owns'>
  /** How many nodes there are. */
  readonly nodes: number
  /** How many of them run no games. */
  readonly followers: number
  readonly network: Network
  readonly dice: Dice
  readonly happened: (what: string) => void
}

const ends = ['killed', 'killed', 'without power', 'drained'] as const

/** Runs the nodes: starts them, and ends them in all the ways a server ends. */
export class Operator {
  readonly #parts: OperatorParts
  readonly #dice: Dice
  readonly #ways: Dice
  /** By place: the node that serves there now; `null`: none does. */
  readonly #nodes: (Node | null)[]
  #started = 0
  /** Restarts that wait for so many commits to be asked for. */
  readonly #atCommit: number[] = []
  #commits = 0
  #isSettled = false

  constructor(parts: OperatorParts) {
    this.#parts = parts
    this.#dice = parts.dice
    this.#ways = parts.dice.for('ways')
    this.#nodes = Array.from({ length: parts.nodes }, () => null)
  }

  /** A node that serves now, as a proxy finds one; `null`: none does. */
  get node(): Node | null {
    const living = this.#nodes.filter((node) => node !== null)
    return living.length === 0 ? null : this.#ways.pick(living)
  }

  start(): void {
    for (const place of this.#nodes.keys()) this.#start(place)
  }

  #start(place: number): void {
    const { node, followers, happened } = this.#parts
    this.#started++
    happened(`node ${this.#started} starts at place ${place}`)
    const dice = this.#dice.for(`node ${this.#started}`)
    const id = dice.id(node.time.now(), '')
    this.#nodes[place] = new Node({ ...node, dice, place, id, owns: place >= followers })
  }

  /** Plans so many restarts, moments without time, losses of the bus and jumps of the clock. */
  plan({ restarts, stalls, gossip, jumps, overAfterMs: withinMs }: Misfortune): void {
    const { time, bus } = this.#parts.node
    const dice = this.#dice
    for (let count = 0; count < restarts; count++) {
      // Half of them in the middle of a commit, where most is at stake.
      if (dice.happens(0.5)) this.#atCommit.push(dice.int(2, 40))
      else time.after(dice.between(1_000, withinMs), () => this.#restart())
    }
    for (let count = 0; count < stalls; count++)
      time.after(dice.between(1_000, withinMs), () => this.#stall())
    for (let count = 0; count < gossip.outages; count++)
      time.after(dice.between(1_000, withinMs), () => bus.lose(dice.between(1_000, 10_000)))
    for (let count = 0; count < jumps; count++)
      time.after(dice.between(1_000, withinMs), () => this.#jump())
  }

  /** A commit was asked for. */
  committing(): void {
    this.#commits++
    if (this.#atCommit.includes(this.#commits))
      this.#parts.node.time.after(this.#dice.between(0, 9), () => this.#restart())
  }

  /** Ends nothing more. */
  settle(): void {
    this.#isSettled = true
  }

  #restart(): void {
    const place = this.#dice.int(0, this.#nodes.length - 1)
    const node = this.#nodes[place] ?? null
    if (node === null || this.#isSettled) return
    const how = this.#dice.pick(ends)
    this.#parts.happened(`the node at place ${place} is ${how}`)
    if (how === 'drained') void node.drain().then(() => this.#end(place, node, false))
    else this.#end(place, node, how === 'without power')
  }

  /** Ends it; after a while it is started again. */
  #end(place: number, node: Node, isSilent: boolean): void {
    if (this.#nodes[place] !== node) return
    node.kill()
    this.#parts.network.lose(node, isSilent)
    this.#nodes[place] = null
    this.#parts.node.time.after(this.#dice.between(50, 4_000), () => this.#start(place))
  }

  #stall(): void {
    const place = this.#dice.int(0, this.#nodes.length - 1)
    const ms = this.#dice.between(1_000, 6_000)
    const node = this.#nodes[place] ?? null
    if (node === null || this.#isSettled) return
    this.#parts.happened(`the node at place ${place} stands still for ${Math.round(ms)} ms`)
    node.stall(ms)
  }

  #jump(): void {
    const ms = this.#dice.int(-2_000, 2_000)
    if (this.#isSettled) return
    this.#parts.happened(`the clock of the database is moved by ${ms} ms`)
    this.#parts.node.store.jump(ms)
  }
}

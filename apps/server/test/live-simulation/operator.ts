import type { Dice } from './dice.ts'
import type { Network } from './network.ts'
import { Node, type NodeParts } from './node.ts'

export interface OperatorParts {
  readonly node: Omit<NodeParts, 'dice'>
  readonly network: Network
  readonly dice: Dice
  readonly happened: (what: string) => void
}

const ends = ['killed', 'killed', 'without power', 'drained'] as const

/** Runs the server: starts it, and ends it in all the ways a server ends. */
export class Operator {
  readonly #parts: OperatorParts
  readonly #dice: Dice
  #node: Node | null = null
  #started = 0
  /** Restarts that wait for so many commits to be asked for. */
  readonly #atCommit: number[] = []
  #commits = 0
  #isSettled = false

  constructor(parts: OperatorParts) {
    this.#parts = parts
    this.#dice = parts.dice
  }

  /** The program that serves now; `null`: none does. */
  get node(): Node | null {
    return this.#node
  }

  start(): void {
    const { node, happened } = this.#parts
    this.#started++
    happened(`server ${this.#started} starts`)
    this.#node = new Node({ ...node, dice: this.#dice.for(`node ${this.#started}`) })
  }

  /** Plans so many restarts and jumps of the clock. */
  plan(restarts: number, jumps: number, withinMs: number): void {
    const { time } = this.#parts.node
    const dice = this.#dice
    for (let count = 0; count < restarts; count++) {
      // Half of them in the middle of a commit, where most is at stake.
      if (dice.happens(0.5)) this.#atCommit.push(dice.int(2, 40))
      else time.after(dice.between(1_000, withinMs), () => this.#restart())
    }
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
    const node = this.#node
    if (node === null || this.#isSettled) return
    const how = this.#dice.pick(ends)
    this.#parts.happened(`server ${this.#started} is ${how}`)
    if (how === 'drained') void node.drain().then(() => this.#end(node, false))
    else this.#end(node, how === 'without power')
  }

  /** Ends it; after a while it is started again. */
  #end(node: Node, isSilent: boolean): void {
    if (this.#node !== node) return
    node.kill()
    this.#parts.network.lose(node, isSilent)
    this.#node = null
    this.#parts.node.time.after(this.#dice.between(50, 4_000), () => this.start())
  }

  #jump(): void {
    const ms = this.#dice.int(-2_000, 2_000)
    if (this.#isSettled || this.#node === null) return
    this.#parts.happened(`the server’s clock is moved by ${ms} ms`)
    this.#node.jump(ms)
  }
}

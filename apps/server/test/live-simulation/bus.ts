import type { Bus } from '../../src/platform/bus/bus.ts'
import type { Dice } from './dice.ts'
import type { Program } from './program.ts'
import type { SimulatedTime } from './time.ts'

/** How bad the way between nodes is: shares of what is said. */
export interface Gossip {
  readonly lost: number
  readonly doubled: number
  /** Messages that take up to a second, and so come after later ones. */
  readonly late: number
  /** How often everything is lost for some seconds. */
  readonly outages: number
}

export const reliable: Gossip = { lost: 0, doubled: 0, late: 0, outages: 0 }

type Listener = (body: unknown, from: string) => void

/** What lies between the nodes. Everything that is said travels as JSON. */
export class SimulatedBus {
  readonly #time: SimulatedTime
  readonly #dice: Dice
  readonly #gossip: Gossip
  readonly #hearing = new Map<string, Map<string, Set<Listener>>>()
  #isOver = false
  #awayUntil = 0

  constructor(time: SimulatedTime, dice: Dice, gossip: Gossip) {
    this.#time = time
    this.#dice = dice
    this.#gossip = gossip
  }

  heal(): void {
    this.#isOver = true
  }

  /** Everything that is said is lost for so long. */
  lose(ms: number): void {
    this.#awayUntil = this.#time.now() + ms
  }

  /** What a node is connected with; once it is dead, it neither says nor hears anything. */
  connect(nodeId: string, program: Program): Bus {
    const topics = new Map<string, Set<Listener>>()
    this.#hearing.set(nodeId, topics)
    return {
      say: (to, topic, body) => {
        if (!program.isAlive) return
        const text = JSON.stringify(body)
        for (const other of to === 'all' ? this.#hearing.keys() : [to])
          if (other !== nodeId) this.#carry(other, topic, text, nodeId)
      },
      hear: (topic, listener) => {
        const heard: Listener = (body, from) => {
          program.run(() => listener(body, from))
        }
        const listeners = topics.get(topic) ?? new Set()
        topics.set(topic, listeners.add(heard))
        return () => void listeners.delete(heard)
      },
      async start() {},
      async close() {},
    }
  }

  #carry(to: string, topic: string, text: string, from: string): void {
    const { lost, doubled, late } = this.#isOver ? reliable : this.#gossip
    const dice = this.#dice
    if (!this.#isOver && this.#time.now() < this.#awayUntil) return
    const copies = dice.happens(doubled) ? 3 : 1
    for (let copy = 0; copy < copies; copy++) {
      if (dice.happens(lost)) continue
      const ms = dice.happens(late) ? dice.between(5, 1_000) : dice.between(0.2, 5)
      this.#time.after(ms, () => {
        const body: unknown = JSON.parse(text)
        for (const listener of this.#hearing.get(to)?.get(topic) ?? []) listener(body, from)
      })
    }
  }
}

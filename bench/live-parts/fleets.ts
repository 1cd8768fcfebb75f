import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Input, Load, OrderName, Reply, Result, Share } from './orders.ts'

/** How many bots one process drives without being late itself. */
const botsEach = 2_500

/** One process full of bots. */
class Fleet {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #count = 0

  constructor() {
    const file = fileURLToPath(new URL('fleet.ts', import.meta.url))
    this.#child = fork(file, { serialization: 'advanced' })
    this.#child.on('message', (message) => {
      if (!isReply(message)) return
      const waiting = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if (message.error === undefined) waiting?.resolve(message.result)
      else waiting?.reject(new Error(message.error))
    })
    this.#child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`a fleet ended with ${String(code)}`))
    })
  }

  async tell<Name extends OrderName>(name: Name, input: Input<Name>): Promise<Result<Name>> {
    const id = this.#count++
    const waiting = Promise.withResolvers<unknown>()
    this.#child.send({ id, name, input })
    this.#waiting.set(id, waiting)
    const result = await waiting.promise
    if (isResult(result, name)) return result
    throw new Error(`a fleet gave nothing for ${name}`)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }
}

// What replies is fleet.ts.
function isReply(message: unknown): message is Reply {
  return message instanceof Object && 'id' in message
}
function isResult<Name extends OrderName>(result: unknown, _name: Name): result is Result<Name> {
  return result !== undefined
}

/** The processes that play a number of games together. */
export class Fleets {
  readonly #fleets: readonly Fleet[]

  /** As many as so many bots need, at most `most`, and at least `least`. */
  constructor(bots: number, most = Infinity, least = 1) {
    const count = Math.max(least, Math.min(most, Math.ceil(bots / botsEach)))
    this.#fleets = Array.from({ length: count }, () => new Fleet())
  }

  get count(): number {
    return this.#fleets.length
  }

  /** Tells all of them the same. */
  tell<Name extends OrderName>(name: Name, input: Input<Name>): Promise<Result<Name>[]> {
    return Promise.all(this.#fleets.map((fleet) => fleet.tell(name, input)))
  }

  /** Tells each its own. */
  tellEach<Name extends OrderName>(
    name: Name,
    input: (fleet: number) => Input<Name>,
  ): Promise<Result<Name>[]> {
    return Promise.all(this.#fleets.map((fleet, index) => fleet.tell(name, input(index))))
  }

  /** The load of the busiest since it was asked last. */
  async load(): Promise<Load> {
    const loads = await this.tell('load', null)
    const most = (of: (load: Load) => number) => Math.max(...loads.map(of))
    return {
      lagP99Ms: most((load) => load.lagP99Ms),
      lagWorstMs: most((load) => load.lagWorstMs),
      busy: most((load) => load.busy),
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#fleets.map((fleet) => fleet.stop()))
  }
}

export interface OpenGame {
  readonly gameId: string
  readonly code: string
}

/**
 * Who plays what: whole games where there are enough of them, else a part of each game for every
 * fleet. `phone` is the number of the first phone.
 */
export function sharesOf(
  games: readonly OpenGame[],
  players: number,
  fleets: number,
  phone: number,
): Share[][] {
  const whole = games.length >= fleets
  return Array.from({ length: fleets }, (_, fleet) =>
    games.flatMap((game, index): Share[] => {
      const leads = index % fleets === fleet
      if (whole && !leads) return []
      const from = whole ? 0 : Math.floor((players * fleet) / fleets)
      const to = whole ? players : Math.floor((players * (fleet + 1)) / fleets)
      const first = phone + index * players + from
      return [{ ...game, players: to - from, from, phone: first, leads }]
    }),
  )
}

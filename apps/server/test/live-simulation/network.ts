import type { LiveSocket } from '@quizmentor/client/live/platform'
import type { Handshake } from '../../src/features/live/connections.ts'
import type { Wire } from '../../src/features/live/wire.ts'
import type { Dice } from './dice.ts'
import { Link } from './link.ts'
import type { SimulatedTime } from './time.ts'

/** How bad the network is: shares of connections, or of frames, that something happens to. */
export interface Weather {
  /** Milliseconds one way. */
  readonly usualMs: readonly [least: number, most: number]
  /** Frames that take up to a second. */
  readonly late: number
  /** Connections that are refused, or never come about. */
  readonly refused: number
  /** Connections that break. */
  readonly cut: number
  /** Connections on which nothing moves for a while, in one direction or both. */
  readonly stalled: number
  /** Connections that are dead from some moment on, which neither end is told. */
  readonly dead: number
  /** Messages that a client says twice. */
  readonly doubled: number
}

export const fair: Weather = {
  usualMs: [5, 60],
  late: 0,
  refused: 0,
  cut: 0,
  stalled: 0,
  dead: 0,
  doubled: 0,
}

/** Where connections arrive. */
export interface Door {
  /** Takes a connection in; `false` where it is sent away. */
  accept(wire: Wire, handshake: Handshake): boolean
  /** Does something once the server has time for it. */
  run(then: () => void): void
}

/** Who connects, from where. */
export interface Caller extends Handshake {
  readonly name: string
  /** Does something on the device, unless it sleeps. */
  run(then: () => void): void
}

/** Sees everything that is said. */
export interface Watcher {
  serverSent(link: Link, text: string): void
  clientSent(link: Link, text: string): void
  happened(what: string): void
}

/** What lies between devices and servers. */
export class Network {
  readonly time: SimulatedTime
  readonly watcher: Watcher
  readonly #dice: Dice
  readonly #doorNow: () => Door | null
  readonly #links = new Set<Link>()
  readonly #weather: Weather
  #isOver = false
  #count = 0

  constructor(parts: {
    time: SimulatedTime
    dice: Dice
    weather: Weather
    watcher: Watcher
    doorNow: () => Door | null
  }) {
    this.time = parts.time
    this.watcher = parts.watcher
    this.#dice = parts.dice
    this.#weather = parts.weather
    this.#doorNow = parts.doorNow
  }

  /** How the network is now. */
  get weather(): Weather {
    return this.#isOver ? fair : this.#weather
  }

  /** The network is as it should be from now on; what is broken already stays so. */
  heal(): void {
    this.#isOver = true
  }

  /** Milliseconds from here to there. */
  wayMs(dice = this.#dice): number {
    const { usualMs, late } = this.weather
    return dice.happens(late) ? dice.between(60, 1_000) : dice.between(...usualMs)
  }

  /** A device opens a socket. */
  connect(caller: Caller): LiveSocket {
    const dice = this.#dice.for(`${caller.name} ${this.#count++}`)
    const link = new Link(this, caller, dice)
    this.#links.add(link)
    const { refused } = this.weather
    const isLost = dice.happens(refused / 2)
    const isRefused = dice.happens(refused / 2)
    // There and back to connect, and once more to be let in.
    this.time.after(3 * this.wayMs(dice), () => {
      const door = this.#doorNow()
      if (isLost) return
      if (isRefused || door === null) return link.refuse()
      door.run(() => {
        if (!link.open(door)) link.refuse()
      })
    })
    return link.socket
  }

  /** All connections to a server that is gone: closed, or `isSilent`, so that nobody is told. */
  lose(door: Door, isSilent: boolean): void {
    for (const link of this.#links) if (link.door === door) link.loseServer(isSilent)
  }

  /** A connection is over at both ends. */
  forget(link: Link): void {
    this.#links.delete(link)
  }

  /** A request over HTTP: gives its answer, or fails where one of both ways is lost. */
  async request<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
    const dice = this.#dice.for(`${name} ${this.#count++}`)
    await this.#way(dice)
    if (this.#doorNow() === null) throw new Lost()
    // Whoever does the work may die of it, and then nobody answers.
    const answer = await Promise.race([work(), this.#patience()])
    await this.#way(dice)
    return answer
  }

  async #way(dice: Dice): Promise<void> {
    await new Promise<void>((resolve) => void this.time.after(this.wayMs(dice), resolve))
    if (dice.happens(this.weather.refused)) throw new Lost()
  }

  #patience(): Promise<never> {
    return new Promise((_, reject) => void this.time.after(10_000, () => reject(new Lost())))
  }
}

/** Nobody knows whether what was asked for was done. */
class Lost extends Error {
  override readonly name = 'Lost'
}

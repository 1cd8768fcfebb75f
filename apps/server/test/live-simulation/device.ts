import type { Cancel, LivePlatform } from '@quizmentor/client/live/platform'
import type { Dice } from './dice.ts'
import type { Caller, Network } from './network.ts'
import { wholeMs } from './time.ts'

/** Somebody's phone or laptop: a clock that is wrong, and a screen that may be dark. */
export class Device implements Caller {
  readonly name: string
  readonly cookie: string
  readonly address: string
  readonly dice: Dice
  readonly #network: Network
  readonly #wrongBy: number
  readonly #wakers = new Set<() => void>()
  /** What waits for it to wake; `null`: it is awake. */
  #asleep: (() => void)[] | null = null

  constructor(name: string, network: Network, dice: Dice, { cookie = '' } = {}) {
    this.name = name
    this.cookie = cookie
    this.address = `10.0.0.${dice.int(1, 9)}`
    this.dice = dice
    this.#network = network
    this.#wrongBy = dice.happens(0.3) ? Math.floor(dice.between(-200_000, 200_000)) : 0
  }

  /** What a client on it stands on. `idEnding`: how all ids end that it makes. */
  platform(idEnding: string): LivePlatform {
    const { time } = this.#network
    return {
      openSocket: () => this.#network.connect(this),
      now: () => time.now() + this.#wrongBy,
      monotonic: time.now,
      after: (ms, then) => this.#after(ms, then),
      random: this.dice.random,
      id: (now) => this.dice.id(now, idEnding),
      onWake: (then) => {
        this.#wakers.add(then)
        return () => void this.#wakers.delete(then)
      },
    }
  }

  #after(ms: number, then: () => void): Cancel {
    let isWanted = true
    const cancel = this.#network.time.after(wholeMs(ms), () =>
      this.run(() => {
        if (isWanted) then()
      }),
    )
    return () => {
      isWanted = false
      cancel()
    }
  }

  run(then: () => void): void {
    if (this.#asleep === null) then()
    else this.#asleep.push(then)
  }

  get isAsleep(): boolean {
    return this.#asleep !== null
  }

  sleep(): void {
    this.#asleep ??= []
  }

  wake(): void {
    const missed = this.#asleep
    if (missed === null) return
    this.#asleep = null
    for (const then of missed) then()
    for (const then of [...this.#wakers]) then()
  }
}

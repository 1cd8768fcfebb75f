import type { Clock } from '../clock.ts'

/** What was learnt of the database's clock by asking it once. */
interface Sample {
  /** What to add to this process's own time, in milliseconds since it began. */
  readonly offset: number
  /** How wrong that may be: half of the way there and back. */
  readonly within: number
}

const keptSamples = 20
/** Off by more than two samples can explain: the database's clock was set. */
const setByMs = 50

/**
 * The database's time, which all nodes share, told by a clock of this process that nobody can set:
 * whoever sets the clock of one machine changes no deadline.
 */
export class DatabaseClock implements Clock {
  readonly #own: () => number
  #samples: Sample[] = []
  #offset: number

  /** `own` counts milliseconds and is never set; until the database was asked, `start` counts. */
  constructor(own = () => performance.now(), start = Date.now()) {
    this.#own = own
    this.#offset = start - own()
  }

  now(): number {
    return Math.round(this.#own() + this.#offset)
  }

  /** Asks the database for its time, in milliseconds since 1970. */
  async ask(time: () => Promise<number>): Promise<void> {
    const asked = this.#own()
    const told = await time()
    const answered = this.#own()
    this.#take({ offset: told - (asked + answered) / 2, within: (answered - asked) / 2 })
  }

  #take(sample: Sample): void {
    const wasSet = (known: Sample) =>
      Math.abs(known.offset - sample.offset) > known.within + sample.within + setByMs
    const fitting = this.#samples.some(wasSet) ? [] : this.#samples
    this.#samples = [...fitting, sample].slice(-keptSamples)
    const best = this.#samples.reduce((one, other) => (other.within < one.within ? other : one))
    this.#offset = best.offset
  }
}

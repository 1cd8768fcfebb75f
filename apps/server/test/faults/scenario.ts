import { Dice } from '../live-simulation/dice.ts'
import { temporaryFolder } from './parts/leftovers.ts'

/** Something that goes wrong, staged with real processes. */
export interface Scenario {
  readonly name: string
  readonly title: string
  play(stage: Stage): Promise<void>
}

/** One thing to be kept, and whether it was. */
export interface Asked {
  readonly what: string
  readonly wanted: string
  readonly measured: string
  readonly isKept: boolean
  /** Whether it is about how long something takes, and so about the machine as well. */
  readonly isOfTime: boolean
}

/** What a scenario was like. */
export interface Outcome {
  readonly name: string
  readonly title: string
  readonly seed: number
  readonly seconds: number
  readonly done: readonly string[]
  readonly figures: Readonly<Record<string, string>>
  readonly asked: readonly Asked[]
  /** What is wrong with what was stored and shown. */
  readonly faults: readonly string[]
  /** Why it was not played, or not to its end; empty: it was. */
  readonly skipped: string
  readonly broke: string
}

export interface StageOptions {
  readonly seed: number
  /** Few players and short waits; the faults are the same. */
  readonly isQuick: boolean
  /** Instead of as many as the scenario has. */
  readonly players?: number | undefined
  /** The program to be put to the test; unset: this one. */
  readonly main?: string | undefined
  /** Hears what happens as it does. */
  readonly say: (line: string) => void
}

/** This machine lacks what the scenario needs. */
class Skipped extends Error {}

/** Where a scenario is played: it notes what was done and found, and clears everything away. */
export class Stage {
  readonly seed: number
  readonly isQuick: boolean
  readonly main: string | undefined
  readonly folder: string
  readonly dice: Dice
  readonly #options: StageOptions
  readonly #done: string[] = []
  readonly #figures: Record<string, string> = {}
  readonly #asked: Asked[] = []
  readonly #faults: string[] = []
  readonly #parts = new AsyncDisposableStack()

  private constructor(options: StageOptions, folder: string) {
    const { seed, isQuick, main } = options
    this.seed = seed
    this.isQuick = isQuick
    this.main = main
    this.folder = folder
    this.dice = new Dice(seed)
    this.#options = options
  }

  /** Plays a scenario, and gives what it was like: whatever goes wrong is in that. */
  static async play(scenario: Scenario, options: StageOptions): Promise<Outcome> {
    const { name, title } = scenario
    const began = performance.now()
    const folder = await temporaryFolder(name)
    const stage = new Stage(options, folder.path)
    let skipped = ''
    let broke = ''
    try {
      await scenario.play(stage)
    } catch (error) {
      if (error instanceof Skipped) skipped = error.message
      else broke = inWords(error)
    }
    await stage.#parts.disposeAsync().catch((error: unknown) => {
      broke ||= `it was not cleared away: ${inWords(error)}`
    })
    await folder.remove()
    return {
      name,
      title,
      seed: options.seed,
      seconds: (performance.now() - began) / 1_000,
      done: stage.#done,
      figures: stage.#figures,
      asked: stage.#asked,
      faults: stage.#faults,
      skipped,
      broke,
    }
  }

  /** How many play: all, or a few where it is to be quick. */
  players(all: number, few: number): number {
    return this.#options.players ?? (this.isQuick ? few : all)
  }

  /** As the whole scenario has it, or where it is to be quick. */
  scaled(full: number, quick: number): number {
    return this.isQuick ? quick : full
  }

  /** For whoever watches; it is in no report. */
  say(line: string): void {
    this.#options.say(line)
  }

  did(what: string): void {
    this.#done.push(what)
    this.#options.say(`  ${what}`)
  }

  measured(what: string, value: string): void {
    this.#figures[what] = value
    this.#options.say(`    ${what}: ${value}`)
  }

  asks(what: string, wanted: string, measured: string, isKept: boolean): void {
    this.#ask({ what, wanted, measured, isKept, isOfTime: false })
  }

  /** Asks that something took less than so many milliseconds. */
  asksInTime(what: string, most: number, ms: number): void {
    const measured = Number.isFinite(ms) ? `${Math.round(ms)} ms` : 'never'
    this.#ask({ what, wanted: `within ${most} ms`, measured, isKept: ms <= most, isOfTime: true })
  }

  #ask(asked: Asked): void {
    const { what, wanted, measured, isKept } = asked
    this.#asked.push(asked)
    this.#options.say(`    ${isKept ? 'kept' : 'NOT KEPT'}: ${what}: ${measured} (${wanted})`)
  }

  /** Something about what was stored or shown that must not be. */
  faulty(faults: readonly string[]): void {
    this.#faults.push(...faults)
    for (const fault of faults.slice(0, 5)) this.#options.say(`    FAULT: ${fault.slice(0, 300)}`)
  }

  /** Ends the scenario where the machine can't play it. */
  skip(why: string): never {
    throw new Skipped(why)
  }

  /** Does this at the end, in reverse order, whatever happens. */
  finally(then: () => void | Promise<void>): void {
    this.#parts.defer(async () => then())
  }
}

/** Whether all of it went as it should. */
export function isGood({ asked, faults, broke }: Outcome): boolean {
  return broke === '' && faults.length === 0 && asked.every(({ isKept }) => isKept)
}

function inWords(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

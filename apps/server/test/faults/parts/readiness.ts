import { setTimeout as delay } from 'node:timers/promises'

const everyMs = 100
const patienceMs = 2_000

/** Asks a node again and again whether it is ready, as an orchestrator does, and notes the answers. */
export class Readiness {
  readonly #seen: { readonly at: number; readonly isReady: boolean }[] = []
  #isOver = false

  constructor(url: string) {
    void this.#watch(`${url}/health/ready`)
  }

  stop(): void {
    this.#isOver = true
  }

  /** When it first said so after a moment, by machine time; infinite: never. */
  firstAfter(at: number, isReady: boolean): number {
    return this.#seen.find((each) => each.at > at && each.isReady === isReady)?.at ?? Infinity
  }

  async #watch(address: string): Promise<void> {
    while (!this.#isOver) {
      void fetch(address, { signal: AbortSignal.timeout(patienceMs) })
        .then(
          (response) => response.ok,
          () => false,
        )
        .then((isReady) => this.#seen.push({ at: performance.now(), isReady }))
      await delay(everyMs)
    }
  }
}

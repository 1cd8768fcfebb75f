import { createClient, type Client } from '@quizmentor/client/client'
import { type Cookies, cookieJar } from '@quizmentor/client/cookies'
import { type Cancel, machineTime } from '../../src/features/live/time.ts'

/** What all who take part find around them. */
export class Scene {
  readonly url: string
  /** Within what time after a question opens most people answer it. */
  answersWithinMs = 1_600
  /** Out of so many players one has a program of somebody else's. */
  oneRawOf = 5
  /** How often such a program says everything, at least, in whatever order. */
  rawSaysTimes = 1
  /** How requests are made. */
  fetch: typeof fetch = fetch
  /** From now on everybody does what they are there for, and nothing else. */
  isSettled = false
  readonly #timers = new Set<Cancel>()
  #isOver = false

  constructor(url: string) {
    this.url = url
  }

  /** Does something later, unless it is all over by then. */
  after(ms: number, then: () => void): void {
    if (this.#isOver) return
    const cancel = machineTime.after(ms, () => {
      this.#timers.delete(cancel)
      then()
    })
    this.#timers.add(cancel)
  }

  client(cookies: Cookies = cookieJar()): Client {
    return createClient({ baseUrl: this.url, cookies, fetch: (...call) => this.fetch(...call) })
  }

  /** Nothing happens any more that was to happen later. */
  end(): void {
    this.#isOver = true
    for (const cancel of this.#timers) cancel()
  }
}

/** Waits until something is so; fails where that takes so long that it never will. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const patienceMs = 90_000
  const begun = performance.now()
  while (!(await isSo())) {
    if (performance.now() - begun > patienceMs) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

import type { Client } from '@quizmentor/client/client'
import { ProblemError } from '@quizmentor/client/failures'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '../../../src/platform/ids.ts'

/** One request, and what became of it. */
export interface Entry {
  readonly id: string
  /** Machine time. */
  readonly askedAt: number
  endedAt: number
  /** `done`, the code of a problem, or `lost`: no answer. */
  outcome: string
  status: number
}

/**
 * Somebody who works on steadily and waits for nothing: writes and reads by turns, so many a second,
 * whatever became of the last one.
 */
export class Clerk {
  readonly writes: Entry[] = []
  readonly reads: Entry[] = []
  readonly #client: Client
  readonly #workspaceId: string
  readonly #asked: Promise<void>[] = []
  #isOver = false
  readonly #working: Promise<void>

  constructor(client: Client, workspaceId: string, perSecond: number) {
    this.#client = client
    this.#workspaceId = workspaceId
    this.#working = this.#work(1_000 / perSecond)
  }

  /** Stops, and waits for the last answers. */
  async stop(): Promise<void> {
    this.#isOver = true
    await this.#working
    await Promise.all(this.#asked)
  }

  /** Of writes that were done around a moment, from the last before it to the first after it. */
  gapAround(at: number): { readonly ms: number; readonly backAfterMs: number } {
    const done = this.writes.filter(({ outcome }) => outcome === 'done')
    const before = done.filter(({ endedAt }) => endedAt <= at).map(({ endedAt }) => endedAt)
    const after = done.filter(({ askedAt, endedAt }) => endedAt > at && askedAt >= at - 5_000)
    const last = Math.max(...before)
    const first = Math.min(...after.map(({ endedAt }) => endedAt))
    return { ms: first - last, backAfterMs: first - at }
  }

  async #work(everyMs: number): Promise<void> {
    while (!this.#isOver) {
      this.#asked.push(this.#write(), this.#read())
      await delay(everyMs)
    }
  }

  #write(): Promise<void> {
    const id = newId()
    return this.#note(this.writes, id, () =>
      this.#client.bank.createTopic({
        params: { workspaceId: this.#workspaceId },
        body: { id, title: `Note ${id}`, description: '' },
      }),
    )
  }

  #read(): Promise<void> {
    return this.#note(this.reads, newId(), () => this.#client.identity.me())
  }

  async #note(entries: Entry[], id: string, ask: () => Promise<unknown>): Promise<void> {
    const entry: Entry = {
      id,
      askedAt: performance.now(),
      endedAt: Infinity,
      outcome: '',
      status: 0,
    }
    entries.push(entry)
    try {
      await ask()
      entry.outcome = 'done'
      entry.status = 200
    } catch (error) {
      entry.outcome = error instanceof ProblemError ? error.code : 'lost'
      entry.status = error instanceof ProblemError ? error.status : 0
    }
    entry.endedAt = performance.now()
  }
}

/** How often each outcome came. */
export function counted(entries: readonly Pick<Entry, 'outcome'>[]): string {
  const counts = Map.groupBy(entries, ({ outcome }) => outcome)
  return [...counts].map(([outcome, { length }]) => `${length} ${outcome}`).join(', ') || 'none'
}

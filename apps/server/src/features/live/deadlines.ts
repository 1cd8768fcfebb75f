import { GRACE_MS, lastDeadline } from '@quizmentor/engine/live/deadline'
import type { Ask, Reply } from './draft.ts'
import type { Room } from './room.ts'
import type { Cancel, LiveTime } from './time.ts'

const againMs = 200
/** The clock may be set meanwhile. */
const lookAgainMs = 1_000

/** Tells games when the time for their question is over. */
export class Deadlines {
  readonly #time: LiveTime
  readonly #ask: (room: Room, ask: Ask, at: number) => Promise<Reply>
  readonly #timers = new Map<Room, Cancel>()
  /** Of what can't be stored, so that it isn't tried without end. */
  readonly #triedAt = new WeakMap<Room, number>()
  #isClosed = false

  constructor(time: LiveTime, ask: (room: Room, ask: Ask, at: number) => Promise<Reply>) {
    this.#time = time
    this.#ask = ask
  }

  has(room: Room): boolean {
    return this.#timers.has(room)
  }

  /** Goes by where the game is now. */
  set(room: Room): void {
    this.forget(room)
    const { phase } = room.state
    const last = lastDeadline(room.state)
    if (phase.name !== 'question_open' || phase.paused !== null || last === null) return
    const { question } = phase
    const now = this.#time.now()
    const due = last + GRACE_MS
    const tell = async () => {
      const at = this.#time.now()
      // Timers may be early.
      if (at < due) return this.set(room)
      this.#triedAt.set(room, at)
      const timer = this.#timers.get(room)
      const reply = await this.#ask(room, { name: 'time_up', question }, at)
      const isStill = this.#timers.get(room) === timer
      if (isStill && reply !== null) this.set(room)
    }
    const again = (this.#triedAt.get(room) ?? -Infinity) + againMs
    const ms = Math.max(0, due - now, again - now)
    this.#after(Math.min(ms, lookAgainMs), room, () => void tell())
  }

  forget(room: Room): void {
    this.#timers.get(room)?.()
    this.#timers.delete(room)
  }

  close(): void {
    this.#isClosed = true
    for (const room of this.#timers.keys()) this.forget(room)
  }

  #after(ms: number, room: Room, then: () => void): void {
    this.forget(room)
    if (!this.#isClosed) this.#timers.set(room, this.#time.after(ms, then))
  }
}

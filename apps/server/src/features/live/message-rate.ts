const perSecond = 15
const atOnce = 30
const hopeless = 300

/** How much one socket may say: a token bucket. */
export class MessageRate {
  #left = atOnce
  #at = performance.now()
  #refused = 0

  /** Whether one more message may be listened to, not, or its sender is beyond hope. */
  take(): 'fine' | 'too_many' | 'hopeless' {
    const now = performance.now()
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1_000) * perSecond)
    this.#at = now
    if (this.#left >= 1) {
      this.#left--
      return 'fine'
    }
    this.#refused++
    return this.#refused > hopeless ? 'hopeless' : 'too_many'
  }
}

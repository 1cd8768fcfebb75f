import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Keeps strangers from filling somebody's mailbox. */
export interface MailAllowance {
  /** Whether one more mail may go to an address because somebody asked for it. */
  take(email: string): Promise<boolean>
}

/** Five mails an hour to one address, whoever asks. */
export function createMailAllowance(): MailAllowance {
  const limiter = new RateLimiterMemory({ points: 5, duration: 3600 })
  return {
    async take(email) {
      try {
        await limiter.consume(email.toLowerCase())
        return true
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false
        throw refusal
      }
    },
  }
}

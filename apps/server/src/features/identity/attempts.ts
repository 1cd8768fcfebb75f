import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { tooMany } from '../../http/limits.ts'
import { limitKey } from '../../http/network.ts'

/** Holds up those who guess passwords. */
export interface Attempts {
  /**
   * Counts a try, before the password is looked at: many at once don't slip through. Throws 429
   * where there were too many wrong ones.
   */
  take(email: string, address: string): Promise<void>
  /** The password was right: this try doesn't count, and the account starts anew. */
  succeeded(email: string, address: string): Promise<void>
}

const quarterOfAnHour = 900

/** Ten wrong passwords for an account, a hundred from an address, in a quarter of an hour. */
export function createAttempts(): Attempts {
  const byAccount = new RateLimiterMemory({ points: 10, duration: quarterOfAnHour })
  const byAddress = new RateLimiterMemory({ points: 100, duration: quarterOfAnHour })

  return {
    async take(email, address) {
      try {
        await byAddress.consume(limitKey(address))
        await byAccount.consume(accountKey(email))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        throw tooMany(refusal.msBeforeNext, 'Too many wrong passwords.')
      }
    },
    async succeeded(email, address) {
      await byAddress.reward(limitKey(address))
      await byAccount.delete(accountKey(email))
    },
  }
}

function accountKey(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64url')
}

import type { Route } from '@quizmentor/contract/route'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { limitKey } from './network.ts'
import { Problem } from './problem.ts'

/** Counts calls and refuses with 429 those that are too many. */
export interface Limits {
  /** Before anything else: a route's own limit, by address. */
  takeByAddress(route: Route, address: string): Promise<void>
  /** For routes without their own limit: the general one, by user, or address where unknown. */
  takeByCaller(route: Route, userId: string | undefined, address: string): Promise<void>
}

/** What a client that runs wild may call a minute. */
export interface GeneralLimit {
  readonly user: number
  /** Of one network address, for all who are not signed in there: a school may be behind it. */
  readonly address: number
}

const usual: GeneralLimit = { user: 6_000, address: 30_000 }

/** Limits that this process counts. */
export function createLimits(general: GeneralLimit = usual): Limits {
  const byUser = new RateLimiterMemory({ points: general.user, duration: 60 })
  const byAddress = new RateLimiterMemory({ points: general.address, duration: 60 })
  const own = new Map<Route, RateLimiterMemory>()

  function ownLimiter(route: Route, points: number): RateLimiterMemory {
    const limiter = own.get(route) ?? new RateLimiterMemory({ points, duration: 60 })
    own.set(route, limiter)
    return limiter
  }

  return {
    async takeByAddress(route, address) {
      if (route.perMinute === undefined) return
      await take(ownLimiter(route, route.perMinute), limitKey(address))
    },
    async takeByCaller(route, userId, address) {
      if (route.perMinute !== undefined) return
      if (userId !== undefined) await take(byUser, userId)
      else await take(byAddress, limitKey(address))
    },
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooMany(refusal.msBeforeNext)
    throw refusal
  }
}

/** The refusal of what was done too often; `milliseconds` is how long to wait. */
export function tooMany(milliseconds: number, what = 'Too many calls.'): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return new Problem(429, 'too_many', `${what} Try again in ${inWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  })
}

function inWords(seconds: number): string {
  if (seconds === 1) return 'a second'
  if (seconds < 120) return `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

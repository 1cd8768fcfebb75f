import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from './problem.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Tells requests of this site's own pages from those of others. */
export interface OriginCheck {
  /** Whether `Origin` is there and is this site's. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean
  /** Throws where another site's page tries to change something. */
  refuseCrossSite(method: string, headers: IncomingHttpHeaders): void
}

/** `publicUrl` is the address people use; unset: whatever `Host` they asked for. */
export function originCheck(publicUrl: string | undefined): OriginCheck {
  function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
    if (origin === undefined || !URL.canParse(origin)) return false
    const given = new URL(origin)
    if (publicUrl !== undefined) return given.origin === new URL(publicUrl).origin
    return given.host === host?.toLowerCase()
  }

  function refuseCrossSite(method: string, headers: IncomingHttpHeaders): void {
    if (safe.has(method)) return
    const site = headers['sec-fetch-site']
    const fromOutside = site !== undefined && site !== 'same-origin' && site !== 'none'
    // Programs send neither header. Browsers send `Origin` with every call that changes something.
    const foreign = headers.origin !== undefined && !isOwnOrigin(headers)
    if (fromOutside || foreign) throw crossSite(publicUrl)
  }

  return { isOwnOrigin, refuseCrossSite }
}

/** The refusal of a call that a page of another site makes. */
export function crossSite(publicUrl: string | undefined): Problem {
  const place = publicUrl ?? 'the address in the address bar; behind a proxy set QUIZMENTOR_URL'
  return new Problem(403, 'cross_site', `This call came from another site. Use ${place}.`)
}

/**
 * A path of this site to go to, or `null` for anything else: another site, another scheme, or
 * what a browser would read as one.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || /[\\\p{Cc}]/u.test(value))
    return null
  const base = 'https://here.invalid'
  if (!URL.canParse(value, base)) return null
  const url = new URL(value, base)
  return url.origin === base ? url.pathname + url.search + url.hash : null
}

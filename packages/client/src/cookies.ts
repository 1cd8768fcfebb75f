/** Keeps cookies where there is no browser to do it: in tests and load tests. */
export interface Cookies {
  /** What to send as `Cookie`. */
  header(): string
  /** Takes in the `Set-Cookie` headers of an answer. */
  store(setCookie: readonly string[]): void
}

/** Cookies of one server, without paths or lifetimes: an empty or expired one is dropped. */
export function cookieJar(): Cookies {
  const jar = new Map<string, string>()
  return {
    header: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    store(setCookie) {
      for (const line of setCookie) {
        const [pair = '', ...attributes] = line.split(';')
        const equals = pair.indexOf('=')
        const name = pair.slice(0, equals).trim()
        const value = pair.slice(equals + 1).trim()
        const ended = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))
        if (ended || value === '') jar.delete(name)
        else jar.set(name, value)
      }
    },
  }
}

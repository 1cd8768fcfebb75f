/** Addresses of the web app's pages that links lead to. */
export interface Links {
  setup(token: string): string
  invite(token: string): string
  confirm(token: string): string
  reset(token: string): string
  signIn(): string
  forgotten(): string
}

/**
 * `url` gives the address people use. It is never taken from a request: whoever asks for a link in
 * somebody else's name would choose where it leads.
 */
export function linksAt(url: () => string): Links {
  const at = (path: string) => new URL(path, url()).href
  return {
    setup: (token) => at(`/setup/${token}`),
    invite: (token) => at(`/invite/${token}`),
    confirm: (token) => at(`/verify-email/${token}`),
    reset: (token) => at(`/reset-password/${token}`),
    signIn: () => at('/sign-in'),
    forgotten: () => at('/forgot-password'),
  }
}

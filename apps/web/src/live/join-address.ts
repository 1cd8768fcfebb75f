/** Where players go, without the scheme: as it is read aloud and typed. */
export function joinAddress(): string {
  return `${location.host}/join`
}

/** What the QR code holds: straight to the nickname. */
export function joinLink(code: string): string {
  return `${location.origin}/j/${code}`
}

/** The code in two groups of three. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

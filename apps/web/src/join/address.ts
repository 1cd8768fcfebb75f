import { useSyncExternalStore } from 'react'

/** Where the player is, as the address says. */
export type Place =
  | { readonly at: 'code' }
  | { readonly at: 'nickname'; readonly code: string }
  | { readonly at: 'game'; readonly gameId: string }

/** Reads an address: `/join`, `/j/CODE`, `/play/GAME`. */
export function placeOf(path: string): Place {
  const [, first, second] = path.split('/')
  const value = decode(second ?? '')
  if (first === 'j' && value !== '') return { at: 'nickname', code: digitsOf(value) }
  if (first === 'play' && value !== '') return { at: 'game', gameId: value }
  return { at: 'code' }
}

/** The digits of a code, however it was typed or pasted; digits of other scripts count too. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '')
}

const listeners = new Set<() => void>()

/** Where the player is; changes with the address. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

/** Goes to another address of this page. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path)
  else history.replaceState(null, '', path)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const STORED_AS = 'quizmentor.theme'
const listeners = new Set<() => void>()
const darkDevice = matchMedia('(prefers-color-scheme: dark)')
darkDevice.addEventListener('change', apply)

/** The chosen theme, and how to choose another. public/head.js applies it before the first paint. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  return { theme: useSyncExternalStore(subscribe, current), choose }
}

function choose(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(STORED_AS)
    else localStorage.setItem(STORED_AS, theme)
  } catch {
    // Without storage the choice can't be kept.
  }
  apply()
  for (const listener of listeners) listener()
}

function current(): Theme {
  try {
    const kept = localStorage.getItem(STORED_AS)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

function apply(): void {
  const theme = current()
  const dark = theme === 'dark' || (theme === 'system' && darkDevice.matches)
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper')
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper.trim())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

import { useEffect, useEffectEvent } from 'react'

/** What a key asks for while a game is led. */
export type GameKey =
  | 'next'
  | 'skip'
  | 'reveal'
  | 'leaderboard'
  | 'pause'
  | 'extend'
  | 'fullScreen'
  | 'mute'
  | 'help'

const keys: Readonly<Record<string, GameKey>> = {
  ' ': 'next',
  ArrowRight: 'next',
  // What the remote controls of speakers send.
  PageDown: 'next',
  s: 'skip',
  r: 'reveal',
  l: 'leaderboard',
  p: 'pause',
  '+': 'extend',
  f: 'fullScreen',
  m: 'mute',
  '?': 'help',
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>

/** What a pressed key asks for; keys of other alphabets count by where they lie. */
export function gameKeyOf(event: Pressed): GameKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null
  const { key, code } = event
  const latin = /^\p{L}$/u.test(key) && !/^[a-z]$/i.test(key) ? code.replace(/^Key/, '') : key
  return keys[latin.length === 1 ? latin.toLowerCase() : latin] ?? null
}

/** Calls `onKey` for keys that aren't meant for a field, a button or a dialog. */
export function useGameKeys(onKey: (key: GameKey) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const asked = gameKeyOf(event)
    if (asked === null || isMeantElsewhere(event)) return
    event.preventDefault()
    // A button that was clicked keeps the focus: let go, or Space would click it again.
    if (event.target instanceof HTMLElement) event.target.blur()
    onKey(asked)
  })
  useEffect(() => {
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

function isMeantElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [role=dialog], [role=menu], [role=listbox]'))
    return true
  // Whoever moves by key sees the focus, and Space belongs to what has it.
  return key === ' ' && target.closest('button, a, summary')?.matches(':focus-visible') === true
}

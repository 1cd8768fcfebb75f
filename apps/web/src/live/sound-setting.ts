import { useSyncExternalStore } from 'react'

/** Whether the big screen makes sounds, and how loud. Off until somebody turns it on. */
export interface SoundSetting {
  readonly on: boolean
  /** 0 to 1. */
  readonly volume: number
}

const STORED_AS = 'quizmentor.sound'
const initial: SoundSetting = { on: false, volume: 0.6 }

let current = read()
const listeners = new Set<() => void>()

// The host's window and the big screen's are two pages of one device: one mutes the other.
addEventListener('storage', (event) => {
  if (event.key === STORED_AS) change(read())
})

/** The setting now, and how to change it; shared by all windows of this browser. */
export function useSound(): SoundSetting {
  return useSyncExternalStore(subscribeToSound, soundSetting)
}

export function soundSetting(): SoundSetting {
  return current
}

/** Calls `listener` after each change, in whichever window it was made. */
export function subscribeToSound(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Changes the setting and keeps it on this device. */
export function setSound(changed: Partial<SoundSetting>): void {
  change({ ...current, ...changed })
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(current))
  } catch {
    // Then it holds for this window.
  }
}

export function toggleSound(): void {
  setSound({ on: !current.on })
}

function change(next: SoundSetting): void {
  current = next
  for (const listener of listeners) listener()
}

function read(): SoundSetting {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return initial
    const on = 'on' in kept && kept.on === true
    const volume =
      'volume' in kept && typeof kept.volume === 'number' ? kept.volume : initial.volume
    return { on, volume: Math.min(1, Math.max(0, volume)) }
  } catch {
    return initial
  }
}

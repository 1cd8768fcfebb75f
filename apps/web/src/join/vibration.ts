const STORED_AS = 'quizmentor.vibration'

const patterns = {
  tap: [18],
  right: [25, 60, 25],
  wrong: [140],
} as const

/** Whether the device can vibrate at all. */
export function canVibrate(): boolean {
  return 'vibrate' in navigator
}

/** Whether the player wants it; so it is unless they said otherwise. */
export function vibrationWanted(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== 'off'
  } catch {
    return true
  }
}

/** Keeps on this device whether to vibrate. */
export function setVibration(wanted: boolean): void {
  try {
    localStorage.setItem(STORED_AS, wanted ? 'on' : 'off')
  } catch {
    // Then it is asked for again next time.
  }
}

/** Lets the hand feel what happened. */
export function vibrate(what: keyof typeof patterns): void {
  if (canVibrate() && vibrationWanted()) navigator.vibrate([...patterns[what]])
}

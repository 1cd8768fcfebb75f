import { useEffect } from 'react'

/** Keeps the device's screen awake for as long as the component is shown, where the device can. */
export function useWakeLock(wanted = true): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    let over = false

    async function take() {
      if (document.visibilityState !== 'visible') return
      try {
        const taken = await navigator.wakeLock.request('screen')
        if (over) await taken.release()
        else lock = taken
      } catch {
        // A low battery may refuse; the game goes on.
      }
    }

    // The lock is lost whenever the page is hidden.
    const retake = () => void take()
    document.addEventListener('visibilitychange', retake)
    void take()
    return () => {
      over = true
      document.removeEventListener('visibilitychange', retake)
      void lock?.release()
    }
  }, [wanted])
}

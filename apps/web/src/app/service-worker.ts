import { registerSW } from 'virtual:pwa-register'

let ready = false
const listeners = new Set<() => void>()

// Comes after the first screen: installing the app must not compete with it.
const take = new Promise<() => Promise<void>>((resolve) => {
  afterFirstScreen(() => {
    resolve(
      registerSW({
        onNeedRefresh() {
          ready = true
          for (const listener of listeners) listener()
        },
      }),
    )
  })
})

function afterFirstScreen(run: () => void): void {
  const whenIdle = () => {
    // Safari has none.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 10_000 })
    else setTimeout(run, 2_000)
  }
  if (document.readyState === 'complete') whenIdle()
  else addEventListener('load', whenIdle)
}

/** A version of the app that is downloaded and waits. */
export const newVersion = {
  isReady: () => ready,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  /** Reloads the page in the new version. */
  take: () => void take.then((update) => update()),
}

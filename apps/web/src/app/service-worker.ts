import { registerSW } from 'virtual:pwa-register'

let ready = false
const listeners = new Set<() => void>()

// Comes after the first screen: installing the app must not compete with it.
const take = new Promise<() => Promise<void>>((resolve) => {
  addEventListener('load', () => {
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

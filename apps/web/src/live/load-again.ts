/** Loads this page from the server, past the copy of the app that the browser keeps. */
export async function loadAgain(): Promise<void> {
  if ('serviceWorker' in navigator) {
    const kept = await navigator.serviceWorker.getRegistrations()
    await Promise.all(kept.map((registration) => registration.unregister()))
  }
  location.reload()
}

/** Fills the screen with this page, or gives the screen back. */
export function toggleFullScreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  // A browser may refuse, such as without a recent tap; there is nothing else to do then.
  change.catch(() => undefined)
}

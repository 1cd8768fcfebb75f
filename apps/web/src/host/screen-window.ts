/** The big screen's own address; what follows the # never reaches the server's log. */
export function screenAddress(gameId: string, token: string): string {
  return `${location.origin}/screen/${gameId}#${token}`
}

// One window for all games: the next game of the evening comes up on the same projector.
const name = 'quizmentor-screen'
const features = 'popup,width=1280,height=720'

/**
 * A window for the big screen, opened by the click that will create the game: later the browser
 * would not let us. `null` where it doesn't let us now.
 */
export function openScreenWindow(): Window | null {
  return window.open('about:blank', name, features)
}

/** Shows the big screen, in its window where that is open already. Gives whether it could. */
export function showScreen(gameId: string, token: string): boolean {
  const opened = window.open(screenAddress(gameId, token), name, features)
  opened?.focus()
  return opened !== null
}

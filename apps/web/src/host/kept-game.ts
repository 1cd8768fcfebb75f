/** What a host's device keeps of a game it opened. */
export interface KeptGame {
  readonly quizId: string | null
  /** The server tells it once; with it the big screen opens again. */
  readonly screenToken: string | null
}

const PREFIX = 'quizmentor.game.'

/** What this device knows of a game, for a reload of the controls. */
export function keptGame(gameId: string): KeptGame {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + gameId) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return nothingKept
    return {
      quizId: 'quizId' in kept && typeof kept.quizId === 'string' ? kept.quizId : null,
      screenToken:
        'screenToken' in kept && typeof kept.screenToken === 'string' ? kept.screenToken : null,
    }
  } catch {
    return nothingKept
  }
}

/** Keeps what is known of a game on this device. */
export function keepGame(gameId: string, known: Partial<KeptGame>): void {
  try {
    localStorage.setItem(PREFIX + gameId, JSON.stringify({ ...keptGame(gameId), ...known }))
  } catch {
    // Then the big screen needs a new address after a reload.
  }
}

const nothingKept: KeptGame = { quizId: null, screenToken: null }

import { uuidv7 } from '@quizmentor/client/uuid'

/** What this device keeps of a game, so that it comes back as the same player. */
export interface SavedPlayer {
  readonly gameId: string
  readonly playerId: string
  /** The player's secret: whoever has it is this player. */
  readonly token: string
  readonly code: string
  readonly title: string
  readonly nickname: string
  readonly savedAt: number
  /** The host took the player out: they come back by joining again, as the same player. */
  readonly removed: boolean
}

const PREFIX = 'quizmentor.player.'
const NEWEST = 'quizmentor.playing'
const keptMs = 24 * 60 * 60 * 1_000

/** Id and secret of somebody new. */
export function newPlayer(): Pick<SavedPlayer, 'playerId' | 'token'> {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const token = btoa(String.fromCharCode(...secret))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  return { playerId: uuidv7(Date.now()), token }
}

// Where storage is refused, a game lasts as long as the page.
const remembered = new Map<string, string>()

/** Keeps a player on this device, and forgets those of games long over. */
export function savePlayer(player: SavedPlayer): void {
  for (const saved of savedPlayers())
    if (Date.now() - saved.savedAt > keptMs) forgetPlayer(saved.gameId)
  write(PREFIX + player.gameId, JSON.stringify(player))
  write(NEWEST, player.gameId)
}

/** Who this device is in a game. */
export function savedPlayer(gameId: string): SavedPlayer | null {
  const text = read(PREFIX + gameId)
  if (text === null) return null
  try {
    const saved: unknown = JSON.parse(text)
    return isSavedPlayer(saved) ? saved : null
  } catch {
    return null
  }
}

/** Whether this device is in a game, and can go straight back into it. */
export function isPlaying(gameId: string): boolean {
  return savedPlayer(gameId)?.removed === false
}

/** The game that this device played last, while it may still be going on. */
export function newestPlayer(): SavedPlayer | null {
  const gameId = read(NEWEST)
  const saved = gameId === null ? null : savedPlayer(gameId)
  const mayGoOn = saved !== null && !saved.removed && Date.now() - saved.savedAt < keptMs
  return mayGoOn ? saved : null
}

/** Forgets who this device was in a game. */
export function forgetPlayer(gameId: string): void {
  remove(PREFIX + gameId)
  if (read(NEWEST) === gameId) remove(NEWEST)
}

/** Takes note that the host took this device's player out of a game. */
export function markRemoved(player: SavedPlayer): void {
  write(PREFIX + player.gameId, JSON.stringify({ ...player, removed: true }))
}

/** The game is over: its player is kept for a reload, and offered no more. */
export function leaveGame(gameId: string): void {
  if (read(NEWEST) === gameId) remove(NEWEST)
}

function savedPlayers(): SavedPlayer[] {
  let keys: string[] = []
  try {
    keys = Object.keys(localStorage)
  } catch {
    // Nothing is kept, so nothing grows old.
  }
  return keys
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => savedPlayer(key.slice(PREFIX.length)))
    .filter((saved) => saved !== null)
}

function isSavedPlayer(value: unknown): value is SavedPlayer {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  const texts = ['gameId', 'playerId', 'token', 'code', 'title', 'nickname']
  return (
    texts.every((field) => typeof fields.get(field) === 'string') &&
    typeof fields.get('savedAt') === 'number' &&
    typeof fields.get('removed') === 'boolean'
  )
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? remembered.get(key) ?? null
  } catch {
    return remembered.get(key) ?? null
  }
}

function write(key: string, value: string): void {
  remembered.set(key, value)
  try {
    localStorage.setItem(key, value)
  } catch {
    // Then the page alone remembers.
  }
}

function remove(key: string): void {
  remembered.delete(key)
  try {
    localStorage.removeItem(key)
  } catch {
    // It was never there.
  }
}

import type { GameSettings } from '@quizmentor/engine/live/types'
import type { OpenGame } from './fleets.ts'
import type { Destination } from './orders.ts'

/** A server under load: ours or a baseline. */
export interface Side extends Destination {
  readonly pid: number
  /** Who the hosts are. */
  readonly cookie: string
  openGames(count: number): Promise<OpenGame[]>
}

/** What bots must know of a server. */
export function destinationOf({ site, transport }: Side): Destination {
  return { site, transport }
}

/** Time enough that no question ends by itself. */
export const settings: GameSettings = {
  scoring: 'speed',
  seconds: 300,
  previewSeconds: 0,
  questionOnPhones: true,
  generatedNames: false,
}

let phones = 0

/** The number of the first of so many new phones. */
export function newPhones(count: number): number {
  const first = phones
  // The next ones are at addresses of their own.
  phones += Math.ceil(count / 250) * 250
  return first
}

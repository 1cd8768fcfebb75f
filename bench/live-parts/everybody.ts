import type { PlayerScreen } from '@quizmentor/engine/live/types'
import { sharesOf, type Fleets, type OpenGame } from './fleets.ts'
import type { Arrivals } from './orders.ts'
import { destinationOf, newPhones, type Side } from './side.ts'
import { sum } from './times.ts'

export interface Seating {
  /** Of each game. */
  readonly players: number
  /** All fleets together. */
  readonly joinsPerSecond: number
}

/** Fills games with players, and gives each a host. */
export async function seat(
  fleets: Fleets,
  side: Side,
  games: readonly OpenGame[],
  { players, joinsPerSecond }: Seating,
) {
  const to = destinationOf(side)
  const shares = sharesOf(games, players, fleets.count, newPhones(games.length * players))
  const perSecond = joinsPerSecond / fleets.count
  const joined = await fleets.tellEach('join', (fleet) => ({
    ...to,
    shares: shares[fleet] ?? [],
    perSecond,
  }))
  await fleets.tell('host', { ...to, cookie: side.cookie, each: 1 })
  return joined
}

/** A small game first: what runs for the first time is slow, and that is not what is measured. */
export async function warmUp(fleets: Fleets, side: Side): Promise<void> {
  const games = await side.openGames(1)
  await seat(fleets, side, games, { players: 200 * fleets.count, joinsPerSecond: 400 })
  await fleets.tell('lead', { name: 'finish' })
  await fleets.tell('leave', null)
}

/** Leads on, and measures from the command to each player's view. */
export async function toAll(
  fleets: Fleets,
  name: 'next' | 'reveal',
  screen: PlayerScreen['name'] | null = null,
) {
  await fleets.tell('expect', { screen })
  const asked = new Map((await fleets.tell('lead', { name })).flatMap((each) => [...each]))
  const arrivals = (await fleets.tell('arrivals', null)).flat()
  const since = ({ gameId, at }: Arrivals) =>
    Array.from(at, (each) => each - (asked.get(gameId) ?? Number.NaN))
  return { times: arrivals.flatMap(since), missing: sum(arrivals.map((each) => each.missing)) }
}

/** Whether every player is on this screen. */
export async function everybodySees(fleets: Fleets, screen: string): Promise<boolean> {
  const all = await fleets.tell('screens', null)
  return all.every((screens) => screens.size === 1 && screens.has(screen))
}

import type { HostView } from '@quizmentor/engine/live/types'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestDatabase } from '../test-database.ts'
import { checkScreens } from './check-screens.ts'
import type { Game } from './game.ts'
import { LivePage } from './page.ts'
import { Player } from './player.ts'
import { type Scene, until } from './scene.ts'
import type { Site } from './site.ts'
import { readGame } from './stored.ts'

/** Whoever leads a game. */
export interface Lead {
  readonly page: LivePage<'host'>
  readonly view: HostView | null
  lookAgain(): void
}

/** Everybody who takes part in a game. */
export interface Table<Host extends Lead = Lead> {
  readonly game: Game
  readonly host: Host
  readonly screen: LivePage<'screen'>
  readonly players: readonly Player[]
}

/** Sits so many players, of whom the first are the site's learners, and a big screen at a game. */
export function openTable<Host extends Lead>(
  scene: Scene,
  site: Site,
  game: Game,
  seats: { readonly players: number; readonly host: Host },
): Table<Host> {
  const players = Array.from(
    { length: seats.players },
    (_, index) => new Player(scene, game, index, site.learners[index]?.client ?? null),
  )
  const ear = game.ear({ name: `screen ${game.number}`, role: 'screen', playerId: '' })
  const as = { role: 'screen', gameId: game.id, token: game.screenToken } as const
  const screen = new LivePage<'screen'>({ site: scene.url, as, ear })
  return { game, host: seats.host, screen, players }
}

/**
 * Waits until everybody sees the end, nobody waits for a reply, and learning has gone on. Gives what
 * is wrong about what they see where that never comes.
 */
export async function comeToRest(
  table: Table,
  database: Pick<TestDatabase, 'kysely'>,
): Promise<readonly string[]> {
  const { game, host, screen, players } = table
  const stored = () => readGame(database, game.id)
  let wrong: readonly string[] = []
  await until(`all see the end of game ${game.number}`, async () => {
    wrong = checkScreens(table, await stored())
    if (wrong.length === 0) return true
    for (const each of [host, screen, ...players]) each.lookAgain()
    await delay(300)
    return false
  }).catch(() => {})
  const { answers, commands } = game.history
  const said = [...answers.values(), ...commands.values()]
  await until(`all is answered in game ${game.number}`, () =>
    said.every(({ isWaiting }) => !isWaiting()),
  )
  await until(`learning goes on from game ${game.number}`, async () => {
    await delay(50)
    return (await stored()).learnedAt !== null
  })
  return wrong
}

export function leave({ host, screen, players }: Table): void {
  for (const page of [host.page, screen]) page.close()
  for (const player of players) player.leave()
}

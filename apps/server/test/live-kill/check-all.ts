import { checkHistory } from '../live-simulation/check-history.ts'
import { Recount } from '../live-simulation/recount.ts'
import type { TestDatabase } from '../test-database.ts'
import { checkFrames } from './check-frames.ts'
import { checkLearning, checkResponses, checkResults, type Played } from './check-stored.ts'
import type { Game } from './game.ts'
import type { Site } from './site.ts'
import { readGame } from './stored.ts'

/**
 * Everything that is wrong about games that are over: what their clients were told is held against
 * the logs, and so are scores, responses, results and what was learned. They must be all games that
 * the database has.
 */
export async function checkAll(
  database: Pick<TestDatabase, 'kysely'>,
  site: Site,
  games: readonly Game[],
): Promise<string[]> {
  const faults: string[] = []
  const played: Played[] = []
  for (const game of games) {
    const stored = await readGame(database, game.id)
    played.push({ game, stored, csv: await site.results(game) })
    const recount = new Recount(game.setup, stored.events)
    faults.push(
      ...recount.faults,
      ...checkHistory({ history: game.history, log: stored }, recount),
      ...checkFrames(game, stored),
    )
  }
  for (const each of played) faults.push(...checkResults(each))
  faults.push(...(await checkResponses(database, played)))
  faults.push(...(await checkLearning(database, played)))
  return faults
}

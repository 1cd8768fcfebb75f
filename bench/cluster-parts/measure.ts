import { noRedis, startRedis } from '../../apps/server/test/redis-server.ts'
import type { Program } from '../../apps/server/test/program.ts'
import { totalOf, type RowSize } from '../api-parts/rows.ts'
import { withSite, type Site } from '../api-parts/site.ts'
import { withBaseline } from '../live-parts/baseline.ts'
import { recordFrames } from '../live-parts/frames.ts'
import { asOwner } from '../live-parts/ours.ts'
import type { Side } from '../live-parts/side.ts'
import { compareStored, type Compared } from '../live-parts/stored.ts'
import { play, type Played, type PlayPlan } from './play.ts'

export interface Run {
  readonly name: string
  readonly plan: PlayPlan
  readonly played: Played
  /** `null` where nothing is stored. */
  readonly stored: Compared | null
}

export interface Measured {
  readonly runs: readonly Run[]
  /** What all runs together left in the tables that grow with games, by the rows. */
  readonly rows: Readonly<Record<'game_events' | 'game_players', RowSize>>
  /** Why the nodes did not talk over Redis, where they didn't. */
  readonly noRedis: string | null
}

/** What is measured. */
export interface Plan {
  readonly isQuick: boolean
  /** Everything: then the results are written down, too. */
  readonly isFull: boolean
  readonly games: readonly PlayPlan[]
  /** Before it is measured; `null` where there is no time for that. */
  readonly warmUp: PlayPlan | null
}

/**
 * The same games on one node, on two that talk over Redis (where that is installed) and on two that
 * talk over PostgreSQL, all on one database; and on bare `ws`.
 */
export async function measure(plan: Plan, say: (what: string) => void): Promise<Measured> {
  const runs: Run[] = []
  const playAll = async (name: string, sides: readonly Side[], site: Site | null) => {
    if (plan.warmUp !== null) await play(sides, plan.warmUp)
    for (const each of plan.games) {
      say(`${each.rooms} × ${each.players} players, ${name}`)
      const { result, gameIds, acknowledged } = await play(sides, each)
      const stored = site && (await compareStored(site.database, gameIds, acknowledged))
      runs.push({ name, plan: each, played: result, stored })
    }
  }
  const owners = (site: Site, programs: readonly Program[]) =>
    Promise.all(programs.map((program) => asOwner(program, site.database)))

  const redis = noRedis === undefined ? await startRedis() : undefined
  try {
    const rows = await withSite({}, async (site) => {
      const frames = await site.withNodes(1, async (programs) => {
        const sides = await owners(site, programs)
        const [side] = sides
        await playAll('one node', sides, site)
        return side && recordFrames(side)
      })
      if (redis !== undefined)
        await site.withNodes(
          2,
          async (programs) =>
            playAll('two nodes, Redis between them', await owners(site, programs), site),
          { REDIS_URL: redis.url },
        )
      if (redis === undefined || !plan.isQuick)
        await site.withNodes(2, async (programs) =>
          playAll('two nodes, PostgreSQL between them', await owners(site, programs), site),
        )
      if (frames !== undefined)
        await withBaseline('ws', frames, (bare) => playAll('bare ws', [bare], null))
      await site.database.query('vacuum analyze')
      return {
        game_events: await sizeOf(site, 'game_events'),
        game_players: await sizeOf(site, 'game_players'),
      }
    })
    return { runs, rows, noRedis: noRedis ?? null }
  } finally {
    await redis?.stop()
  }
}

async function sizeOf({ database }: Site, table: string): Promise<RowSize> {
  const { rows, bytes } = await totalOf(database, table)
  return { rows, bytesEach: bytes / rows }
}

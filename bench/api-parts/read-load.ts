import type { Program } from '../../apps/server/test/program.ts'
import { processorMs } from '../live-parts/process.ts'
import { sum, summary, type Summary } from '../live-parts/times.ts'
import { withBare } from './bare.ts'
import type { ReadOrder } from './orders.ts'
import { signedIn } from './people.ts'
import { readings } from './reads.ts'
import { sendOut } from './send-out.ts'
import type { Site } from './site.ts'

export interface ReadPlan {
  readonly connections: number
  readonly warmUpSeconds: number
  readonly seconds: number
  readonly rounds: number
  /** For the run in which nobody is in a hurry; `null`: without it. */
  readonly pacedPerSecond: number | null
}

export interface ReadLoad extends Summary {
  readonly perSecond: number
  readonly bytesEach: number
  readonly failed: number
  readonly failures: readonly string[]
  readonly processorMsEach: number
}

export interface ReadsBeside {
  readonly name: string
  readonly statements: number
  readonly connections: number
  readonly ours: ReadLoad
  readonly bare: ReadLoad
  /** Our throughput to that of the bare handler. */
  readonly toBare: number
  readonly paced: (ReadLoad & { readonly asked: number }) | null
}

/**
 * Reads by many at once, each beside a bare handler of the same statements. `practised` are the
 * cookies of learners who have something on their homes.
 */
export async function loadWithReads(
  site: Site,
  { url, pid }: Program,
  { connections: count, pacedPerSecond, rounds, ...plan }: ReadPlan,
  practised: readonly string[],
): Promise<ReadsBeside[]> {
  const { database, secret, workspaceId } = site
  const author = await signedIn(database, secret, { workspaceId, role: 'author', count })
  const cookies = {
    author,
    learner: author.map((_, reader) => practised[reader % practised.length] ?? ''),
  }
  const all = await readings(site)
  const handlers = Object.fromEntries(all.map(({ statements }, index) => [`/${index}`, statements]))
  return withBare({ databaseUrl: site.url, handlers }, async (bare) => {
    const found: ReadsBeside[] = []
    for (const [index, { name, path, role, statements }] of all.entries()) {
      const order = { kind: 'read', cookies: cookies[role], ...plan } as const
      const theirs: ReadLoad[] = []
      const mine: ReadLoad[] = []
      // In turn, so that whatever else the machine does meets both.
      for (let round = 0; round < rounds; round++) {
        theirs.push(await load({ ...order, site: bare.site, path: `/${index}` }, bare.pid))
        mine.push(await load({ ...order, site: url, path }, pid))
      }
      const [ours, baseline] = [bestOf(mine), bestOf(theirs)]
      const paced = pacedPerSecond && {
        ...(await load({ ...order, site: url, path, perSecond: pacedPerSecond }, pid)),
        asked: pacedPerSecond,
      }
      found.push({
        name,
        statements: statements.length,
        connections: count,
        ours,
        bare: baseline,
        toBare: ours.perSecond / baseline.perSecond,
        paced: paced || null,
      })
    }
    return found
  })
}

/** The fastest of some runs, with the failures of all. */
function bestOf(loads: readonly ReadLoad[]): ReadLoad {
  const [best] = loads.toSorted((one, other) => other.perSecond - one.perSecond)
  if (best === undefined) throw new Error('nothing was read')
  return {
    ...best,
    failed: sum(loads.map(({ failed }) => failed)),
    failures: loads.flatMap(({ failures }) => failures),
  }
}

async function load(order: ReadOrder, pid: number): Promise<ReadLoad> {
  const before = await processorMs(pid)
  const { times, bytesEach, failed, failures, seconds } = await sendOut(order)
  const used = (await processorMs(pid)) - before
  const share = seconds / (seconds + order.warmUpSeconds)
  return {
    perSecond: times.length / seconds,
    ...summary(times),
    bytesEach,
    failed,
    failures,
    processorMsEach: (used * share) / times.length,
  }
}

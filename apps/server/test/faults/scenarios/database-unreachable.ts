import { setTimeout as delay } from 'node:timers/promises'
import { Clerk, counted, type Entry } from '../parts/clerk.ts'
import { Installation } from '../parts/installation.ts'
import { Party } from '../parts/party.ts'
import { Readiness } from '../parts/readiness.ts'
import type { Scenario, Stage } from '../scenario.ts'

const failWithinMs = 2_000
const notReadyWithinMs = 3_000
const recoveredWithinMs = 5_000

/** The database can't be reached for ten seconds, in both ways that a network has for that. */
export const databaseUnreachable: Scenario = {
  name: 'database-unreachable',
  title: 'The database is out of reach for 10 s',
  async play(stage: Stage) {
    const installation = await Installation.open(stage)
    const { primary, toPrimary, node } = installation
    const party = await Party.open(stage, {
      url: node.url,
      databaseUrl: primary.url(),
      players: stage.players(100, 20),
      seconds: 25,
      answersWithinMs: 16_000,
      questions: 2,
    })
    const author = await party.site.member(party.scene, 'author')
    for (const way of ['frozen', 'cut'] as const) {
      await party.ask()
      const clerk = new Clerk(author.client, party.site.workspaceId, 10)
      const readiness = new Readiness(node.url)
      await delay(2_000)
      const before = await connectionsTo(primary)
      const wentAt = performance.now()
      if (way === 'cut') toPrimary.cut()
      else toPrimary.freeze()
      const outageMs = stage.isQuick ? 5_000 : 10_000
      await delay(outageMs)
      toPrimary.open()
      const backAt = performance.now()
      stage.did(`${way === 'cut' ? 'refused connections' : 'lost every packet'} to the database`)
      await delay(recoveredWithinMs + 1_000)
      await clerk.stop()
      readiness.stop()
      judge(stage, way, { clerk, readiness, wentAt, backAt })
      await party.closed()
      const after = await connectionsTo(primary)
      const isLeak = after > Math.max(before + 5, 30)
      const counts = `${before} before, ${after} after`
      stage.asks(`${way}: connections to the database`, 'as many as before', counts, !isLeak)
    }
    await party.finish()
  },
}

interface Watched {
  readonly clerk: Clerk
  readonly readiness: Readiness
  readonly wentAt: number
  readonly backAt: number
}

function judge(stage: Stage, way: string, { clerk, readiness, wentAt, backAt }: Watched): void {
  const all = [...clerk.writes, ...clerk.reads]
  const during = all.filter(({ askedAt }) => askedAt > wentAt && askedAt < backAt - failWithinMs)
  stage.measured(`${way}: requests meanwhile`, counted(during))
  const isClear = during.every(({ status }) => status === 503)
  stage.asks(`${way}: requests that fail say so`, 'all with 503', counted(during), isClear)
  stage.asksInTime(`${way}: requests fail`, failWithinMs, Math.max(...during.map(tookMs)))

  const notReady = readiness.firstAfter(wentAt, false) - wentAt
  stage.asksInTime(`${way}: not ready`, notReadyWithinMs, notReady)

  const done = (entries: readonly Entry[]) =>
    Math.min(
      ...entries
        .filter(({ outcome, endedAt }) => outcome === 'done' && endedAt > backAt)
        .map(({ endedAt }) => endedAt),
    ) - backAt
  const recovered = Math.max(
    done(clerk.writes),
    done(clerk.reads),
    readiness.firstAfter(backAt, true) - backAt,
  )
  stage.asksInTime(`${way}: all works again`, recoveredWithinMs, recovered)
}

const tookMs = ({ askedAt, endedAt }: Entry) => endedAt - askedAt

async function connectionsTo(primary: Installation['primary']): Promise<number> {
  const [row] = await primary.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name LIKE 'quizmentor%'",
  )
  return row?.count ?? 0
}

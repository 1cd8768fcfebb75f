import type { Program } from '../../apps/server/test/program.ts'
import { familyProcessorMs, peakMB, processorMs } from '../live-parts/process.ts'
import { sum, summary, type Summary } from '../live-parts/times.ts'
import { calls, type Call } from './orders.ts'
import { signedIn } from './people.ts'
import { sendOut } from './send-out.ts'
import type { Site } from './site.ts'
import { compareStored, type Compared } from './stored.ts'

export interface PracticeLoad {
  readonly nodes: number
  readonly learners: number
  readonly thinkMs: number
  readonly seconds: number
  readonly callsPerSecond: number
  readonly answersPerSecond: number
  readonly calls: Readonly<Record<Call, Summary>>
  readonly failed: number
  readonly failures: readonly string[]
  readonly stored: Compared
  /** For an answer and its share of the start and the result. */
  readonly processorMsPerAnswer: {
    readonly nodes: number
    readonly database: number
    readonly learners: number
  }
  /** Of the database's log: what a standby is sent. */
  readonly logBytesPerAnswer: number
  /** Of the largest node. */
  readonly peakMB: number
}

export interface PracticePlan {
  readonly learners: number
  readonly questions: number
  readonly thinkMs: number
}

/**
 * So many learners practise at once, from the start of their sessions to the results; `cookies` are
 * theirs.
 */
export async function loadWithPractice(
  site: Site,
  programs: readonly Program[],
  { learners, questions, thinkMs }: PracticePlan,
): Promise<{ readonly load: PracticeLoad; readonly cookies: readonly string[] }> {
  const { database, serverPid, secret, workspaceId, trackId } = site
  const cookies = await signedIn(database, secret, {
    workspaceId,
    role: 'learner',
    count: learners,
  })
  const used = async () => ({
    nodes: sum(await Promise.all(programs.map(({ pid }) => processorMs(pid)))),
    database: await familyProcessorMs(serverPid),
  })
  const logged = async () => {
    const { rows } = await database.query<{ bytes: string }>(
      `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes`,
    )
    return Number(rows[0]?.bytes)
  }
  const loggedBefore = await logged()
  const before = await used()
  const sites = programs.map(({ url }) => url)
  const to = { sites, workspaceId, trackId, cookies }
  const done = await sendOut({ kind: 'practise', ...to, questions, thinkMs })
  const after = await used()
  const { times, seconds, acknowledged, failed, failures } = done
  const answers = acknowledged.length
  const [start, answer, result] = calls.map((call) => summary(times[call]))
  if (!start || !answer || !result) throw new Error('a kind of call is missing')
  const load = {
    nodes: programs.length,
    learners,
    thinkMs,
    seconds,
    callsPerSecond: sum(calls.map((call) => times[call].length)) / seconds,
    answersPerSecond: answers / seconds,
    calls: { start, answer, result },
    failed,
    failures,
    stored: await compareStored(database, acknowledged),
    processorMsPerAnswer: {
      nodes: (after.nodes - before.nodes) / answers,
      database: (after.database - before.database) / answers,
      learners: done.processorMs / answers,
    },
    logBytesPerAnswer: ((await logged()) - loggedBefore) / answers,
    peakMB: Math.max(...(await Promise.all(programs.map(({ pid }) => peakMB(pid))))),
  }
  return { load, cookies }
}

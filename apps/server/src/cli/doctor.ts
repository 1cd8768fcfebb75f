import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { styleText } from 'node:util'
import type { Pool } from 'pg'
import { webFolder } from '../app.ts'
import type { Config } from '../config.ts'
import { pendingMigrations } from '../platform/database/migrate.ts'
import { openPool } from '../platform/database/pool.ts'
import type { Log } from '../platform/log.ts'
import type { Command } from './command.ts'
import { withDatabase } from './database.ts'
import { type LivingNode, livingNodes, nodeFindings } from './doctor-nodes.ts'
import { redisFindings } from './doctor-redis.ts'
import type { Finding } from './finding.ts'

/** `quizmentor doctor` */
export const doctorCommand: Command = {
  summary: 'look for what is wrong with this installation',
  usage: '',
  options: {},
  async run({ config, log }) {
    const { nodes, ...ofDatabase } = await database(config, log)
    const findings = [
      node(),
      web(),
      mail(config),
      ...unused(config),
      await space(config),
      ...ofDatabase.findings,
      ...(await standby(config, log)),
      ...(await redisFindings(config)),
    ]
    const colours = { ok: 'green', warning: 'yellow', bad: 'red' } as const
    const text = findings
      .map(({ name, state, detail }) => {
        const mark = styleText(colours[state], state.padEnd(7), { stream: process.stdout })
        return `${mark}  ${name.padEnd(9)}  ${detail}`
      })
      .join('\n')
    return {
      text,
      json: { findings, nodes },
      failed: findings.some(({ state }) => state === 'bad'),
    }
  },
}

function node(): Finding {
  const enough = Number.parseInt(process.versions.node, 10) >= 26
  return {
    name: 'node',
    state: enough ? 'ok' : 'bad',
    detail: `${process.versions.node}${enough ? '' : ', 26 or newer is needed'}`,
  }
}

function web(): Finding {
  return existsSync(join(webFolder, 'index.html'))
    ? { name: 'web app', state: 'ok', detail: 'built' }
    : { name: 'web app', state: 'bad', detail: 'not built: npm start builds it' }
}

function mail({ smtpUrl }: Config): Finding {
  return smtpUrl
    ? { name: 'mail', state: 'ok', detail: 'sent by the server of SMTP_URL' }
    : { name: 'mail', state: 'warning', detail: 'kept at /admin/mail, as SMTP_URL is not set' }
}

function unused({ unused: names }: Config): Finding[] {
  return names.map((name) => ({
    name: 'settings',
    state: 'warning',
    detail: `${name} is set, but not used by this version`,
  }))
}

async function space({ dataFolder }: Config): Promise<Finding> {
  let folder = resolve(dataFolder)
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const gigabytes = (bavail * bsize) / 1e9
  const state = gigabytes < 0.5 ? 'bad' : gigabytes < 2 ? 'warning' : 'ok'
  return { name: 'space', state, detail: `${gigabytes.toFixed(1)} GB free for ${folder}` }
}

interface OfDatabase {
  readonly findings: readonly Finding[]
  readonly nodes: readonly LivingNode[]
}

async function database(config: Config, log: Log): Promise<OfDatabase> {
  const fresh = !existsSync(join(resolve(config.dataFolder), 'postgres'))
  if (config.databaseUrl === undefined && fresh)
    return told({ name: 'database', state: 'ok', detail: 'none yet: the first start makes it' })
  try {
    return await withDatabase(config, log, async ({ pool, version, kind }) => {
      const { rows } = await pool.query<{ size: string }>(
        'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
      )
      const detail = `PostgreSQL ${version}, ${kind}, ${rows[0]?.size ?? 'size unknown'}`
      const found: Finding[] = [{ name: 'database', state: 'ok', detail }, await schema(pool)]
      if (kind === 'external') found.push(await copies(pool))
      const nodes = await livingNodes(pool)
      return { findings: [...found, ...nodeFindings(nodes)], nodes }
    })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return told({ name: 'database', state: 'bad', detail })
  }
}

/** Where no database can be asked, nothing is known of nodes. */
function told(finding: Finding): OfDatabase {
  return { findings: [finding], nodes: [] }
}

async function schema(pool: Pool): Promise<Finding> {
  const waiting = await pendingMigrations(pool)
  return waiting.length === 0
    ? { name: 'schema', state: 'ok', detail: 'up to date' }
    : { name: 'schema', state: 'warning', detail: `${waiting.length} migrations at the next start` }
}

/** Whether what was acknowledged is on more than one server. */
async function copies(pool: Pool): Promise<Finding> {
  const { rows } = await pool.query<{ standbys: number; waited: string }>(
    `SELECT (SELECT count(*) FROM pg_stat_replication) AS standbys,
      current_setting('synchronous_standby_names') AS waited`,
  )
  const { standbys = 0, waited = '' } = rows[0] ?? {}
  const name = 'copies'
  if (waited !== '') return { name, state: 'ok', detail: `commits wait for ${waited}` }
  return standbys > 0
    ? { name, state: 'warning', detail: 'no commit waits for a standby: a failover loses some' }
    : { name, state: 'ok', detail: 'one server, which no standby follows' }
}

async function standby({ databaseReplicaUrl: url }: Config, log: Log): Promise<Finding[]> {
  if (url === undefined) return []
  const name = 'standby'
  const pool = openPool({ connectionString: url }, log, { size: 1 })
  try {
    const { rows } = await pool.query<{ follows: boolean; behind: number }>(
      `SELECT pg_is_in_recovery() AS follows,
        coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)::integer AS behind`,
    )
    const { follows = false, behind = 0 } = rows[0] ?? {}
    return follows
      ? [{ name, state: 'ok', detail: `its newest transaction is ${behind} s old` }]
      : [{ name, state: 'warning', detail: 'follows no server: reports are read from the primary' }]
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [{ name, state: 'warning', detail: `reports are read from the primary: ${detail}` }]
  } finally {
    await pool.end()
  }
}

import type { Pool } from 'pg'
import type { Role } from '../config.ts'
import type { Finding } from './finding.ts'

/** A program that has said within the last two seconds that it is alive. */
export interface LivingNode {
  readonly id: string
  /** Its machine's name and its port. */
  readonly place: string
  readonly roles: readonly string[]
  readonly version: string
  readonly startedAt: Date
}

/** Those of a database; none where it is from before there were any. */
export async function livingNodes(pool: Pool): Promise<readonly LivingNode[]> {
  const { rows } = await pool.query<{ known: boolean }>(
    `SELECT to_regclass('nodes') IS NOT NULL AS known`,
  )
  if (rows[0]?.known !== true) return []
  const nodes = await pool.query<LivingNode>(
    `SELECT id, place, roles, version, started_at AS "startedAt" FROM nodes
      WHERE alive_until > clock_timestamp() ORDER BY place`,
  )
  return nodes.rows
}

const without: Readonly<Record<Role, string>> = {
  api: 'nobody answers requests',
  live: 'live games stand still',
  worker: 'mails, imports and calibration wait',
}

/** Each node, and what they lack together. */
export function nodeFindings(nodes: readonly LivingNode[]): Finding[] {
  const name = 'nodes'
  if (nodes.length === 0) return [{ name, state: 'ok', detail: 'none runs' }]
  const each = nodes.map((node): Finding => {
    const detail = `${node.place}: ${node.roles.join(', ')}, version ${node.version}`
    return { name, state: 'ok', detail }
  })
  const lacks = Object.entries(without)
    .filter(([role]) => !nodes.some((node) => node.roles.includes(role)))
    .map(([role, effect]): Finding => {
      const detail = `none has the role ${role}, so ${effect}: add it to a node’s QUIZMENTOR_ROLES`
      return { name, state: 'warning', detail }
    })
  const versions = [...new Set(nodes.map(({ version }) => version))]
  const mixed: Finding = {
    name,
    state: 'warning',
    detail: `${versions.join(' and ')} run side by side: bring all to one version`,
  }
  return [...each, ...lacks, ...(versions.length > 1 ? [mixed] : [])]
}

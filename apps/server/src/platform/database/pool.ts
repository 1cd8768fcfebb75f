import pg from 'pg'
import type { Logger } from 'pino'
import { type Connection, Servers } from './servers.ts'

/** Values as TypeScript code wants them: by the number PostgreSQL has for their type. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  // bigint
  20: safeInteger,
  // date: a day has no time of day, and so no time zone to be shifted by.
  1082: (text) => text,
}

const ourTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    // The library's types say any.
    // oxlint-disable-next-line no-unsafe-assignment
    const usual: (text: string) => unknown = pg.types.getTypeParser(oid, format)
    return (format === 'binary' ? undefined : parsers[oid]) ?? usual
  },
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`)
  return value
}

/** So that the server lets go of what a client held to which no way leads any more. */
const noticesLostClients = [
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=3',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=15000',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

export interface PoolOptions {
  readonly size?: number
  readonly name?: string
  /** How long a statement may take, in milliseconds. */
  readonly statementMs?: number
  /** How values are read; unset: as our own code wants them. */
  readonly types?: pg.CustomTypesConfig
}

/**
 * Connections that give up rather than hang: on a server that doesn't answer, on a statement that
 * takes longer than anything here should, on a transaction that someone forgot. PgBouncer takes no
 * such settings, so behind it they are the database role's (docs/operating.md).
 */
export function openPool(
  to: Connection | Servers,
  log: Logger,
  { size = 20, name = 'quizmentor', statementMs = 30_000, types = ourTypes }: PoolOptions = {},
): pg.Pool {
  const servers = to instanceof Servers ? to : new Servers(to)
  const pool = new pg.Pool({
    Client: servers.clientClass(),
    max: size,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(!servers.pooled && {
      statement_timeout: statementMs,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
      options: noticesLostClients,
    }),
  })
  // A connection that breaks is replaced by the next one asked for; who was using it is told by
  // the statement that fails. An error event that nobody hears would end the program.
  const broke = (error: Error) => {
    if (!pool.ending && !servers.isAway) log.warn({ err: error }, 'a database connection broke')
  }
  pool.on('connect', (client) => client.on('error', broke))
  pool.on('error', () => {})
  return pool
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import { pino } from 'pino'
import { openPool } from '../../apps/server/src/platform/database/pool.ts'
import type { Database } from '../../apps/server/src/platform/database/schema.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What the bare handlers run: paths with their statements. */
export interface BareOrder {
  readonly databaseUrl: string
  readonly handlers: Readonly<Record<string, readonly Statement[]>>
}

/** The statements that the real program's own code runs for something, the second time it does. */
export async function statementsOf(
  databaseUrl: string,
  work: (db: Kysely<Database>) => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = []
  const pool = openPool({ connectionString: databaseUrl }, pino({ level: 'silent' }), { size: 2 })
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) =>
      void statements.push({
        text: query.sql,
        values: [...query.parameters],
      }),
  })
  await work(db)
  statements.length = 0
  await work(db)
  await db.destroy()
  return statements
}

/** Runs `work` beside a bare Fastify with `pg` in a process of its own. */
export async function withBare<Result>(
  order: BareOrder,
  work: (bare: { readonly site: string; readonly pid: number }) => Promise<Result>,
): Promise<Result> {
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)), {
    serialization: 'advanced',
  })
  const listening = new Promise((resolve) => child.once('message', resolve))
  child.send(order)
  try {
    return await work({ site: String(await listening), pid: child.pid ?? 0 })
  } finally {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
}

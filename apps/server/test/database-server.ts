import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { startEmbeddedServer } from '../src/platform/database/embedded/server.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { openPool } from '../src/platform/database/pool.ts'

/** The server whose databases the tests use, and a migrated database to copy. */
export interface DatabaseServer {
  url: string
  template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: DatabaseServer
  }
}

const log = pino({ level: 'silent' })

/** Runs once before all server tests: a server, on it a migrated database; gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, close } = await openMigratedServer()
  project.provide('databaseServer', server)
  return close
}

/** Opens a server with a migrated database on it; `close` leaves nothing behind. */
export async function openMigratedServer() {
  const server = await openServer()
  const template = `quizmentor_template_${randomBytes(4).toString('hex')}`
  const close = async () => {
    await run(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await server.stop()
  }
  try {
    await run(server.url, `CREATE DATABASE ${template} TEMPLATE template0`)
    const pool = openPool({ connectionString: inDatabase(server.url, template) }, log, { size: 2 })
    await migrate(pool, log)
    await pool.end()
  } catch (error) {
    await close()
    throw error
  }
  const migrated: DatabaseServer = { url: server.url, template }
  return { server: migrated, close }
}

/** The same server, another database. */
export function inDatabase(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** Runs one statement on its own connection. */
export async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The server of DATABASE_URL, or an embedded one that forgets what it was told when it is cut off. */
async function openServer() {
  const given = process.env['DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }

  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-test-'))
  const server = await startEmbeddedServer({
    folder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    log,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  const { host, port, user, password } = server.address
  return {
    url: `postgres://${user}:${password}@localhost:${port}/postgres?host=${encodeURIComponent(host)}`,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

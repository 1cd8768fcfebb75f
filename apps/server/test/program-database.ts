import { randomBytes } from 'node:crypto'
import { inDatabase, run } from './database-server.ts'

/**
 * Where a program under test keeps its data: an empty database of its own on the server of
 * DATABASE_URL, or the embedded server where that is not set.
 */
export async function programDatabase(): Promise<{
  env: Record<string, string>
  drop(): Promise<void>
}> {
  const server = process.env['DATABASE_URL']
  if (!server) return { env: {}, drop: async () => {} }
  const name = `quizmentor_test_${randomBytes(8).toString('hex')}`
  await run(server, `CREATE DATABASE ${name} TEMPLATE template0`)
  return {
    env: { DATABASE_URL: inDatabase(server, name) },
    drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

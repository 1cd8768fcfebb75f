// Writes apps/server/schema.sql: the database as the migrations leave it.
import { writeFile } from 'node:fs/promises'
import { pino } from 'pino'
import { openPool } from '../apps/server/src/platform/database/pool.ts'
import { inDatabase, openMigratedServer } from '../apps/server/test/database-server.ts'
import { dumpSchema } from '../apps/server/test/schema-dump.ts'

const { server, close } = await openMigratedServer()
const connection = { connectionString: inDatabase(server.url, server.template) }
const pool = openPool(connection, pino({ level: 'silent' }), { size: 1 })
try {
  const file = new URL('../apps/server/schema.sql', import.meta.url)
  await writeFile(file, await dumpSchema(pool))
} finally {
  await pool.end()
  await close()
}

// A database server and an HTTP server, and nothing else: what any start costs at least.
import Fastify from 'fastify'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedServer } from '../../apps/server/src/platform/database/embedded/server.ts'

const [folder = ''] = process.argv.slice(2)
const server = await startEmbeddedServer({
  folder: join(folder, 'postgres'),
  password: 'bare',
  log: pino({ level: 'silent' }),
})
const pool = new pg.Pool({ ...server.address, database: 'postgres' })
pool.on('error', () => {})
await pool.query('SELECT 1')
const http = Fastify()
http.get('/', async () => (await pool.query<{ one: number }>('SELECT 1 AS one')).rows)
await http.listen({ port: 0, host: '127.0.0.1' })
process.send?.('ready')

process.once('message', () => void stop())

async function stop() {
  await http.close()
  await pool.end()
  await server.stop()
  process.disconnect?.()
}

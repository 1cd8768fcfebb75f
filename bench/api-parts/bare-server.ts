// The least that can answer with what a few statements give.
import Fastify from 'fastify'
import pg from 'pg'
import type { BareOrder } from './bare.ts'

process.on('disconnect', () => process.exit(0))
process.once('message', (order) => {
  if (isOrder(order)) void serve(order)
})

async function serve({ databaseUrl, handlers }: BareOrder): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
  const server = Fastify()
  for (const [path, statements] of Object.entries(handlers))
    server.get(path, async () => {
      const found = await Promise.all(
        statements.map(({ text, values }) => pool.query(text, [...values])),
      )
      return found.map(({ rows }): unknown[] => rows)
    })
  process.send?.(await server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }))
}

// What gives it is bare.ts.
function isOrder(message: unknown): message is BareOrder {
  return message instanceof Object && 'handlers' in message
}

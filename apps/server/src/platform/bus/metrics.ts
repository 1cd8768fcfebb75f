import { Counter, Gauge, type Registry } from 'prom-client'

/** How a message goes: with a node that Redis doesn't reach, by both. */
type Way = 'redis' | 'database'

/** What the bus tells `/metrics`; without a registry nobody is told. Of Redis only where it is used. */
export function busMetrics(registry: Registry | undefined, hasRedis: boolean) {
  if (registry === undefined) return { said() {}, redisAnswers() {} }
  const registers = [registry]
  const said = new Counter({
    name: 'quizmentor_bus_messages_total',
    help: 'Messages said to other nodes, by the way they were sent; again where the first failed',
    labelNames: ['way'],
    registers,
  })
  const ways: readonly Way[] = hasRedis ? ['redis', 'database'] : ['database']
  for (const way of ways) said.inc({ way }, 0)
  const up = hasRedis
    ? new Gauge({
        name: 'quizmentor_redis_up',
        help: 'Whether Redis answers this node: 1, or 0 while nodes talk through the database',
        registers,
      })
    : undefined
  return {
    said: (way: Way) => said.inc({ way }),
    redisAnswers: (well: boolean) => up?.set(well ? 1 : 0),
  }
}

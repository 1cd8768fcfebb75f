import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'

/** What this node counts, for `/metrics`. */
export interface Metrics {
  registry: Registry
  /** Open sockets of live games, by audience. */
  sockets: Gauge<'audience'>
  /** Live games in this node's memory, whoever runs them. */
  games: Gauge
  /** Answers stored, by where they were given. */
  answers: Counter<'place'>
  /** Jobs worked off, by name and how they ended. */
  jobs: Counter<'job' | 'outcome'>
  /** Values asked of caches, by where they came from: process, redis, source. */
  cacheReads: Counter<'cache' | 'from'>
}

/** The process's own numbers, and those of the product. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    sockets: new Gauge({
      name: 'quizmentor_live_sockets',
      help: 'Open sockets of live games',
      labelNames: ['audience'],
      registers,
    }),
    games: new Gauge({
      name: 'quizmentor_live_games',
      help: 'Live games in memory, whichever node runs them',
      registers,
    }),
    answers: new Counter({
      name: 'quizmentor_answers_total',
      help: 'Answers stored',
      labelNames: ['place'],
      registers,
    }),
    cacheReads: new Counter({
      name: 'quizmentor_cache_reads_total',
      help: 'Values asked of caches, by where they came from',
      labelNames: ['cache', 'from'],
      registers,
    }),
    jobs: new Counter({
      name: 'quizmentor_jobs_total',
      help: 'Jobs worked off',
      labelNames: ['job', 'outcome'],
      registers,
    }),
  }
}

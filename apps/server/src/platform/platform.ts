import description from '../../package.json' with { type: 'json' }
import type { Config } from '../config.ts'
import type { Bus } from './bus/bus.ts'
import { openBus } from './bus/open-bus.ts'
import type { Caches } from './cache/cache.ts'
import { openCaches } from './cache/open-caches.ts'
import { redisStore } from './cache/redis-store.ts'
import type { Clock } from './clock.ts'
import { type DataFolder, takeDataFolder } from './data-folder.ts'
import {
  type DatabaseHandle,
  openEmbeddedDatabase,
  openExternalDatabase,
} from './database/database.ts'
import { databaseId } from './database-id.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { createLog, type Log } from './log.ts'
import { createMail, type Mail } from './mail/mail.ts'
import { smtpCarrier } from './mail/smtp.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type Nodes, openNodes } from './nodes/nodes.ts'

/** What the product stands on. Features are given the parts they need. */
export interface Platform {
  readonly config: Config
  readonly log: Log
  /** The database's time, which all nodes share. */
  readonly clock: Clock
  readonly database: DatabaseHandle
  /** The programs that share the database; started once this one listens. */
  readonly nodes: Nodes
  /** To be started when the database is migrated. */
  readonly bus: Bus
  readonly caches: Caches
  readonly jobs: Jobs
  readonly mail: Mail
  readonly metrics: Metrics
  /** Signs sessions. */
  readonly secret: string
  /** Stops the jobs, leaves the other nodes, stops the database, then gives the data folder back. */
  close(): Promise<void>
}

export interface PlatformOptions {
  readonly log?: Log
  /** Called when something the program can't do without is gone for good. */
  readonly onLost?: (error: Error) => void
}

/** Opens everything, in order; what was opened is closed again where a later part fails. */
export async function openPlatform(
  config: Config,
  options: PlatformOptions = {},
): Promise<Platform> {
  const log = options.log ?? createLog(config.logLevel)
  await using opened = new AsyncDisposableStack()

  // With a database server and a secret of one's own, nothing is kept on this machine.
  let taken: DataFolder | undefined
  const dataFolder = async () => {
    if (taken) return taken
    taken = await takeDataFolder(config.dataFolder)
    opened.defer(taken.release)
    return taken
  }

  const secret = config.secret ?? (await (await dataFolder()).secret('session-secret'))
  const onLost = (error: Error) => {
    log.fatal({ err: error }, 'the database is lost')
    options.onLost?.(error)
  }
  const database =
    config.databaseUrl === undefined
      ? await openEmbeddedDatabase(await dataFolder(), log, onLost)
      : await openExternalDatabase(config.databaseUrl, log, config.databaseReplicaUrl)
  opened.defer(() => database.close())

  const nodes = await openNodes({
    pool: database.pool,
    log,
    roles: config.roles,
    version: description.version,
    isAlone: database.kind === 'embedded',
  })
  opened.defer(() => nodes.close())
  const { redisUrl } = config
  const metrics = createMetrics()
  const bus = openBus({ redisUrl, database, nodeId: nodes.id, log, metrics: metrics.registry })
  opened.defer(() => bus.close())

  const store = redisUrl ? redisStore(redisUrl, () => databaseId(database.pool), log) : undefined
  const caches = openCaches({ bus, store, reads: metrics.cacheReads })
  opened.defer(() => caches.close())

  const jobs = createJobs(database.servers, log, metrics)
  opened.defer(() => jobs.stop())
  const carrier = config.smtpUrl ? smtpCarrier(config.smtpUrl, config.mailFrom) : undefined
  const mail = createMail(database.kysely, jobs, log, carrier)

  const parts = opened.move()
  return {
    config,
    log,
    clock: nodes.clock,
    database,
    nodes,
    bus,
    caches,
    jobs,
    mail,
    metrics,
    secret,
    close: () => parts.disposeAsync(),
  }
}

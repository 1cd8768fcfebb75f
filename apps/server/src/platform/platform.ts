import type { Config } from '../config.ts'
import { type Clock, systemClock } from './clock.ts'
import { type DataFolder, takeDataFolder } from './data-folder.ts'
import {
  type DatabaseHandle,
  openEmbeddedDatabase,
  openExternalDatabase,
} from './database/database.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { createLog, type Log } from './log.ts'
import { createMail, type Mail } from './mail/mail.ts'
import { smtpCarrier } from './mail/smtp.ts'
import { createMetrics, type Metrics } from './metrics.ts'

/** What the product stands on. Features are given the parts they need. */
export interface Platform {
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
  readonly database: DatabaseHandle
  readonly jobs: Jobs
  readonly mail: Mail
  readonly metrics: Metrics
  /** Signs sessions. */
  readonly secret: string
  /** Stops the jobs, then the database, then gives the data folder back. */
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
      : await openExternalDatabase(config.databaseUrl, log)
  opened.defer(() => database.close())

  const metrics = createMetrics()
  const jobs = createJobs(database.connection, log, metrics)
  opened.defer(() => jobs.stop())
  const carrier = config.smtpUrl ? smtpCarrier(config.smtpUrl, config.mailFrom) : undefined
  const mail = createMail(database.kysely, jobs, log, carrier)

  const parts = opened.move()
  return {
    config,
    log,
    clock: systemClock,
    database,
    jobs,
    mail,
    metrics,
    secret,
    close: () => parts.disposeAsync(),
  }
}

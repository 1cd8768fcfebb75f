import { flushCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { styleText } from 'node:util'
import { type App, startApp } from './app.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { migrate } from './platform/database/migrate.ts'
import { OperatorError } from './platform/failure.ts'
import { openPlatform, type Platform } from './platform/platform.ts'

/** How long requests and jobs may take to finish once the program is told to stop. */
const patienceMs = 30_000

/** Runs the program until it is told to stop. */
export async function serve(): Promise<void> {
  let config: Config
  let platform: Platform
  try {
    config = readConfig(process.env)
    platform = await openPlatform(config, { onLost: () => void stop(1) })
  } catch (error) {
    return refuse(error)
  }

  let app: App | undefined
  let stopping: Promise<void> | undefined
  const { log } = platform

  /** In order: not ready, no new connections, sockets, requests, jobs, database. */
  function stop(code: number): Promise<void> {
    return (stopping ??= (async () => {
      setTimeout(() => {
        log.error('not everything could be finished in time')
        process.exit(1)
      }, patienceMs).unref()
      await app?.close()
      await platform.close()
      process.exitCode = code
    })().catch((error: unknown) => {
      log.error({ err: error }, 'stopping failed')
      process.exitCode = 1
    }))
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // Asked twice: at once. The database server is looked after by its watchdog.
      if (stopping) process.exit(1)
      log.info({ signal }, 'stopping')
      void stop(0)
    })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a fault in the program')
    void stop(1)
  })

  try {
    await migrate(platform.database.pool, log)
    app = await startApp(platform)
  } catch (error) {
    refuse(error)
    return stop(1)
  }
  announce(config, platform, app)
  flushCompileCache()

  platform.jobs.start({ work: config.roles.includes('worker') }).catch((error: unknown) => {
    if (stopping) return
    log.fatal({ err: error }, 'jobs could not be started')
    void stop(1)
  })
}

/** Says what is wrong where the person who runs the program can put it right. */
function refuse(error: unknown): void {
  process.exitCode = 1
  if (error instanceof ConfigError || error instanceof OperatorError)
    process.stderr.write(`\nQuizMentor can't start.\n${error.message}\n\n`)
  else throw error
}

function announce(config: Config, { database, log }: Platform, app: App): void {
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout })
  const where =
    database.kind === 'embedded'
      ? `${resolve(config.dataFolder)} (PostgreSQL ${database.version}, embedded)`
      : `PostgreSQL ${database.version} of DATABASE_URL`
  const lines = [
    '',
    `  ${bold('QuizMentor is ready')}`,
    '',
    `  Open   ${bold(app.url)}`,
    ...app.networkUrls.map((url) => `         ${url}  for phones on this network`),
    `  Data   ${where}`,
    '  Stop   Ctrl-C',
    '',
    ...(app.setupUrl
      ? [
          '  This installation has no owner yet. Make yourself the owner here, once:',
          '',
          `  ${bold(app.setupUrl)}`,
          '',
        ]
      : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  log.info({ url: app.url }, 'ready')
  if (config.unused.length > 0)
    log.warn({ variables: config.unused }, 'set, but not used by this version')
}

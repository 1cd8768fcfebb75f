import { LIVE_PATH } from '@quizmentor/contract/live-protocol'
import { hostname, networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Role } from './config.ts'
import { bankFeature } from './features/bank/routes.ts'
import { openBank } from './features/bank/service.ts'
import { loadStarterContent } from './features/bank/starter/load.ts'
import { handleCalibrationJobs } from './features/calibration/jobs.ts'
import { openRequests } from './features/calibration/requests.ts'
import { calibrationFeature } from './features/calibration/routes.ts'
import { openCalibration } from './features/calibration/service.ts'
import { audit } from './platform/audit.ts'
import { createIdentity } from './features/identity/service.ts'
import { handleImportJobs } from './features/interchange/jobs.ts'
import { interchangeFeature } from './features/interchange/routes.ts'
import { openLive } from './features/live/live.ts'
import { opsFeature } from './features/ops/routes.ts'
import { handleCardJobs } from './features/practice/jobs.ts'
import { handlePartitionJobs, preparePartitions } from './features/practice/partitions.ts'
import { practiceFeature } from './features/practice/routes.ts'
import { openPractice } from './features/practice/service.ts'
import { createHttpServer } from './http/server.ts'
import { errorCode, OperatorError } from './platform/failure.ts'
import type { Platform } from './platform/platform.ts'

/** Where the web build lies. */
export const webFolder = fileURLToPath(new URL('../../web/dist/', import.meta.url))

/** The program, answering. */
export interface App {
  /** The address people use. */
  readonly url: string
  /** Other addresses of this machine by which phones on its networks reach it. */
  readonly networkUrls: readonly string[]
  /** The one-time link that makes the owner, until there is one. */
  readonly setupUrl: string | null
  /**
   * Ends in order: says it is not ready, stops listening, closes sockets so that their clients go
   * elsewhere, and lets requests finish.
   */
  close(): Promise<void>
}

/** Mounts the features on the platform and starts to answer. */
export async function startApp(platform: Platform): Promise<App> {
  const { config, log, clock, jobs, mail, metrics, secret, nodes, bus, caches } = platform
  const { kysely: db, pool, read } = platform.database
  const does = (role: Role) => config.roles.includes(role)
  let url = config.publicUrl

  const identity = createIdentity({
    db,
    log,
    jobs,
    mail,
    confirmsAddresses: mail.sends,
    secret,
    publicUrl: config.publicUrl,
    url: () => url ?? `http://${config.host}:${config.port}`,
    bus,
  })
  const bank = openBank(db)
  const practice = openPractice({ db, read, clock, jobs, caches })
  handlePartitionJobs(jobs, db, clock)
  handleCardJobs(jobs, db)
  const calibration = openCalibration({ db, read, clock, audit })
  handleCalibrationJobs({ jobs, log, clock, db, calibration, practice })
  const calibrationRequests = openRequests({ db, jobs, calibration, audit })
  handleImportJobs({ jobs, log, clock, db, servers: platform.database.servers })
  await preparePartitions(db, clock, log)
  const { callers, accessEnded } = identity
  const live = openLive({
    db,
    read,
    pool,
    nodes,
    bus,
    owns: does('live'),
    log,
    metrics,
    callers,
    accessEnded,
    livingSessions: (ids) => identity.livingSessions(ids),
    loadQuiz: (workspaceId, quizId) => bank.quizzes.content(workspaceId, quizId),
    onFinished: ({ gameId, responses }) => practice.learnFromGame(gameId, responses),
    secret,
    playersPerAddress: config.playersPerAddress,
  })

  const ofApi = [
    ...identity.routes,
    ...bankFeature(bank),
    ...interchangeFeature({ db, read, jobs, audit, caches }),
    ...practiceFeature(practice),
    ...calibrationFeature(calibration, calibrationRequests),
    ...opsFeature({
      database: platform.database,
      mailSends: mail.sends,
      metrics,
      firstWorkspaceId: identity.firstWorkspaceId,
    }),
  ]
  const server = createHttpServer({
    log,
    metrics: metrics.registry,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    webFolder,
    callers,
    routes: [...(does('api') ? ofApi : []), ...(does('api') || does('live') ? live.routes : [])],
    ready: async () => void (await pool.query('SELECT 1')),
  })

  if (does('live')) server.onUpgrade(LIVE_PATH, live.upgrade)

  const listening = await server.listen(config).catch((error: unknown) => {
    throw portProblem(error, config.host, config.port)
  })
  url ??= listening
  await nodes.start(`${hostname()} ${new URL(listening).port}`)
  await bus.start()

  const { setupUrl } = await identity.ensureFirstWorkspace(loadStarterContent)
  await live.start()
  return {
    url,
    networkUrls: networkUrls(config.host, new URL(listening).port),
    setupUrl,
    async close() {
      server.drain()
      const closed = server.close()
      await live.drain()
      await closed
      await live.close()
    },
  }
}

function networkUrls(host: string, port: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return []
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`)
}

function portProblem(error: unknown, host: string, port: number): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new OperatorError(
        `PORT: ${port} is taken on ${host}. Stop the program that has it, or choose another ` +
          `port: PORT=${port + 1} npm start`,
        { cause: error },
      )
    case 'EACCES':
      return new OperatorError(
        `PORT: this user may not listen on ${port}. Choose a port above 1023: PORT=3000 npm start`,
        { cause: error },
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(
        `HOST: ${host} is not an address of this machine. HOST=127.0.0.1 serves this machine ` +
          'alone, HOST=0.0.0.0 its networks too.',
        { cause: error },
      )
    default:
      return error
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { OperatorError } from '../../failure.ts'
import { type Account, unprivilegedAccount } from './account.ts'
import { installedBinaries } from './binaries.ts'
import { type Cluster, createCluster, openFor, superuser, surroundings } from './cluster.ts'
import { clearLeftover } from './leftover.ts'
import { makeSocketFolder, remakeSocketFolder } from './socket-folder.ts'

const windows = process.platform === 'win32'

/** Small enough for a laptop's background; durability is not touched. */
const modest = {
  max_connections: '60',
  shared_buffers: '32MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '32MB',
  random_page_cost: '1.1',
  jit: 'off',
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  autovacuum_max_workers: '2',
  // Nobody replicates from it, so the log need only be enough for recovery.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '512MB',
  // What a statement did wrong goes to the one who sent it; its text may hold personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
}

/** How to reach a server as its superuser. */
export interface ServerAddress {
  host: string
  port: number
  user: string
  password: string
}

export interface EmbeddedServer {
  address: ServerAddress
  /** The process of the server that runs now. */
  readonly pid: number
  /** Waits for the server to write everything down and end. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** The cluster's folder; it and its parent's lock are the caller's. */
  folder: string
  password: string
  log: Logger
  /** Called when the server ended by itself and could not be started again. */
  onLost?: (error: Error) => void
  settings?: Readonly<Record<string, string>>
}

/**
 * Starts the PostgreSQL that npm installed, as a child that does not outlive this process, and
 * again should it end by itself.
 */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { folder, password, log, onLost } = options
  const account = await unprivilegedAccount(folder)
  const cluster = { folder, account, binaries: await installedBinaries(account) }
  await createCluster(cluster, password)
  await clearLeftover(folder, log)

  const sockets = windows ? undefined : await makeSocketFolder(account)
  const port = windows ? await freePort() : 5432
  const settings = {
    ...modest,
    listen_addresses: windows ? '127.0.0.1' : '',
    port: String(port),
    ...(sockets && { unix_socket_directories: sockets, unix_socket_permissions: '0700' }),
    ...options.settings,
  }

  let stopping = false
  const restarts: number[] = []
  let run = await start(cluster, settings, log)
  supervise()

  function supervise() {
    run.ended.then(restart).catch((error: unknown) => {
      onLost?.(error instanceof Error ? error : new Error(String(error)))
    })
  }

  async function restart(how: string) {
    if (stopping) return
    log.error({ how }, 'the database server ended by itself; starting it again')
    const now = Date.now()
    restarts.push(now)
    if (restarts.filter((at) => at > now - 60_000).length > 3)
      throw new Error(`The database server keeps ending (${how}).`)
    await clearLeftover(folder, log)
    if (sockets) await remakeSocketFolder(sockets, account)
    run = await startAgain()
    if (stopping) await run.stop()
    else supervise()
  }

  /** Without room on the disk it can't start; then it waits for some. */
  async function startAgain(): Promise<Run> {
    for (;;) {
      try {
        return await start(cluster, settings, log)
      } catch (error) {
        const isFull = error instanceof Error && error.message.includes('No space left on device')
        if (!isFull || stopping) throw error
        log.error('the database server finds no room on the disk; starting it again when it does')
        await delay(1_000)
      }
    }
  }

  return {
    address: { host: sockets ?? '127.0.0.1', port, user: superuser, password },
    get pid() {
      return run.pid
    },
    async stop() {
      stopping = true
      await run.stop()
      if (sockets) await rm(sockets, { recursive: true, force: true })
    },
  }
}

interface Run {
  pid: number
  /** How the server ended, once it has. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** Tries for a while: the processes of a killed server take a moment to notice and go. */
async function start(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  log: Logger,
): Promise<Run> {
  for (let attempt = 1; ; attempt++) {
    const result = await startOnce(cluster, settings, log)
    if ('run' in result) return result.run
    const passing = /pre-existing shared memory|lock file .* already exists/.test(result.said)
    if (!passing || attempt === 20)
      throw new OperatorError(
        `The database server did not start from ${cluster.folder}. Put right what it says, then ` +
          `start again:\n${result.said.trim()}`,
      )
    await delay(250)
  }
}

async function startOnce(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  log: Logger,
): Promise<{ run: Run } | { said: string }> {
  const place = await openFor(cluster)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(cluster.binaries.postgres, ['-D', place.path, ...flags], {
    ...cluster.account,
    ...surroundings,
    stdio: ['ignore', 'ignore', 'pipe', ...place.files],
    // Its own session: Ctrl-C on the terminal is for the program, which then stops it in order.
    detached: !windows,
  })
  const sockets = settings['unix_socket_directories'] ?? ''
  const watchdog = child.pid === undefined ? undefined : watch(child.pid, cluster.account, sockets)

  // Listened for at once: a server that doesn't start ends before anything else is waited for.
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const heardOut = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => watchdog?.stdin?.end('done\n'))

  const said: string[] = []
  const ready = new Promise<true>((resolve) => {
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', (line) => {
        log.debug({ line }, 'database server')
        said.push(line)
        if (said.length > 50) said.shift()
        if (line.includes('ready to accept connections')) resolve(true)
      })
  })
  await place.close()
  const how = await Promise.race([ready, ended])
  if (how !== true || child.pid === undefined) {
    await Promise.race([heardOut, delay(1_000)])
    return { said: [...said, String(how)].join('\n') }
  }

  return { run: { pid: child.pid, ended, stop: () => stop(child, ended) } }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  // Fast: open transactions are rolled back, everything committed is written. Then less politely.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal)
    const patience = new AbortController()
    const waited = delay(10_000, false, { signal: patience.signal }).catch(() => false)
    if (await Promise.race([ended.then(() => true), waited])) {
      patience.abort()
      return
    }
  }
}

/**
 * A process of a few hundred kilobytes that waits at the other end of a pipe. However this
 * process ends, the pipe closes with it, and the database server is stopped.
 */
function watch(pid: number, account: Account | undefined, sockets: string): ChildProcess {
  const [command, args] = windows
    ? ['cmd', ['/d', '/c', `set /p done= & taskkill /pid ${pid} /f /t`]]
    : [
        '/bin/sh',
        [
          '-c',
          'read -r done && exit; kill -INT "$0"; ' +
            'for i in 1 2 3; do sleep 1; kill -0 "$0" || break; done; ' +
            'kill -QUIT "$0"; rm -rf "$1"',
          String(pid),
          sockets,
        ],
      ]
  const watchdog = spawn(command, args, {
    ...account,
    ...surroundings,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.on('error', () => {})
  watchdog.stdin.on('error', () => {})
  watchdog.unref()
  return watchdog
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { unprivilegedAccount } from '../../../src/platform/database/embedded/account.ts'
import { installedBinaries } from '../../../src/platform/database/embedded/binaries.ts'
import {
  type Cluster,
  createCluster,
  give,
  superuser,
  surroundings,
} from '../../../src/platform/database/embedded/cluster.ts'
import { freePort } from '../../free-port.ts'
import { endsWithUs } from './leftovers.ts'

const databaseName = 'quizmentor'
const password = 'between-the-faults'

/** As a server of one's own would have it, but for its size. Durability is not touched. */
const usual: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  shared_buffers: '64MB',
  jit: 'off',
  io_method: 'sync',
  wal_level: 'replica',
  wal_keep_size: '512MB',
  max_wal_size: '1GB',
  hot_standby: 'on',
  wal_receiver_status_interval: '1s',
  wal_retrieve_retry_interval: '200ms',
}

/** A PostgreSQL server of the programs that npm installed, on a port of this machine. */
export class Postgres {
  readonly port: number
  readonly #cluster: Cluster
  readonly #settings: Readonly<Record<string, string>>
  #child: ChildProcess | null = null

  private constructor(cluster: Cluster, port: number, settings: Readonly<Record<string, string>>) {
    this.#cluster = cluster
    this.port = port
    this.#settings = settings
  }

  /** Makes one in a folder that is not there yet, below one that everybody can enter. */
  static async create(
    folder: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Postgres> {
    const account = await unprivilegedAccount(folder)
    const cluster = { folder, account, binaries: await installedBinaries(account) }
    await createCluster(cluster, password)
    return new Postgres(cluster, await freePort(), { ...usual, ...settings })
  }

  /**
   * A standby that follows this one by way of a port. Copies the folder, so this one must not run.
   */
  async standby(folder: string, { by }: { readonly by: number }): Promise<Postgres> {
    if (this.#child !== null) throw new Error('the server to copy runs')
    const { account, binaries } = this.#cluster
    await cp(this.#cluster.folder, folder, { recursive: true, preserveTimestamps: true })
    await writeFile(join(folder, 'standby.signal'), '')
    const owner = account === undefined ? [] : [`${account.uid}:${account.gid}`]
    if (owner.length > 0) spawnSync('chown', ['-R', ...owner, folder])
    spawnSync('chmod', ['-R', 'go-rwx', folder])
    const follows = {
      host: '127.0.0.1',
      port: by,
      user: superuser,
      password,
      application_name: 'standby',
    }
    const primary_conninfo = Object.entries(follows)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')
    const { synchronous_standby_names: _, ...settings } = this.#settings
    return new Postgres({ folder, account, binaries }, await freePort(), {
      ...settings,
      primary_conninfo,
    })
  }

  get folder(): string {
    return this.#cluster.folder
  }

  /** The address of the product's database, or another; by way of another port where given. */
  url(database = databaseName, port = this.port): string {
    return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
  }

  async start(): Promise<void> {
    const { binaries, folder, account } = this.#cluster
    const settings = { ...this.#settings, port: `${this.port}` }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(binaries.postgres, ['-D', folder, ...flags], {
      ...account,
      ...surroundings,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    endsWithUs(child)
    this.#child = child
    const said: string[] = []
    const ready = new Promise<true>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line)
        if (said.length > 40) said.shift()
        if (/ready to accept (read-only )?connections/.test(line)) resolve(true)
      })
    })
    const ended = once(child, 'exit').then(() => false)
    if (!(await Promise.race([ready, ended])))
      throw new Error(`PostgreSQL does not start:\n${said.join('\n')}`)
  }

  /** Makes the product's database, empty, once it runs; its tables in a folder of their own. */
  async createDatabase(tables?: string): Promise<void> {
    if (tables !== undefined)
      await this.query(`CREATE TABLESPACE apart LOCATION '${tables}'`, 'postgres')
    const place = tables === undefined ? '' : ' TABLESPACE apart'
    await this.query(`CREATE DATABASE ${databaseName}${place}`, 'postgres')
  }

  /** Ends it as a power cut would: all its processes at once. */
  async kill(): Promise<void> {
    const { pid } = this.#running()
    // What serves connections ends by itself when it finds its parent gone: a power cut is quicker.
    const all = spawnSync('pgrep', ['-P', `${pid}`], { encoding: 'utf8' }).stdout
    await this.#end('SIGKILL')
    for (const child of all.split('\n').filter(Boolean)) {
      try {
        process.kill(Number(child), 'SIGKILL')
      } catch {
        // It went with its parent.
      }
    }
  }

  /** Ends it in order, open transactions rolled back. */
  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  /** Leaves no process and no shared memory behind. */
  async close(): Promise<void> {
    const memory = await readFile(join(this.folder, 'postmaster.pid'), 'utf8').catch(() => '')
    if (this.#child !== null) await this.#end('SIGQUIT')
    const id = memory.split('\n')[6]?.trim().split(/\s+/)[1]
    if (id !== undefined) spawnSync('ipcrm', ['-m', id], { stdio: 'ignore' })
  }

  /** Lets a standby take over. */
  async promote(): Promise<void> {
    await this.query('SELECT pg_promote(true, 30)', 'postgres')
  }

  /** Runs one statement on a connection of its own. */
  async query<Row extends pg.QueryResultRow>(
    statement: string,
    database = databaseName,
  ): Promise<Row[]> {
    const client = new pg.Client({
      connectionString: this.url(database),
      connectionTimeoutMillis: 5_000,
    })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end()
    }
  }

  #running(): ChildProcess {
    if (this.#child === null) throw new Error('the server does not run')
    return this.#child
  }

  async #end(how: NodeJS.Signals): Promise<void> {
    const child = this.#running()
    this.#child = null
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(how)
    await ended
  }
}

/** Gives a folder to the user that PostgreSQL runs as. */
export async function giveToPostgres(folder: string): Promise<void> {
  await give(folder, await unprivilegedAccount(folder))
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { unprivilegedAccount } from '../src/platform/database/embedded/account.ts'
import { give } from '../src/platform/database/embedded/cluster.ts'
import { freePort } from './free-port.ts'

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(
  (path) => existsSync(path),
)

export const hasPgBouncer = program !== undefined

export interface PgBouncer {
  /** The same database, through PgBouncer in transaction mode. */
  readonly url: string
  close(): Promise<void>
}

/** Starts this machine's PgBouncer before a database, with so many connections to it. */
export async function startPgBouncer(databaseUrl: string, connections: number): Promise<PgBouncer> {
  if (program === undefined) throw new Error('PgBouncer is not installed')
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl)
  const name = pathname.slice(1)
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-pgbouncer-'))
  const account = await unprivilegedAccount(folder)
  await chmod(folder, 0o700)
  await give(folder, account)
  const listens = await freePort()
  const settings = join(folder, 'pgbouncer.ini')
  await writeFile(
    settings,
    `[databases]
${name} = host=${searchParams.get('host') ?? hostname} port=${port || 5432} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listens}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 200
`,
  )
  await give(settings, account)
  const child = spawn(program, [settings], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  const ready = new Promise<true>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      if (line.includes('process up')) resolve(true)
    })
  })
  if ((await Promise.race([ready, ended])) !== true)
    throw new Error(`PgBouncer does not start:\n${said.join('\n')}`)
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${listens}/${name}`,
    async close() {
      child.kill('SIGQUIT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

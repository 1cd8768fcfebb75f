import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../test-database.ts'
import { type Program, runProgram, startProgram } from '../program.ts'

let dataFolder: string
const running: Program[] = []

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor program '))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.stop()))
  await rm(dataFolder, { recursive: true, force: true })
})

async function start(env?: Record<string, string>): Promise<Program> {
  const program = await startProgram({ dataFolder, ...(env && { env }) })
  running.push(program)
  return program
}

describe('starting', () => {
  it('answers at the printed address and shows the owner link once', async () => {
    const program = await start()
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200)
    expect(program.setupUrl).toMatch(new RegExp(`^${program.url}/setup/.{20,}`))
  })

  it('says that the data folder is in use, and by which process', async () => {
    const first = await start()
    const { code, output } = await runProgram({ dataFolder })
    expect(code).toBe(1)
    expect(output).toContain(`${dataFolder} is in use by the process ${first.pid}`)
    expect(output).toContain('QUIZMENTOR_DATA')
  })

  it('says that the port is taken, and names the variable', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, output } = await runProgram({ dataFolder, env: { PORT: String(port) } })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`PORT: ${port} is taken`)
  })

  it('says which variable is wrong, what was expected and an example', async () => {
    const env = { PORT: 'many', DATABASE_URL: 'mysql://user:hidden@localhost/quiz' }
    const { code, output } = await runProgram({ dataFolder, env })
    expect(code).toBe(1)
    expect(output).toContain('PORT: expected a whole number from 0 to 65535')
    expect(output).toContain('Example: PORT=3000')
    expect(output).toContain('DATABASE_URL: expected the address of a PostgreSQL server')
    expect(output).not.toContain('hidden')
  })

  it('says that no database server answers, without the password', async () => {
    const env = { DATABASE_URL: 'postgres://user:hidden@127.0.0.1:9/quiz' }
    const { code, output } = await runProgram({ dataFolder, env })
    expect(code).toBe(1)
    expect(output).toContain('no PostgreSQL server answers at 127.0.0.1:9')
    expect(output).not.toContain('hidden')
  })
})

describe('with a data folder that somebody put their hands on', () => {
  it('says that the password is not that of the database, and which file it is in', async () => {
    await (await start()).stop()
    await writeFile(join(dataFolder, 'database-password'), 'of another database')
    const { code, output } = await runProgram({ dataFolder })
    expect(code).toBe(1)
    expect(output).toContain(`The password in ${join(dataFolder, 'database-password')} is not`)
    expect(output).not.toContain('    at ')
  })

  it('says what the database server says that does not start, without a stack', async () => {
    await (await start()).stop()
    await chmod(join(dataFolder, 'postgres'), 0o755)
    const { code, output } = await runProgram({ dataFolder })
    expect(code).toBe(1)
    expect(output).toContain(`did not start from ${join(dataFolder, 'postgres')}`)
    expect(output).toContain('Permissions should be u=rwx (0700)')
    expect(output).not.toContain('    at ')
  })
})

describe('with DATABASE_URL', () => {
  it('uses that server, and starts none', async () => {
    const database = await createTestDatabase('empty')
    const program = await start({ DATABASE_URL: database.url })
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200)
    expect(program.output()).toContain('of DATABASE_URL')
    expect(existsSync(join(dataFolder, 'postgres'))).toBe(false)
    const { rows } = await database.pool.query<{ count: number }>('SELECT count(*) FROM questions')
    expect(rows[0]?.count).toBeGreaterThan(0)
    expect(await program.stop()).toBe(0)
    await database.drop()
  })
})

describe('stopping', () => {
  it('ends in order, the database with it, and leaves the folder free', async () => {
    const program = await start()
    const server = await databasePid()
    expect(await program.stop()).toBe(0)
    expect(isAlive(server)).toBe(false)
    expect(existsSync(join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(false)
    await start()
  })

  it('leaves no database server behind when it is killed', async () => {
    const program = await start()
    const server = await databasePid()
    await program.kill()
    await expect.poll(() => isAlive(server), { timeout: 10_000 }).toBe(false)
  })

  it('opens again after a kill, at once, with everything that was committed', async () => {
    const program = await start()
    const sum = await writeUntil(() => program.kill())
    const again = await start()
    expect((await fetch(`${again.url}/health/ready`)).status).toBe(200)
    const client = await connect()
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM acknowledged')
    await client.end()
    expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(sum)
    expect(sum).toBeGreaterThan(0)
  })

  it.runIf(process.platform === 'linux')(
    'stops what is left of an earlier run whose watchdog was killed, too, and opens again',
    async () => {
      const program = await start()
      const left = await databasePid()
      for (const pid of await childrenOf(program.pid))
        if (pid !== left) process.kill(pid, 'SIGKILL')
      await program.kill()
      expect(isAlive(left)).toBe(true)

      const again = await start()
      expect(isAlive(left)).toBe(false)
      expect(again.output()).toContain('an earlier run left behind')
      expect((await fetch(`${again.url}/health/ready`)).status).toBe(200)
    },
  )

  it('opens again where the number of the killed server is now that of another process', async () => {
    const program = await start()
    await program.stop()
    const stranger = `${process.pid}\n/elsewhere\n1\n5432\n/tmp\n\n`
    await writeFile(join(dataFolder, 'postgres', 'postmaster.pid'), stranger)
    const again = await start()
    expect((await fetch(`${again.url}/health/ready`)).status).toBe(200)
  })

  it('starts its database server again when that ends by itself', async () => {
    const program = await start()
    const before = await databasePid()
    process.kill(before, 'SIGKILL')
    await expect.poll(databasePid, { timeout: 20_000 }).not.toBe(before)
    await expect
      .poll(async () => (await fetch(`${program.url}/health/ready`)).status, { timeout: 20_000 })
      .toBe(200)
  })
})

describe('the data folder', () => {
  it('keeps its secrets for its owner alone, and from the output', async () => {
    const program = await start({ QUIZMENTOR_LOG_LEVEL: 'trace' })
    for (const name of ['database-password', 'session-secret']) {
      const file = join(dataFolder, name)
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect(program.output()).not.toContain((await readFile(file, 'utf8')).trim())
    }
  })

  it('has a database that refuses a wrong password and listens on no network', async () => {
    await start()
    await expect(connect('wrong')).rejects.toThrow('password authentication failed')
    const client = await connect()
    const { rows } = await client.query("SELECT current_setting('listen_addresses') AS on_network")
    const { rows: fsync } = await client.query("SELECT current_setting('fsync') AS fsync")
    await client.end()
    expect(rows).toEqual([{ on_network: '' }])
    expect(fsync).toEqual([{ fsync: 'on' }])
  })
})

async function postmasterFile(): Promise<string[]> {
  const file = await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').catch(
    () => '',
  )
  return file.split('\n')
}

async function databasePid(): Promise<number> {
  return Number((await postmasterFile())[0])
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.trim().split(/\s+/).map(Number)
}

async function connect(password?: string): Promise<pg.Client> {
  const [, , , port, host] = await postmasterFile()
  const kept = await readFile(join(dataFolder, 'database-password'), 'utf8')
  const client = new pg.Client({
    host: host ?? '',
    port: Number(port),
    user: 'quizmentor',
    password: password ?? kept.trim(),
    database: 'quizmentor',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Writes row after row until the server goes away; gives how many it acknowledged. */
async function writeUntil(end: () => Promise<void>): Promise<number> {
  const client = await connect()
  await client.query('CREATE TABLE acknowledged (id integer)')
  let acknowledged = 0
  try {
    for (;;) {
      await client.query('INSERT INTO acknowledged VALUES ($1)', [acknowledged])
      acknowledged += 1
      if (acknowledged === 200) void end()
    }
  } catch {
    return acknowledged
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

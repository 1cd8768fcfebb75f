import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'

const run = promisify(execFile)
const program = 'redis-server'

/** A Redis server of a test's own, which can be ill-treated. It keeps nothing on disk. */
export interface RedisServer {
  readonly url: string
  /** Starts it again on the same port after a kill. */
  start(): Promise<void>
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** Runs one command, and gives what the command line shows. */
  command(...words: readonly string[]): Promise<string>
  stop(): Promise<void>
}

/** Why no Redis server can be started here; undefined where one can. */
export const noRedis: string | undefined = await run(program, ['--version']).then(
  () => undefined,
  () => 'redis-server is not installed',
)

/** Starts one on a free port of this machine. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort()
  let child: ChildProcess | undefined
  // A test that is cut off leaves no server behind either.
  const onExit = () => void child?.kill('SIGKILL')
  process.once('exit', onExit)

  async function command(...words: readonly string[]): Promise<string> {
    const { stdout } = await run('redis-cli', ['-p', String(port), ...words])
    return stdout.trim()
  }

  async function start(): Promise<void> {
    const place = ['--port', String(port), '--bind', '127.0.0.1']
    const forgetful = ['--save', '', '--appendonly', 'no']
    child = spawn(program, [...place, ...forgetful], { stdio: 'ignore', cwd: '/' })
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await command('ping').catch(() => '')) === 'PONG') return
      await new Promise((resolve) => void setTimeout(resolve, 25))
    }
    throw new Error('redis-server did not start')
  }

  async function kill(): Promise<void> {
    if (child === undefined) return
    const gone = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    child = undefined
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    command,
    async stop() {
      process.off('exit', onExit)
      await kill()
    },
  }
}

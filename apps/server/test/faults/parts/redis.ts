import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from '../../free-port.ts'
import { endsWithUs } from './leftovers.ts'
import { whereIs } from './servers.ts'

/** A Redis server that keeps nothing, on a port that stays its own. */
export class Redis {
  readonly port: number
  #child: ChildProcess | null = null

  private constructor(port: number) {
    this.port = port
  }

  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort())
    await redis.start()
    return redis
  }

  async start(): Promise<void> {
    const program = whereIs('redis-server')
    if (program === null) throw new Error('there is no redis-server on this machine')
    const settings = { port: this.port, bind: '127.0.0.1', save: '', appendonly: 'no' }
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`])
    const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'ignore'], cwd: '/' })
    endsWithUs(child)
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (said: Buffer) => {
        if (said.toString().includes('Ready to accept connections')) resolve()
      })
      child.once('exit', () => reject(new Error('redis-server does not start')))
    })
  }

  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null) return
    const ended = once(child, 'exit')
    child.kill('SIGCONT')
    child.kill('SIGKILL')
    await ended
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Empties it. */
  async flush(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1')
    socket.write('FLUSHALL\r\nSCRIPT FLUSH\r\n')
    await once(socket, 'data')
    socket.destroy()
  }
}

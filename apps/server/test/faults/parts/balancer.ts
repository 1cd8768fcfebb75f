import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { every, machineTime } from '../../../src/features/live/time.ts'
import type { Dice } from '../../live-simulation/dice.ts'

const lookEveryMs = 200
const lookPatienceMs = 500

interface Backend {
  readonly url: string
  isReady: boolean
  readonly sockets: Set<Socket>
}

/**
 * Stands before nodes as a proxy does: connections go to those that say they are ready, in turn.
 * What a connection carries is not looked at.
 */
export class Balancer {
  readonly url: string
  readonly #server: Server
  readonly #backends: Backend[] = []
  readonly #stopLooking: () => void
  #turn = 0

  private constructor(server: Server, port: number) {
    this.#server = server
    this.url = `http://127.0.0.1:${port}`
    this.#stopLooking = every(machineTime, lookEveryMs, () => {
      for (const backend of this.#backends) void look(backend)
    })
    server.on('connection', (socket: Socket) => this.#accept(socket))
  }

  static async open(): Promise<Balancer> {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1', 8_192)
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port to listen on')
    return new Balancer(server, address.port)
  }

  /** From now on one of those that connections go to; it is ready. */
  add(url: string): void {
    this.#backends.push({ url, isReady: true, sockets: new Set() })
  }

  /** No new connections go there; those that are there stay. */
  remove(url: string): void {
    const index = this.#backends.findIndex((backend) => backend.url === url)
    if (index >= 0) this.#backends.splice(index, 1)
  }

  /** Ends a share of the connections, whose owners come back to another node, or the same. */
  drop(dice: Dice, share: number): void {
    for (const { sockets } of this.#backends)
      for (const socket of sockets) if (dice.happens(share)) socket.resetAndDestroy()
  }

  async close(): Promise<void> {
    this.#stopLooking()
    this.#server.close()
    for (const { sockets } of this.#backends) for (const socket of sockets) socket.destroy()
    await Promise.race([once(this.#server, 'close'), new Promise((end) => setTimeout(end, 1_000))])
  }

  #accept(near: Socket): void {
    near.on('error', () => {})
    const backend = this.#next()
    if (backend === undefined) return void near.resetAndDestroy()
    this.#join(near, backend, 1)
  }

  #next(): Backend | undefined {
    const ready = this.#backends.filter(({ isReady }) => isReady)
    // Where none says that it is ready, any may at least say why.
    const all = ready.length > 0 ? ready : this.#backends
    return all[this.#turn++ % all.length]
  }

  /** Where a node refuses, the next one is asked: nothing was said yet. */
  #join(near: Socket, backend: Backend, attempt: number): void {
    const { hostname, port } = new URL(backend.url)
    const far = connect({ host: hostname, port: Number(port), noDelay: true })
    far.once('error', () => {
      if (!far.connecting && far.bytesRead > 0) return
      backend.isReady = false
      const other = attempt < 3 ? this.#next() : undefined
      if (other === undefined) near.resetAndDestroy()
      else this.#join(near, other, attempt + 1)
    })
    far.once('connect', () => {
      far.removeAllListeners('error')
      if (near.destroyed) return void far.destroy()
      far.on('error', () => near.resetAndDestroy())
      near.on('error', () => far.resetAndDestroy())
      backend.sockets.add(near)
      near.setNoDelay(true)
      near.pipe(far).pipe(near)
      near.once('close', () => {
        backend.sockets.delete(near)
        far.destroy()
      })
      far.once('close', () => near.destroy())
      near.resume()
    })
  }
}

async function look(backend: Backend): Promise<void> {
  backend.isReady = await fetch(`${backend.url}/health/ready`, {
    signal: AbortSignal.timeout(lookPatienceMs),
    headers: { connection: 'close' },
  }).then(
    (response) => response.ok,
    () => false,
  )
}

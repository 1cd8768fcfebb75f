import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where a wire leads. */
export interface Target {
  readonly host: string
  readonly port: number
}

type State = 'open' | 'cut' | 'frozen'

/** What a connection asks and tells its wire. */
interface Way {
  readonly delayMs: () => number
  readonly count: (bytes: number) => void
}

/** Both ends of one connection through a wire. */
class Pair {
  readonly #near: Socket
  readonly #far: Socket
  readonly #way: Way
  #isFrozen = false
  #waiting: (() => void)[] = []

  constructor(near: Socket, target: Target, way: Way) {
    this.#near = near
    this.#far = connect({ ...target, noDelay: true })
    this.#way = way
    near.setNoDelay(true)
    this.#pass(near, this.#far)
    this.#pass(this.#far, near)
  }

  #pass(from: Socket, to: Socket): void {
    from.on('data', (data: Buffer) => {
      this.#way.count(data.length)
      const delayMs = this.#way.delayMs()
      const write = () => {
        if (to.writable && !to.write(data)) from.pause()
      }
      if (delayMs > 0) setTimeout(write, delayMs)
      else write()
    })
    to.on('drain', () => {
      if (!this.#isFrozen) from.resume()
    })
    from.on('error', () => {})
    // What ends on one side ends on the other, but not while nothing gets through.
    from.on('end', () => this.#afterThaw(() => to.end()))
    from.on('close', () => this.#afterThaw(() => to.destroy()))
  }

  #afterThaw(then: () => void): void {
    if (this.#isFrozen) this.#waiting.push(then)
    else if (this.#way.delayMs() > 0) setTimeout(then, this.#way.delayMs())
    else then()
  }

  freeze(): void {
    this.#isFrozen = true
    this.#near.pause()
    this.#far.pause()
  }

  thaw(): void {
    this.#isFrozen = false
    this.#near.resume()
    this.#far.resume()
    for (const then of this.#waiting.splice(0)) then()
  }

  /** Ends it at once, without a word of what is still on its way. */
  cut(): void {
    this.#near.resetAndDestroy()
    this.#far.resetAndDestroy()
  }

  onClosed(then: () => void): void {
    let left = 2
    const one = () => {
      if (--left === 0) then()
    }
    this.#near.once('close', one)
    this.#far.once('close', one)
  }
}

/**
 * A TCP connection point of our own between two programs. While it is `cut`, connections end and new
 * ones are refused; while it is `frozen`, nothing gets through and nobody is told, as with packets
 * that are lost.
 */
export class Wire {
  readonly port: number
  /** Added to the way of every piece, there and back. */
  delayMs = 0
  /** Bytes that went through. */
  bytes = 0
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #target: Target
  #state: State = 'open'
  /** Connections that were asked for while nothing got through. */
  readonly #held = new Set<Socket>()

  private constructor(server: Server, port: number, target: Target) {
    this.#server = server
    this.#target = target
    this.port = port
    server.on('connection', (socket: Socket) => this.#accept(socket))
  }

  static async to(target: Target): Promise<Wire> {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a wire without a port')
    return new Wire(server, address.port, target)
  }

  /** New connections go somewhere else from now on. */
  lead(target: Target): void {
    this.#target = target
  }

  cut(): void {
    this.#state = 'cut'
    for (const pair of this.#pairs) pair.cut()
    for (const socket of this.#held) socket.resetAndDestroy()
    this.#held.clear()
  }

  freeze(): void {
    this.#state = 'frozen'
    for (const pair of this.#pairs) pair.freeze()
  }

  /** Lets everything through again. */
  open(): void {
    this.#state = 'open'
    for (const pair of this.#pairs) pair.thaw()
    for (const socket of this.#held) this.#join(socket)
    this.#held.clear()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(socket: Socket): void {
    socket.on('error', () => {})
    if (this.#state === 'cut') socket.resetAndDestroy()
    else if (this.#state === 'open') this.#join(socket)
    else {
      this.#held.add(socket)
      socket.once('close', () => this.#held.delete(socket))
    }
  }

  #join(socket: Socket): void {
    const pair = new Pair(socket, this.#target, {
      delayMs: () => this.delayMs,
      count: (bytes) => (this.bytes += bytes),
    })
    this.#pairs.add(pair)
    pair.onClosed(() => this.#pairs.delete(pair))
    socket.resume()
  }
}

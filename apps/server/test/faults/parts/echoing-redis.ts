import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Dice } from '../../live-simulation/dice.ts'

const times = 3
const withinMs = 40

/**
 * Stands before Redis and delivers each message that it publishes three times, and in whatever
 * order. All else goes through as it is.
 */
export class EchoingRedis {
  readonly port: number
  /** Messages that were repeated. */
  repeated = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  static async before(redisPort: number, dice: Dice): Promise<EchoingRedis> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port to listen on')
    const echoing = new EchoingRedis(server, address.port)
    server.on('connection', (near: Socket) => echoing.#join(near, redisPort, dice))
    return echoing
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket, redisPort: number, dice: Dice): void {
    const far = connect(redisPort, '127.0.0.1')
    for (const socket of [near, far]) {
      this.#sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    let rest: Buffer = Buffer.alloc(0)
    far.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data])
      for (let length = lengthOf(rest, 0); length !== null; length = lengthOf(rest, 0)) {
        const reply = rest.subarray(0, length)
        rest = rest.subarray(length)
        this.#deliver(reply, near, dice)
      }
    })
  }

  #deliver(reply: Buffer, near: Socket, dice: Dice): void {
    if (!isMessage(reply)) return void near.write(reply)
    this.repeated++
    const copy = Buffer.from(reply)
    for (let time = 0; time < times; time++)
      setTimeout(() => near.write(copy), dice.between(0, withinMs))
  }
}

/** A published message, as the second and the third version of Redis's protocol have it. */
function isMessage(reply: Buffer): boolean {
  return /^[*>]3\r\n\$7\r\nmessage\r\n/.test(reply.toString('latin1', 0, 32))
}

/** How many bytes the value at a place takes; `null`: it is not all there yet. */
function lengthOf(bytes: Buffer, from: number): number | null {
  const lineEnd = bytes.indexOf('\r\n', from)
  if (lineEnd < 0) return null
  const type = String.fromCodePoint(bytes[from] ?? 0)
  const count = Number(bytes.toString('latin1', from + 1, lineEnd))
  const head = lineEnd + 2 - from
  switch (type) {
    case '$':
    case '=':
    case '!': {
      if (count < 0) return head
      const length = head + count + 2
      return from + length <= bytes.length ? length : null
    }
    case '*':
    case '~':
    case '>':
    case '%': {
      let length = head
      for (let left = type === '%' ? count * 2 : count; left > 0; left--) {
        const next = lengthOf(bytes, from + length)
        if (next === null) return null
        length += next
      }
      return length
    }
    default:
      return head
  }
}

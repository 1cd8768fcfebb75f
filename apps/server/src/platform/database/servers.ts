import { Socket } from 'node:net'
import pg from 'pg'
import { readAddress } from './address.ts'
import { DatabaseAway } from './away.ts'
import { OftenAsked } from './often.ts'

/** What is needed to reach one database. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string }

const readOnlyTransaction = '25006'
const diskFull = '53100'

/**
 * The servers that may have the database, one of which takes its writes, and every connection to
 * it. Whoever needs a connection gets its settings here, so that all go to the same server and all
 * are cut when it is gone.
 */
export class Servers {
  /** PgBouncer in transaction mode is between: a connection has no session of its own. */
  readonly pooled: boolean
  readonly all: readonly Connection[]
  /** Called when something happened that a look at the servers may explain. */
  onDoubt: () => void = () => {}
  /** Set while PostgreSQL refuses writes because the disk is nearly full. */
  isFull = false
  #current: Connection
  #away = false
  readonly #sockets = new Set<Socket>()
  #heardByClosed = 0

  constructor(connection: Connection) {
    const address =
      'connectionString' in connection ? readAddress(connection.connectionString) : undefined
    this.pooled = address?.pooled ?? false
    this.all = address?.servers.map((connectionString) => ({ connectionString })) ?? [connection]
    this.#current = this.all[0] ?? connection
  }

  /** The server that takes writes, as far as is known. */
  get current(): Connection {
    return this.#current
  }

  get isAway(): boolean {
    return this.#away
  }

  /** Bytes that came in on all connections so far: a sign of life. */
  get heard(): number {
    let bytes = this.#heardByClosed
    for (const socket of this.#sockets) bytes += socket.bytesRead
    return bytes
  }

  /** The database is out of reach: what runs fails now, and what is asked next fails at once. */
  leave(): void {
    this.#away = true
    this.cut()
  }

  /** From now on connections go to this server; those to another are cut. */
  follow(server: Connection): void {
    if (server !== this.#current) this.cut()
    this.#current = server
    this.#away = false
  }

  /** Breaks all connections off; pools replace theirs. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy(new DatabaseAway())
  }

  /** What a client of node-postgres needs in order to connect to the current server. */
  settings(): pg.ClientConfig {
    return { ...this.#current, stream: () => this.#socket() }
  }

  /** A class of clients for pools: each new one goes to the server that is current then. */
  clientClass(): new (config?: pg.ClientConfig) => pg.Client {
    // oxlint-disable-next-line no-this-alias
    const servers = this
    const often = new OftenAsked()
    return class extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super({ ...config, ...servers.settings() })
        if (servers.pooled) forgetNames(this)
        else nameOften(this, often)
        this.connection.on('errorMessage', (message: { code?: string }) => {
          if (message.code !== readOnlyTransaction) return
          if (servers.isFull) message.code = diskFull
          else servers.onDoubt()
        })
      }
    }
  }

  #socket(): Socket {
    const socket = new Socket()
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#heardByClosed += socket.bytesRead
      this.onDoubt()
    })
    // By then the client that asked for it listens.
    if (this.#away) process.nextTick(() => socket.destroy(new DatabaseAway()))
    return socket
  }
}

/** A named statement stays with one session of the server, and the next one would not know it. */
function forgetNames(client: pg.Client): void {
  const query: (...args: never[]) => unknown = client.query.bind(client)
  Object.assign(client, {
    query(config: unknown, ...rest: unknown[]): unknown {
      const nameless =
        typeof config === 'object' && config !== null && 'name' in config && 'text' in config
          ? { ...config, name: undefined }
          : config
      const result: unknown = Reflect.apply(query, client, [nameless, ...rest])
      return result
    },
  })
}

/** Gives names to what is asked often as a text with values. */
function nameOften(client: pg.Client, often: OftenAsked): void {
  const query: (...args: never[]) => unknown = client.query.bind(client)
  Object.assign(client, {
    query(text: unknown, ...rest: unknown[]): unknown {
      const [values, ...others] = rest
      const isPlain = typeof text === 'string' && Array.isArray(values)
      const name = isPlain ? often.nameOf(text) : undefined
      const args = name === undefined ? [text, ...rest] : [{ name, text, values }, ...others]
      const result: unknown = Reflect.apply(query, client, args)
      return result
    },
  })
}

import { join } from 'node:path'
import { freePort } from '../../free-port.ts'
import { type Program, startProgram } from '../../program.ts'
import { endsWithUs } from './leftovers.ts'

/** The same for all nodes of all scenarios: nobody else ever hears it. */
const secret = 'between the faults nobody listens, so this is enough'

export interface NodeOptions {
  readonly name: string
  /** Where it keeps what is its own. */
  readonly folder: string
  /** Unset: the embedded one, in its folder. */
  readonly databaseUrl?: string | undefined
  readonly redisUrl?: string | undefined
  readonly env?: Readonly<Record<string, string>>
  /** Another version of the program. */
  readonly main?: string | undefined
}

/** One node: the real program, in a process of its own, on a port that stays its own. */
export class Node {
  readonly name: string
  readonly url: string
  readonly #options: NodeOptions
  readonly #port: number
  /** Each life it had. */
  readonly #lives: Program[] = []
  #hasEnded = false

  private constructor(options: NodeOptions, port: number) {
    this.name = options.name
    this.#options = options
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(options: NodeOptions): Promise<Node> {
    const node = new Node(options, await freePort())
    await node.start()
    return node
  }

  get pid(): number {
    return this.#life.pid
  }

  /** Whether the process that was started last still runs. */
  get isAlive(): boolean {
    return !this.#hasEnded
  }

  /** Starts it again after its end, maybe as another version. */
  async start({ main = this.#options.main }: Pick<NodeOptions, 'main'> = {}): Promise<void> {
    const { name, folder, databaseUrl, redisUrl, env } = this.#options
    const program = await startProgram({
      dataFolder: join(folder, name),
      ...(main !== undefined && { main }),
      onSpawn: endsWithUs,
      env: {
        PORT: `${this.#port}`,
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
        QUIZMENTOR_SECRET: secret,
        QUIZMENTOR_TRUSTED_PROXIES: 'loopback',
        QUIZMENTOR_PLAYERS_PER_ADDRESS: '5000',
        ...env,
      },
    })
    this.#lives.push(program)
    this.#hasEnded = false
    void program.ended.then(() => (this.#hasEnded = true))
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    return this.#life.kill()
  }

  /** Ends it as an orchestrator does; gives its exit code. */
  terminate(): Promise<number | null> {
    this.#life.signal('SIGTERM')
    return this.#life.ended
  }

  freeze(): void {
    this.#life.signal('SIGSTOP')
  }

  thaw(): void {
    this.#life.signal('SIGCONT')
  }

  /** Ends it in whatever way it still can be ended. */
  async close(): Promise<void> {
    const [life] = this.#lives.slice(-1)
    if (life === undefined) return
    life.signal('SIGCONT')
    life.signal('SIGTERM')
    const patience = setTimeout(() => life.signal('SIGKILL'), 8_000)
    await life.ended
    clearTimeout(patience)
  }

  /** Lines that it logged, of all its lives. */
  lines(level: 'warn' | 'error' | 'fatal'): string[] {
    return this.#lives
      .flatMap((life) => life.output().split('\n'))
      .filter((line) => line.includes(`"level":"${level}"`))
  }

  get #life(): Program {
    const life = this.#lives.at(-1)
    if (life === undefined) throw new Error(`the node ${this.name} was never started`)
    return life
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../free-port.ts'

/** One process of the program, from its loading to its death. */
interface Life {
  readonly child: ChildProcess
  /** When it began to listen. */
  readonly listening: Promise<number>
  readonly ready: Promise<void>
  readonly ended: Promise<number | null>
}

const entry = fileURLToPath(new URL('./served-program.ts', import.meta.url))

/**
 * The real program on one database and one port, to be killed and started again. The next process
 * is loaded while this one lives, so that an outage takes no longer than wanted.
 */
export class MortalProgram {
  readonly url: string
  /** What it logged as an error, and ends that nobody wanted. */
  readonly faults: string[] = []
  readonly #env: Readonly<Record<string, string>>
  #next: Life
  #life: Life | null = null

  private constructor(port: number, dataFolder: string, databaseUrl: string) {
    this.url = `http://127.0.0.1:${port}`
    this.#env = { PORT: `${port}`, QUIZMENTOR_DATA: dataFolder, DATABASE_URL: databaseUrl }
    this.#next = this.#load()
  }

  static async on(databaseUrl: string, dataFolder: string): Promise<MortalProgram> {
    return new MortalProgram(await freePort(), dataFolder, databaseUrl)
  }

  /** Lets the next process begin, and doesn't wait for it. */
  begin(): void {
    this.#life = this.#next
    this.#life.child.send('begin')
    this.#next = this.#load()
  }

  /** Starts it; gives when it began to listen, once it is ready. */
  async start(): Promise<number> {
    this.begin()
    const life = this.#alive()
    await life.ready
    return life.listening
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const life = this.#alive()
    this.#life = null
    life.child.kill('SIGKILL')
    await life.ended
  }

  /** Ends it, as an operator does; gives its exit code. */
  async stop(): Promise<number | null> {
    const life = this.#alive()
    this.#life = null
    life.child.kill('SIGINT')
    return life.ended
  }

  /** Leaves no process behind. */
  async close(): Promise<void> {
    const lives = [this.#next, ...(this.#life === null ? [] : [this.#life])]
    this.#life = null
    for (const { child } of lives) child.kill('SIGKILL')
    await Promise.all(lives.map(({ ended }) => ended))
  }

  #alive(): Life {
    if (this.#life === null) throw new Error('the program does not run')
    return this.#life
  }

  #load(): Life {
    const { PATH, HOME, TMPDIR } = process.env
    const child = spawn(process.execPath, [entry], {
      env: { PATH, HOME, TMPDIR, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const { stdout, stderr } = child
    if (stdout === null || stderr === null) throw new Error('a process without a voice')
    const listening = Promise.withResolvers<number>()
    const ready = Promise.withResolvers<void>()
    const said: string[] = []
    let rest = ''
    const hear = (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        said.push(line)
        if (line.includes('Server listening')) listening.resolve(Date.now())
        if (line.includes('"msg":"ready"')) ready.resolve()
        // Problems are what the server answers where it can't do something.
        if (/"level":"(error|fatal)"/.test(line) && !line.includes('"type":"Problem"'))
          this.faults.push(`the program says ${line}`)
      }
    }
    stdout.setEncoding('utf8').on('data', hear)
    stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
    const ended = once(child, 'close').then(([code]: (number | null)[]) => {
      const isExpected = this.#life?.child !== child
      const fault = `the program ended by itself with ${code}: ${said.slice(-20).join('\n')}`
      if (!isExpected) this.faults.push(fault)
      for (const each of [listening, ready]) each.reject(new Error(fault))
      return code ?? null
    })
    // Nobody may be waiting for them.
    for (const { promise } of [listening, ready]) promise.catch(() => {})
    return { child, listening: listening.promise, ready: ready.promise, ended }
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The real program, in a process of its own. */
export interface Program {
  readonly url: string
  /** The one-time link that makes the owner, while there is none. */
  readonly setupUrl: string | undefined
  readonly pid: number
  /** Everything it wrote so far. */
  output(): string
  /** Asks it to stop, as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Sends it a signal, and doesn't wait for what comes of it. */
  signal(name: NodeJS.Signals): void
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

export interface ProgramOptions {
  readonly dataFolder: string
  /** Environment variables beside those that name the data folder and a free port. */
  readonly env?: Readonly<Record<string, string>>
  /** Another program than this one. */
  readonly main?: string
  /** Told of its process as soon as there is one. */
  readonly onSpawn?: (child: ChildProcess) => void
}

const ownMain = fileURLToPath(new URL('../src/main.ts', import.meta.url))
/** As `npm start` has them: garbage is collected sooner, so that thousands of phones fit in 250 MB. */
const flags = ['--max-semi-space-size=8', '--heap-growing-percent=30']

/** Starts the program and waits until it answers; rejects with what it said if it ends instead. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { child, output, ended } = run(options)
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => {
      if (output().includes('"msg":"ready"')) resolve()
    })
  })
  const code = await Promise.race([ready, ended])
  const said = output()
  const url = /Open +(\S+)/.exec(said)?.[1]
  if (code !== undefined || url === undefined || child.pid === undefined)
    throw new Error(`the program ended with ${String(code)}:\n${said}`)

  return {
    url,
    setupUrl: /\S+\/setup\/\S+/.exec(said)?.[0],
    pid: child.pid,
    output,
    stop() {
      child.kill('SIGINT')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    signal: (name) => void child.kill(name),
    ended,
  }
}

/** Starts the program where it is expected to end by itself; gives its exit code and words. */
export async function runProgram(
  options: ProgramOptions,
): Promise<{ code: number | null; output: string }> {
  const { output, ended } = run(options)
  const code = await ended
  return { code, output: output() }
}

function run({ dataFolder, env, main = ownMain, onSpawn }: ProgramOptions) {
  const child: ChildProcess = spawn(process.execPath, [...flags, main], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      PORT: '0',
      QUIZMENTOR_DATA: dataFolder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onSpawn?.(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  return { child, output: () => said, ended }
}

import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config.ts'
import { OperatorError } from '../platform/failure.ts'
import { createLog } from '../platform/log.ts'
import { version } from '../http/version.ts'
import { type Command, type Outcome, UsageError } from './command.ts'

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  import: async () => (await import('./import.ts')).importCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  user: async () => (await import('./user.ts')).userCommand,
  calibrate: async () => (await import('./calibrate.ts')).calibrateCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  estimate: async () => (await import('./estimate.ts')).estimateCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
}

const common = {
  json: { type: 'boolean', help: 'print one JSON object' },
  help: { type: 'boolean', short: 'h', help: 'show this' },
} as const

/** Runs what the command line asks for and gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === '--version') return say(version)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return say(await overview())
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) return complain(`There is no command "${name}".\n\n${await overview()}`)

  const command = await load()
  const options = { ...command.options, ...common }
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: negativeNumbers(rest), options, allowPositionals: true })
  } catch (error) {
    return complain(`${messageOf(error)}\n\n${help(name, command)}`)
  }
  const { values, positionals: words } = parsed
  if (values['help'] === true) return say(help(name, command))

  const [word] = words
  if (command.takesWords !== true && word !== undefined)
    return complain(`"${word}" says nothing to ${name}.\n\n${help(name, command)}`)

  const json = values['json'] === true
  try {
    const config = readConfig(process.env)
    const log = createLog('warn', process.stderr)
    return show(await command.run({ config, log, words, values }), json)
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n\n${help(name, command)}`)
    const expected = error instanceof ConfigError || error instanceof OperatorError
    if (json) process.stdout.write(`${JSON.stringify({ error: messageOf(error) })}\n`)
    process.stderr.write(`${expected || !isFault(error) ? messageOf(error) : stackOf(error)}\n`)
    return 1
  }
}

/** Makes one of `--start` and `-1`, which would be taken for two options. */
function negativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const option = joined.at(-1)
    if (/^-[\d.]/.test(arg) && option !== undefined && /^--[^=]+$/.test(option))
      joined[joined.length - 1] = `${option}=${arg}`
    else joined.push(arg)
  }
  return joined
}

function show({ text, json, failed }: Outcome, asJson: boolean): number {
  if (asJson) process.stdout.write(`${JSON.stringify(json)}\n`)
  else if (text !== '') process.stdout.write(`${text}\n`)
  return failed ? 1 : 0
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`)
  return 2
}

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => {
      const { summary } = await load()
      return `  ${name.padEnd(8)}  ${summary}`
    }),
  )
  return [
    'quizmentor COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'quizmentor COMMAND --help tells more. Where the data is, environment variables say:',
    'QUIZMENTOR_DATA, or DATABASE_URL for a PostgreSQL server of your own.',
  ].join('\n')
}

function help(name: string, { usage, summary, options }: Command): string {
  const all: Command['options'] = { ...options, ...common }
  const shown = Object.entries(all).map(([option, { type, help: meaning }]) => ({
    option: type === 'string' ? `--${option} TEXT` : `--${option}`,
    meaning,
  }))
  const width = Math.max(...shown.map(({ option }) => option.length))
  const lines = shown.map(({ option, meaning }) => `  ${option.padEnd(width)}  ${meaning}`)
  return [`quizmentor ${name} ${usage}`.trim(), summary, '', ...lines].join('\n')
}

/** A problem says what is wrong; anything else is a fault in the program. */
function isFault(error: unknown): boolean {
  return !(error instanceof Error) || error.name === 'Error' || error.name === 'TypeError'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

// `npm run bench -- NAME [--quick] [--json]` runs one benchmark beside its baseline.
import { readdir } from 'node:fs/promises'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { z } from 'zod'
import { table } from './table.ts'
import { UsageError } from './usage.ts'

type Values = Readonly<Record<string, unknown>> & { readonly quick: boolean }

/** A benchmark may have options of its own beside those that all have. */
const benchmark = z.object({
  run: z.custom<(values: Values) => unknown>((value) => typeof value === 'function'),
  options: z.custom<ParseArgsOptionsConfig>((value) => value instanceof Object).default({}),
})

const helpers = ['run.ts', 'table.ts', 'usage.ts']
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && !helpers.includes(file))
  .map((file) => file.replace(/\.ts$/, ''))

const args = process.argv.slice(2)
const name = args.find((arg) => names.includes(arg))

try {
  if (name === undefined) throw new UsageError(`NAME is one of: ${names.join(', ')}`)
  const { run, options } = benchmark.parse(await import(`./${name}.ts`))
  const values = read(name, options)
  const result = await run(values)
  process.stdout.write(`\n${table(result)}\n`)
  if (values.json) process.stdout.write(`${JSON.stringify({ benchmark: name, result })}\n`)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`npm run bench -- NAME [--quick] [--json]\n${error.message}\n`)
  process.exitCode = 2
}

function read(called: string, own: ParseArgsOptionsConfig) {
  const options: ParseArgsOptionsConfig = {
    ...own,
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
  }
  try {
    const { values } = parseArgs({ args: args.filter((arg) => arg !== called), options })
    return { ...values, quick: values['quick'] === true, json: values['json'] === true }
  } catch (error) {
    const known = Object.entries(options)
      .map(([option, { type }]) => (type === 'string' ? `--${option} N` : `--${option}`))
      .join(' ')
    const said = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${said}\n${called} knows: ${known}`)
  }
}

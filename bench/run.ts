// `npm run bench -- NAME [--quick] [--json]` runs one benchmark beside its baseline.
import { readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { table } from './table.ts'

const benchmark = z.object({
  run: z.custom<(options: { quick: boolean }) => unknown>((value) => typeof value === 'function'),
})

const helpers = ['run.ts', 'table.ts']
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && !helpers.includes(file))
  .map((file) => file.replace(/\.ts$/, ''))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
})
const [name = ''] = positionals

if (names.includes(name)) {
  const { run } = benchmark.parse(await import(`./${name}.ts`))
  const result = await run({ quick: values.quick ?? false })
  process.stdout.write(`\n${table(result)}\n`)
  if (values.json) process.stdout.write(`${JSON.stringify({ benchmark: name, result })}\n`)
} else {
  const usage = `npm run bench -- NAME [--quick] [--json], NAME one of: ${names.join(', ')}`
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
}

// Breaks things under real games, with real processes, and looks what came of it:
// `npm run faults`, or some of them, `npm run faults -- node-killed disk-full --quick`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installable, installMissing } from '../apps/server/test/faults/parts/servers.ts'
import { report, summary, verdict } from '../apps/server/test/faults/report.ts'
import { isGood, type Outcome, Stage } from '../apps/server/test/faults/scenario.ts'
import { scenarios } from '../apps/server/test/faults/scenarios.ts'
import { playStorm } from '../bench/live-parts/storm.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const all = scenarios(playStorm)
const names = all.map(({ name }) => name)
const usage = [
  'npm run faults -- [NAME …] [--quick] [--seed N] [--players N] [--json] [--report FOLDER]',
  '                  [--program FILE]',
  `NAME is one of: ${names.join(', ')}`,
].join('\n')

// Whatever was started is ended on the way out.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(130))

try {
  await run()
} catch (error) {
  if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error
  process.stderr.write(`${usage}\n${error.message}\n`)
  process.exitCode = 2
}

async function run(): Promise<void> {
  const { chosen, quick, seed, players, json, folder, program } = options()
  for (const line of installMissing(installable)) write(line)
  const outcomes: Outcome[] = []
  for (const scenario of chosen) {
    write(`\n${scenario.title} (${scenario.name}, seed ${seed})`)
    const outcome = await Stage.play(scenario, {
      seed,
      isQuick: quick,
      players,
      main: program,
      say: write,
    })
    outcomes.push(outcome)
    write(`  ${verdict(outcome)}, ${outcome.seconds.toFixed(0)} s`)
    if (outcome.broke !== '') write(outcome.broke)
  }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'faults.md'), report(outcomes, new Date()))
  await writeFile(join(folder, 'faults.json'), `${JSON.stringify(outcomes, null, 2)}\n`)
  write(`\n${summary(outcomes)}; the report is ${join(folder, 'faults.md')}`)
  if (json) write(JSON.stringify({ faults: outcomes }))
  if (!outcomes.every(isGood)) process.exitCode = 1
  // What a scenario that broke off still waits for is not waited for.
  process.exit()
}

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string' },
      players: { type: 'string' },
      report: { type: 'string' },
      program: { type: 'string' },
    },
  })
  const unknown = positionals.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new RangeError(`there is no ${unknown.join(', ')}`)
  const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  return {
    chosen,
    quick: values.quick,
    json: values.json,
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : number(values.seed),
    players: values.players === undefined ? undefined : number(values.players),
    folder: resolve(values.report ?? join(root, 'build')),
    program: values.program === undefined ? undefined : resolve(values.program),
  }
}

function number(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`a whole number is wanted, not "${text}"`)
  return Number(text)
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

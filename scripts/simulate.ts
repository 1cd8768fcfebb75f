// Plays live games with a lossy network, a failing database and a server that dies, as seeds
// decide: `npm run simulate -- --seeds 1000`, or one alone, `--seed 17 --trace`.
import { parseArgs } from 'node:util'
import { simulate } from '../apps/server/test/live-simulation/run.ts'

const usage = 'npm run simulate -- [--seeds N] [--seed FIRST] [--trace]'

try {
  await run()
} catch (error) {
  if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error
  process.stderr.write(`${usage}\n${error.message}\n`)
  process.exitCode = 2
}

async function run(): Promise<void> {
  const { seed, seeds, trace } = options()
  const began = performance.now()
  const failed: number[] = []
  let games = 0
  let answers = 0
  for (let each = seed; each < seed + seeds; each++) {
    const outcome = await simulate(each, trace ? (line) => write(line) : null)
    games += outcome.games
    answers += outcome.answers
    if (outcome.faults.length === 0) continue
    failed.push(each)
    write(`\nseed ${each}:`)
    for (const fault of outcome.faults) write(`  ${fault}`)
    write(`  npm run simulate -- --seed ${each} --trace`)
  }
  const seconds = (performance.now() - began) / 1_000
  const perMinute = Math.round((games / seconds) * 60)
  write(
    `\n${seeds} seeds: ${games} games, ${answers} answers in ${seconds.toFixed(1)} s ` +
      `(${perMinute} games a minute), ${failed.length} failed`,
  )
  if (failed.length > 0) process.exitCode = 1
}

function options() {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  })
  const { seed = '1', seeds = values.seed === undefined ? '1000' : '1', trace } = values
  return { seed: wholeNumber('--seed', seed), seeds: wholeNumber('--seeds', seeds), trace }
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`${name} takes a whole number, not "${text}"`)
  return Number(text)
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}

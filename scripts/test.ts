// Runs all tests and ends with one line: how many passed, failed and were skipped.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { summary, type Tally, tallyOf, total } from './tally.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = await mkdtemp(join(tmpdir(), 'quizmentor-reports-'))

const runners = [
  {
    name: 'vitest' as const,
    program: 'node_modules/vitest/vitest.mjs',
    args: (report: string) => [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  },
  {
    name: 'playwright' as const,
    program: 'node_modules/@playwright/test/cli.js',
    args: () => ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
  },
]

const tallies: Tally[] = []
for (const runner of runners) tallies.push(await run(runner))
await rm(reports, { recursive: true, force: true })

const all = total(tallies)
process.stdout.write(`\n${summary(all)}\n`)
process.exitCode = all.failed > 0 ? 1 : 0

async function run({ name, program, args }: (typeof runners)[number]): Promise<Tally> {
  const report = join(reports, `${name}.json`)
  const child = spawn(process.execPath, [join(root, program), ...args(report)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const text = await readFile(report, 'utf8').catch(() => undefined)
  const tally = tallyOf(name, text, code === 0)
  for (const remark of tally.remarks) process.stdout.write(`\n${name}: ${remark}\n`)
  return tally
}

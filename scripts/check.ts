import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import { findViolations } from './architecture.ts'
import { findMigrationFaults } from './migration-lint.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** One thing that is checked: gives what is wrong, nothing where all is well. */
interface Check {
  name: string
  run: () => Promise<string>
}

const projects = [
  ...['engine', 'contract', 'client', 'interchange'].map((name) => `packages/${name}`),
  ...['packages/engine/test', 'apps/server', 'apps/web', 'bench', 'e2e', '.'],
].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))

const checks: Check[] = [
  { name: 'lint', run: tool('oxlint/bin/oxlint', '--type-aware') },
  { name: 'unused', run: tool('knip/bin/knip.js', '--no-progress') },
  ...projects.map((folder) => ({
    name: `types of ${folder === '.' ? 'scripts' : folder}`,
    run: tool(
      'typescript/bin/tsc',
      '-p',
      folder,
      '--incremental',
      '--tsBuildInfoFile',
      kept(folder),
    ),
  })),
  { name: 'format', run: tool('oxfmt/bin/oxfmt', '--list-different') },
  { name: 'architecture', run: async () => told(await findViolations(root)) },
  { name: 'migrations', run: async () => told(await findMigrationFaults(root)) },
]

/** What the compiler found out the last time, so that it looks again at what changed alone. */
function kept(folder: string): string {
  return join(root, 'node_modules/.cache/types', `${folder.replaceAll('/', '-')}.tsbuildinfo`)
}

/** As many at once as there are processors to share. */
const atOnce = 3

const failures: string[] = []
const waiting = checks.values()
await Promise.all(Array.from({ length: atOnce }, work))

for (const failure of failures) process.stdout.write(`\n${failure}\n`)
const passed = checks.length - failures.length
process.stdout.write(`\n${passed} checks passed, ${failures.length} failed\n`)
process.exitCode = failures.length > 0 ? 1 : 0

async function work() {
  for (const { name, run } of waiting) {
    const started = performance.now()
    const wrong = await run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const mark = wrong ? styleText('red', 'failed') : styleText('green', 'ok    ')
    process.stdout.write(`${mark} ${name} ${styleText('gray', `${seconds} s`)}\n`)
    if (wrong) failures.push(`${styleText('bold', name)}\n${wrong}`)
  }
}

function tool(program: string, ...args: string[]): () => Promise<string> {
  return async () => {
    const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    const [said, errors, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ])
    return code === 0 ? '' : `${said}${errors}`.trim() || `${program} ended with ${code}`
  }
}

function told(found: readonly { where: string; what: string }[]): string {
  return found.map(({ where, what }) => `${where}  ${what}`).join('\n')
}

// The journeys in a real browser: all, or those whose file or title matches what is given.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const playwright = fileURLToPath(
  new URL('../node_modules/@playwright/test/cli.js', import.meta.url),
)
const args = ['test', '--config=e2e/playwright.config.ts', ...process.argv.slice(2)]
const child = spawn(process.execPath, [playwright, ...args], { cwd: root, stdio: 'inherit' })
const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
process.exitCode = code ?? 1

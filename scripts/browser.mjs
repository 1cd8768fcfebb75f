// Finds a browser for the tests: one that is installed, else Playwright's, else one from npm.
// Runs on Node 20 or newer.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args what it is to be started with
 * @property {Record<string, string>} env what it needs to find, beside the environment
 * @property {string} version
 */

const run = promisify(execFile)

/** Nothing is to be asked of the network that a page does not ask for. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]

/** A Chromium that runs here, or an error that says what to install. */
export async function findBrowser() {
  for (const find of [installed, ofPlaywright, ofNpm]) {
    for (const candidate of await find()) {
      const version = await versionOf(candidate)
      if (version === undefined) continue
      const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : []
      const args = [...new Set([...quiet, ...unsandboxed, ...candidate.args])]
      return { executablePath: candidate.path, args, env: candidate.env, version }
    }
  }
  throw new Error(
    'The tests need a browser, and none was found. Install Chromium or Chrome ' +
      '("apt install chromium" on Debian), or Playwright\'s with ' +
      '"npx playwright install --with-deps chromium". CHROME_PATH names one that is elsewhere.',
  )
}

/** @param {{ path: string, env: Record<string, string> }} candidate */
async function versionOf({ path, env }) {
  // Windows shows no version of a program with a window.
  if (process.platform === 'win32') return existsSync(path) ? path : undefined
  try {
    const options = { env: { ...process.env, ...env }, timeout: 20_000 }
    const { stdout } = await run(path, ['--version'], options)
    return /\d+(\.\d+)+/.test(stdout) ? stdout.trim() : undefined
  } catch {
    return undefined
  }
}

/** @param {string[]} paths */
const plain = (paths) =>
  paths.filter((path) => existsSync(path)).map((path) => ({ path, args: [], env: {} }))

function installed() {
  const given = process.env.CHROME_PATH
  if (given) return plain([given])
  if (process.platform === 'darwin')
    return plain(
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  if (process.platform === 'win32')
    return plain(
      [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    )
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return plain(names.flatMap((name) => folders.map((folder) => join(folder, name))))
}

async function ofPlaywright() {
  const { chromium } = await import('playwright-core')
  return plain([chromium.executablePath()])
}

/** For Linux on x64, unpacked once, with the libraries that a bare system lacks. */
async function ofNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return []
  const folder = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url))
  await mkdir(folder, { recursive: true })

  // The package unpacks to the temporary folder, the libraries only where it sees its cloud.
  const asInTheCloud = { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const path = await within(asInTheCloud, async () => {
    const { default: chromium } = await import('@sparticuz/chromium')
    return chromium.executablePath()
  })
  const env = {
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  }
  return [{ path, env, args: ['--no-sandbox', '--no-zygote', '--disable-setuid-sandbox'] }]
}

/**
 * @template T
 * @param {Record<string, string>} variables
 * @param {() => Promise<T>} action
 */
async function within(variables, action) {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  try {
    return await action()
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

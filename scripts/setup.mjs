// Makes everything that the command named in the argument needs. Runs before it, on Node 20 or
// newer with nothing installed; does nothing, and quickly, where nothing changed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOf } from './hash.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const neededNode = 26

/** What each command stands on; the dependencies are for all. */
const commands = {
  start: { web: true, browser: false },
  test: { web: true, browser: true },
  e2e: { web: true, browser: true },
  bench: { web: true, browser: false },
  dev: { web: false, browser: false },
  check: { web: false, browser: false },
  simulate: { web: false, browser: false },
  faults: { web: true, browser: false },
}

class SetupError extends Error {}

try {
  await setUp(process.argv[2] ?? 'start')
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}

/** @param {string} command */
async function setUp(command) {
  if (!isCommand(command)) throw new SetupError(`"${command}" is no command of this project.`)
  if (majorOf(process.versions.node) < 20)
    throw new SetupError(
      `QuizMentor needs Node 20 or newer, and this is ${process.versions.node}. ` +
        'Get a newer one at https://nodejs.org',
    )

  const lock = hashOf(root, ['package-lock.json'])
  await once('dependencies', lock, 'Installing the dependencies', installDependencies)
  linkNode()
  checkNode()
  if (commands[command].web) await buildWeb(lock)
  if (commands[command].browser) await step('Looking for a browser', findBrowser)
}

/** @param {string} name @returns {name is keyof typeof commands} */
function isCommand(name) {
  return Object.hasOwn(commands, name)
}

/** No package's install script is run: none is needed, and what isn't run can't do harm. */
function installDependencies() {
  const npm = process.env.npm_execpath
  const [program, ...first] = npm
    ? [process.env.npm_node_execpath ?? process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const { status, stdout, stderr, error } = spawnSync(
    program,
    [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, encoding: 'utf8', shell: !npm && process.platform === 'win32' },
  )
  if (status !== 0)
    throw new SetupError(
      `"npm ci" failed. Is the npm registry within reach? It said:\n\n${
        stderr || stdout || error?.message || 'nothing'
      }`,
    )
}

/**
 * npm runs its scripts with node_modules/.bin first on the PATH, so a Node there is the one they
 * run on. Some versions of npm don't put it there by themselves.
 */
function linkNode() {
  const windows = process.platform === 'win32'
  const link = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
  const node = packagedNode()
  if (node === undefined || existsSync(link)) return
  if (windows) writeFileSync(link, `@"${node}" %*\r\n`)
  else symlinkSync(relative(dirname(link), node), link)
}

/** Without a Node from npm, the machine's must do. */
function checkNode() {
  const version = packagedNode() ? `${neededNode}` : process.versions.node
  if (majorOf(version) < neededNode)
    throw new SetupError(
      `npm has no Node ${neededNode} for ${process.platform} on ${process.arch}. ` +
        `Install Node ${neededNode} or newer on this machine: https://nodejs.org`,
    )
}

/** @param {string} lock */
async function buildWeb(lock) {
  const inputs = hashOf(root, [
    'apps/web',
    'packages/engine/src',
    'packages/contract/src',
    'packages/client/src',
    'scripts/web-build.mjs',
  ])
  await once('web', `${lock} ${inputs}`, 'Building the web app', () => {
    const { status, stdout, stderr } = spawnSync(
      packagedNode() ?? process.execPath,
      [join(root, 'scripts', 'web-build.mjs')],
      { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    )
    if (status !== 0)
      throw new SetupError(`The web app could not be built:\n\n${stdout}${stderr}`.trim())
  })
}

async function findBrowser() {
  const { findBrowser: find } = await import('./browser.mjs')
  try {
    return (await find()).version
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error))
  }
}

/** The Node that npm installed for this machine, if there is one for it. */
function packagedNode() {
  const { platform, arch } = process
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'
  const system = platform === 'win32' ? 'win' : platform
  const folder = join(root, 'node_modules', `${prefix}-${system}-${arch}`, 'bin')
  const node = join(folder, platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(node) ? node : undefined
}

/**
 * Does the work unless it was done for the same state.
 * @param {string} name @param {string} state @param {string} what @param {() => void} work
 */
async function once(name, state, what, work) {
  const marker = join(root, 'node_modules', '.quizmentor', name)
  if (read(marker) === state) return
  await step(what, work)
  mkdirSync(dirname(marker), { recursive: true })
  writeFileSync(marker, state)
}

/** @param {string} what @param {() => Promise<string> | void} work what it gives is shown */
async function step(what, work) {
  process.stdout.write(`${what} … `)
  const started = performance.now()
  try {
    const result = await work()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(`${seconds} s${result ? ` (${result})` : ''}\n`)
  } catch (error) {
    process.stdout.write('failed\n')
    throw error
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} version */
function majorOf(version) {
  return Number.parseInt(version, 10) || 0
}

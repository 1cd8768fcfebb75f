import { spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { errorCode, OperatorError } from '../../failure.ts'
import { type Account, reaches } from './account.ts'
import type { Binaries } from './binaries.ts'

export const superuser = 'quizmentor'

/** Where a cluster lies and who runs it. */
export interface Cluster {
  folder: string
  binaries: Binaries
  account: Account | undefined
}

/** Makes the cluster if there is none yet: after a crash there is none or a whole one. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const { folder, binaries, account } = cluster
  const made = await clusterVersion(folder)
  if (made === binaries.major) return
  if (made !== undefined)
    throw new OperatorError(
      `The database in ${folder} was made by PostgreSQL ${made}, and this program carries ` +
        `PostgreSQL ${binaries.major}. Run the version of QuizMentor that made it.`,
    )

  const partial = `${folder}.new`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { mode: 0o700 })
  await give(partial, account)
  const temporary = await mkdtemp(join(tmpdir(), 'quizmentor-init-'))
  const passwordFile = join(temporary, 'password')
  try {
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
    await give(passwordFile, account)
    await give(temporary, account)
    await initdb({ ...cluster, folder: partial }, passwordFile)
    await rename(partial, folder)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function initdb(cluster: Cluster, passwordFile: string): Promise<void> {
  const place = await openFor(cluster)
  try {
    const child = spawn(
      cluster.binaries.initdb,
      [
        `--pgdata=${place.path}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Unicode's own case rules and no library of the machine, whose updates break indexes.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--set=timezone=UTC',
        '--set=log_timezone=UTC',
      ],
      { ...cluster.account, ...surroundings, stdio: ['ignore', 'ignore', 'pipe', ...place.files] },
    )
    const [said, code] = await Promise.all([
      child.stderr ? text(child.stderr) : '',
      new Promise<number | null>((resolve, reject) => {
        child.once('error', reject)
        child.once('exit', resolve)
      }),
    ])
    if (code !== 0)
      throw new OperatorError(
        `The database could not be made. Put right what PostgreSQL's initdb says, then start ` +
          `again (exit code ${code}):\n${said.trim()}`,
      )
  } finally {
    await place.close()
  }
}

/** What a child needs of the environment, and a working folder that everyone can enter. */
export const surroundings =
  process.platform === 'win32'
    ? { env: process.env, windowsHide: true }
    : { env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }, cwd: '/' }

/** A path by which the account's process reaches the cluster, and the open files it needs for it. */
export interface Place {
  path: string
  files: number[]
  close(): Promise<void>
}

/**
 * A folder below one that is closed to the account (root's home, a private temporary folder) is
 * handed over as an open file, third in the child's list: the way to it is then not asked about.
 */
export async function openFor({ folder, account }: Cluster): Promise<Place> {
  if (!account || (await reaches(account, dirname(folder))))
    return { path: folder, files: [], close: async () => {} }
  if (process.platform !== 'linux')
    throw new OperatorError(
      `The user PostgreSQL runs as can't reach ${folder}. Choose another folder with ` +
        'QUIZMENTOR_DATA, or start the program as a user other than root.',
    )
  const handle = await open(folder, 'r')
  return { path: '/proc/self/fd/3', files: [handle.fd], close: () => handle.close() }
}

/** Makes the account the owner, where the program runs as root. */
export async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

async function clusterVersion(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { errorCode, OperatorError } from './failure.ts'

const holderSchema = z.object({ pid: z.number(), since: z.string() })

/** The folder of QUIZMENTOR_DATA, held by this process alone until it is released. */
export interface DataFolder {
  path: string
  /** A secret kept in a file that only the owner can read, made the first time it is asked for. */
  secret(name: string): Promise<string>
  release: () => Promise<void>
}

/**
 * Takes the folder, making it if need be. Throws an OperatorError when another process has it.
 *
 * The lock is one that the operating system gives back when the process ends, however it ends;
 * SQLite is at hand in Node and takes such locks on every system.
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder)
  try {
    await mkdir(path, { recursive: true, mode: 0o755 })
  } catch (cause) {
    throw new OperatorError(
      `QUIZMENTOR_DATA: the folder ${path} can't be made (${errorCode(cause)}). ` +
        'Give one that this user can write to.',
      { cause },
    )
  }

  const lock = openLock(path)
  const holderFile = join(path, 'running.json')
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    const holder = await readHolder(holderFile)
    throw new OperatorError(
      `The data folder ${path} is in use${
        holder ? ` by the process ${holder.pid}, running since ${holder.since}` : ''
      }. Stop that one first, or choose another folder with QUIZMENTOR_DATA.`,
      { cause },
    )
  }
  await writeFile(holderFile, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }))

  return {
    path,
    secret: (name) => keptSecret(join(path, name)),
    release: async () => {
      await rm(holderFile, { force: true })
      lock.close()
    },
  }
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(join(path, 'lock'), { timeout: 0 })
  } catch (cause) {
    throw new OperatorError(
      `QUIZMENTOR_DATA: nothing can be written to the folder ${path}. ` +
        'Give one that this user can write to.',
      { cause },
    )
  }
}

async function readHolder(file: string) {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

async function keptSecret(file: string): Promise<string> {
  try {
    const kept = (await readFile(file, 'utf8')).trim()
    if (kept !== '') return kept
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
  const made = randomBytes(32).toString('base64url')
  // Written beside and renamed: a crash leaves either no secret or a whole one.
  await writeFile(`${file}.new`, `${made}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
  return made
}

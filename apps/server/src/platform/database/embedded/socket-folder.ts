import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Account, reaches } from './account.ts'
import { give } from './cluster.ts'

const prefix = 'quizmentor-sockets-'

/**
 * A folder of the account's own for the server's socket. Not in the data folder, whose path may
 * be longer than a socket's can be, and whose file system may have no sockets.
 */
export async function makeSocketFolder(account: Account | undefined): Promise<string> {
  const temporary = tmpdir()
  const suits = temporary.length < 60 && (!account || (await reaches(account, temporary)))
  const folder = await mkdtemp(join(suits ? temporary : '/tmp', prefix))
  await give(folder, account)
  return folder
}

/** Makes the same folder anew, where a server that was killed left its socket. */
export async function remakeSocketFolder(
  folder: string,
  account: Account | undefined,
): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  await give(folder, account)
}

/** Whether the folder is one made here, and so may be removed. */
export function isSocketFolder(folder: string): boolean {
  return basename(folder).startsWith(prefix) && [tmpdir(), '/tmp'].includes(dirname(folder))
}

import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorError } from '../../failure.ts'

/** The user that a child process runs as. */
export interface Account {
  uid: number
  gid: number
}

const preferred = ['quizmentor', 'postgres', 'nobody', 'daemon']

/**
 * The unprivileged user PostgreSQL is run as when the program itself runs as root, which
 * PostgreSQL refuses to; undefined when the program's own user will do. A folder that exists is
 * kept by the user it belongs to.
 */
export async function unprivilegedAccount(folder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined

  const owner = await stat(folder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }

  const users = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of preferred) {
    const user = users.find((fields) => fields[0] === name)
    const uid = Number(user?.[2])
    const gid = Number(user?.[3])
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  throw new OperatorError(
    'PostgreSQL refuses to run as root, and this machine has no user "postgres" or "nobody" to ' +
      'run it as. Start the program as another user, or set DATABASE_URL.',
  )
}

/** Whether that user can reach what is inside the folder, by the permissions of all its parents. */
export async function reaches(account: Account, folder: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  const parent = dirname(folder)
  return parent === folder || reaches(account, parent)
}

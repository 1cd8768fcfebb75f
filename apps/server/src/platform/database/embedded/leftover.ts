import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Logger } from 'pino'
import { errorCode } from '../../failure.ts'
import { isSocketFolder } from './socket-folder.ts'

/**
 * Ends what a killed program left behind in the cluster: a server that still runs, or the file
 * that says one does. The caller holds the data folder, so nobody uses that server any more.
 */
export async function clearLeftover(folder: string, log: Logger): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  const lines = await readFile(pidFile, 'utf8').then(
    (content) => content.split('\n'),
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return undefined
      throw error
    },
  )
  if (!lines) return

  const pid = Number(lines[0])
  if (pid > 0 && (await servesFrom(pid, folder))) {
    log.warn({ pid }, 'stopping the database server that an earlier run left behind')
    await end(pid)
  }
  await rm(pidFile, { force: true })
  const sockets = lines[4]?.trim() ?? ''
  if (isSocketFolder(sockets)) await rm(sockets, { recursive: true, force: true })
}

/** Whether the process is a PostgreSQL server of this very folder: numbers are given out again. */
async function servesFrom(pid: number, folder: string): Promise<boolean> {
  if (!alive(pid)) return false
  if (process.platform === 'linux') {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    return cwd === (await realpath(folder))
  }
  if (process.platform === 'win32') {
    const { stdout } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'])
    return stdout.includes('postgres.exe')
  }
  const { stdout } = await run('ps', ['-p', `${pid}`, '-o', 'command=']).catch(() => ({
    stdout: '',
  }))
  return stdout.includes('postgres') && stdout.includes(folder)
}

const run = promisify(execFile)

async function end(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!alive(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < 5000 && alive(pid); waited += 50) await delay(50)
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

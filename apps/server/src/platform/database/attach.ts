import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { databaseName } from './database.ts'
import type { Connection } from './servers.ts'

/**
 * How to reach the embedded server that another process runs in the data folder; undefined where
 * none runs. It is that process's: it goes when that goes.
 */
export async function runningServer(dataFolder: string): Promise<Connection | undefined> {
  const folder = resolve(dataFolder)
  try {
    const lines = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
    const password = (await readFile(join(folder, 'database-password'), 'utf8')).trim()
    const [, , , port = '', sockets = ''] = lines
    const host = sockets || '127.0.0.1'
    return { host, port: Number(port), user: 'quizmentor', password, database: databaseName }
  } catch {
    return undefined
  }
}

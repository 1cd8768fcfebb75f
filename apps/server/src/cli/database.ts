import type { Config } from '../config.ts'
import { takeDataFolder } from '../platform/data-folder.ts'
import { runningServer } from '../platform/database/attach.ts'
import {
  type DatabaseHandle,
  openEmbeddedDatabase,
  openExternalDatabase,
  openRunningDatabase,
} from '../platform/database/database.ts'
import { OperatorError } from '../platform/failure.ts'
import type { Log } from '../platform/log.ts'

/**
 * Works with the configured database: that of DATABASE_URL, the embedded one of the program that
 * is running, or the embedded one started for as long as it takes.
 */
export async function withDatabase<T>(
  config: Config,
  log: Log,
  work: (database: DatabaseHandle) => Promise<T>,
): Promise<T> {
  await using opened = new AsyncDisposableStack()
  const database = await open(config, log, opened)
  opened.defer(() => database.close())
  return await work(database)
}

async function open(config: Config, log: Log, opened: AsyncDisposableStack) {
  if (config.databaseUrl !== undefined) return openExternalDatabase(config.databaseUrl, log)
  try {
    const folder = await takeDataFolder(config.dataFolder)
    opened.defer(folder.release)
    return await openEmbeddedDatabase(folder, log, () => {})
  } catch (error) {
    const running = await runningServer(config.dataFolder)
    if (!(error instanceof OperatorError) || !running) throw error
    return openRunningDatabase(running, log)
  }
}

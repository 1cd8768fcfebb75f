import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { createLog } from '../platform/log.ts'
import type { Command, CommandCall, Outcome } from './command.ts'

/** Runs a command as the command line does. */
export function runForTests(command: Command, values: CommandCall['values']): Promise<Outcome> {
  const log = createLog('warn', process.stderr)
  return command.run({ config: readConfig({}), log, words: [], values })
}

/** A folder of files for commands to read. */
export interface TestFolder {
  /** Writes a file and gives its path. */
  write(name: string, text: string): Promise<string>
  path(name: string): string
  remove(): Promise<void>
}

export async function testFolder(): Promise<TestFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-files-'))
  const path = (name: string) => join(folder, name)
  return {
    path,
    async write(name, text) {
      await writeFile(path(name), text)
      return path(name)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

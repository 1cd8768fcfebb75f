import { migrate } from '../platform/database/migrate.ts'
import type { Command } from './command.ts'
import { withDatabase } from './database.ts'

/** `quizmentor migrate` */
export const migrateCommand: Command = {
  summary: 'bring the database up to date, as every start does',
  usage: '',
  options: {},
  run: ({ config, log }) =>
    withDatabase(config, log, async ({ pool }) => {
      const applied = (await migrate(pool, log)).map(({ name }) => name)
      const text =
        applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`
      return { text, json: { applied } }
    }),
}

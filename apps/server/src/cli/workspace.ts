import type { Kysely } from 'kysely'
import type { Database } from '../platform/database/schema.ts'
import { OperatorError } from '../platform/failure.ts'

/** The id of the workspace that is named, or of the one that is open to all. */
export async function workspaceOf(db: Kysely<Database>, given: unknown): Promise<string> {
  const workspaces = db.selectFrom('workspaces').select('id')
  const found = await (
    typeof given === 'string'
      ? workspaces.where((row) => row.eb(row.cast<string>('id', 'text'), '=', given))
      : workspaces.where('open_to_all', '=', true)
  ).executeTakeFirst()
  if (found !== undefined) return found.id
  throw new OperatorError(
    typeof given === 'string'
      ? `There is no workspace with the id ${given}.`
      : 'There is no workspace yet: the first start of the program makes one.',
  )
}

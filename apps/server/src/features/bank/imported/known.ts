import type { Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'
import { topicsImportedInto, versionsKnown } from './queries.ts'
import { importedName, isAsBefore, type ImportedQuestion } from './question.ts'

/** Topics that are looked at; files are hardly ever taken into more. */
const mostTopics = 20

/** How many questions are in the bank from an earlier import into a topic. */
export interface KnownCount {
  readonly topicId: string
  readonly changed: number
  readonly unchanged: number
}

/** Tells, before a file is taken in, which of its questions the bank has already. */
export interface KnownImports {
  /** Looks some hundred up; each with the name that it has below whatever topic. */
  look(questions: readonly ImportedQuestion[]): Promise<void>
  /** By topic, most of them first. */
  counts(): readonly KnownCount[]
}

/** `null`: nothing was ever imported into this workspace. */
export async function knownImports(
  db: Kysely<Database>,
  workspaceId: string,
): Promise<KnownImports | null> {
  const topicIds = await topicsImportedInto(db, workspaceId, mostTopics)
  if (topicIds.length === 0) return null
  const counts = new Map(topicIds.map((topicId) => [topicId, { changed: 0, unchanged: 0 }]))
  return {
    async look(questions) {
      const byName = new Map(questions.map((question) => [question.sourceRef, question]))
      const asked = topicIds.flatMap((topicId) =>
        [...byName.keys()].map((name) => ({ topicId, name, ref: importedName(topicId, name) })),
      )
      const places = new Map(asked.map((each) => [each.ref, each]))
      for (const known of await versionsKnown(db, workspaceId, [...places.keys()])) {
        const { topicId = '', name = '' } = places.get(known.source_ref ?? '') ?? {}
        const question = byName.get(name)
        const count = counts.get(topicId)
        if (question === undefined || count === undefined) continue
        if (isAsBefore(known, question)) count.unchanged++
        else count.changed++
      }
    },
    counts: () =>
      [...counts]
        .map(([topicId, count]) => ({ topicId, ...count }))
        .filter(({ changed, unchanged }) => changed + unchanged > 0)
        .toSorted((one, other) => sum(other) - sum(one)),
  }
}

function sum({ changed, unchanged }: KnownCount): number {
  return changed + unchanged
}

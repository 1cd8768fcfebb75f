import {
  questionById,
  questionsPage,
} from '../../apps/server/src/features/bank/questions/queries.ts'
import { createCatalogues } from '../../apps/server/src/features/practice/catalogue.ts'
import { homeOf } from '../../apps/server/src/features/practice/home.ts'
import type { Site } from './site.ts'
import { statementsOf, type Statement } from './bare.ts'

/** Something that is read, in our program and by a bare handler. */
export interface Reading {
  readonly name: string
  readonly path: string
  readonly role: 'learner' | 'author'
  /** What the program asks the database for it. */
  readonly statements: readonly Statement[]
}

const pageSize = 50

/** What is read most: a learner's home, a page of the bank, a question. */
export async function readings(site: Site): Promise<Reading[]> {
  const { database, url, workspaceId } = site
  const workspace = `/api/v1/workspaces/${workspaceId}`
  const { rows: questions } = await database.query<{ id: string }>(
    `select id from questions where workspace_id = $1 and state = 'published' order by id limit 1`,
    [workspaceId],
  )
  // Somebody who has practised.
  const { rows: people } = await database.query<{ id: string }>(
    'select person_id as id from practice_sessions order by id desc limit 1',
  )
  const questionId = questions[0]?.id ?? ''
  const member = { workspaceId, personId: Number(people[0]?.id), role: 'learner' as const }
  const clock = { now: () => Date.now() }
  let catalogues: ReturnType<typeof createCatalogues> | undefined
  return [
    {
      name: 'a question',
      path: `${workspace}/questions/${questionId}`,
      role: 'author',
      statements: await statementsOf(url, (db) => questionById(db, workspaceId, questionId)),
    },
    {
      name: `a page of ${pageSize} questions`,
      path: `${workspace}/questions?limit=${pageSize}`,
      role: 'author',
      statements: await statementsOf(url, async (db) =>
        (await questionsPage(db, workspaceId, {}, null, pageSize)).execute(),
      ),
    },
    {
      name: 'a learner’s home',
      path: `${workspace}/practice/home`,
      role: 'learner',
      statements: await statementsOf(url, (db) => {
        catalogues ??= createCatalogues(db, clock)
        return homeOf(db, clock, catalogues, member, 'UTC')
      }),
    },
  ]
}

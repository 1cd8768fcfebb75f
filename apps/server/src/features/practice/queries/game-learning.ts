import type { Kysely } from 'kysely'
import type { Database, StoredAbility } from '../../../platform/database/schema.ts'

export interface AskedQuestion {
  readonly num: number
  readonly topicId: string
  readonly a: number
  readonly b: number
}

/** Version → the question it is of. */
export async function questionsOfVersions(
  db: Kysely<Database>,
  versions: readonly number[],
): Promise<Map<number, AskedQuestion>> {
  if (versions.length === 0) return new Map()
  const rows = await db
    .selectFrom('question_versions')
    .innerJoin('questions', 'questions.id', 'question_versions.question_id')
    .select([
      'question_versions.num as version',
      'questions.num',
      'questions.topic_id as topicId',
      'questions.a',
      'questions.b',
    ])
    .where('question_versions.num', 'in', versions)
    .execute()
  return new Map(rows.map(({ version, ...question }) => [version, question]))
}

/** Those who are members, not guests, in the order of their ids. */
export async function membersAmong(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<number[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('id', 'in', personIds)
    .where('user_id', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Notes that people have learned from a game, and gives those who hadn't yet. */
export async function markLearned(
  db: Kysely<Database>,
  gameId: string,
  personIds: readonly number[],
): Promise<number[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .insertInto('game_learning')
    .values(personIds.map((person_id) => ({ game_id: gameId, person_id })))
    .onConflict((conflict) => conflict.columns(['game_id', 'person_id']).doNothing())
    .returning('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Abilities of some people, by person and topic. */
export async function abilitiesOfPeople(
  db: Kysely<Database>,
  personIds: readonly number[],
): Promise<Map<string, StoredAbility>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('abilities')
    .select(['person_id', 'topic_id', 'theta', 'se', 'answers'])
    .where('person_id', 'in', personIds)
    .execute()
  return new Map(
    rows.map(({ person_id, topic_id, ...ability }) => [abilityKey(person_id, topic_id), ability]),
  )
}

export function abilityKey(personId: number, topicId: string): string {
  return `${personId} ${topicId}`
}

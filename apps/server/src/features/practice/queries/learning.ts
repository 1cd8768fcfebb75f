import type { Card } from '@quizmentor/engine/memory/card'
import type { Met } from '@quizmentor/engine/practice/next-question'
import { sql, type Kysely, type Selectable } from 'kysely'
import type { Database, StoredAbility } from '../../../platform/database/schema.ts'

/** As columns, because there may be many of them. */
export interface MetQuestions extends Met {
  readonly num: readonly number[]
  readonly due: readonly number[]
}

/** What is known of a learner. */
export interface Known {
  /** The questions they have met, with the times they are due. */
  readonly met: MetQuestions
  /** Topic id → ability, as far as it is known. */
  readonly abilities: ReadonlyMap<string, StoredAbility>
}

export async function knownOf(db: Kysely<Database>, personId: number): Promise<Known> {
  // As two texts: read several times as fast as rows or arrays, and this is read for each answer.
  const { rows } = await sql<{
    num: string | null
    due: string | null
    abilities: readonly (StoredAbility & { readonly topicId: string })[] | null
  }>`
    select
      string_agg(question_num::text, ',') as num,
      string_agg((date_part('epoch', due) * 1000)::bigint::text, ',') as due,
      (
        select json_agg(json_build_object(
          'topicId', topic_id, 'theta', theta, 'se', se, 'answers', answers
        )) from abilities where person_id = ${personId}
      ) as abilities
    from cards where person_id = ${personId}
  `.execute(db)
  const [row] = rows
  const abilities = (row?.abilities ?? []).map(
    ({ topicId, ...ability }) => [topicId, ability] as const,
  )
  return { met: { num: numbers(row?.num), due: numbers(row?.due) }, abilities: new Map(abilities) }
}

function numbers(text: string | null | undefined): number[] {
  return text == null ? [] : text.split(',').map(Number)
}

/** The same, after a question was met now. */
export function metWith({ num, due }: MetQuestions, met: number, itsDue: number): MetQuestions {
  const at = num.indexOf(met)
  return at < 0 ? { num: [...num, met], due: [...due, itsDue] } : { num, due: due.with(at, itsDue) }
}

export function dueOf({ num, due }: MetQuestions, met: number): number | undefined {
  return due[num.indexOf(met)]
}

/** Topic id → ability, as far as it is known. */
export async function abilitiesOf(
  db: Kysely<Database>,
  personId: number,
): Promise<Map<string, StoredAbility>> {
  const rows = await db
    .selectFrom('abilities')
    .select(['topic_id', 'theta', 'se', 'answers'])
    .where('person_id', '=', personId)
    .execute()
  return new Map(rows.map(({ topic_id, ...ability }) => [topic_id, ability]))
}

export interface AbilityChange {
  readonly personId: number
  readonly topicId: string
  readonly ability: StoredAbility
  readonly at: Date
}

export async function saveAbilities(
  db: Kysely<Database>,
  changes: readonly AbilityChange[],
): Promise<void> {
  for (const batch of batches(changes))
    await db
      .insertInto('abilities')
      .values(
        batch.map(({ personId, topicId, ability, at }) => ({
          person_id: personId,
          topic_id: topicId,
          theta: ability.theta,
          se: ability.se,
          answers: ability.answers,
          updated_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'topic_id']).doUpdateSet((row) => ({
          theta: row.ref('excluded.theta'),
          se: row.ref('excluded.se'),
          answers: row.ref('excluded.answers'),
          updated_at: row.ref('excluded.updated_at'),
        })),
      )
      .execute()
}

export async function cardOf(
  db: Kysely<Database>,
  personId: number,
  num: number,
): Promise<Card | null> {
  return (await cardsOf(db, [personId], [num])).get(cardKey(personId, num)) ?? null
}

/** Some people's cards of some questions, by person and question. */
export async function cardsOf(
  db: Kysely<Database>,
  personIds: readonly number[],
  nums: readonly number[],
): Promise<Map<string, Card>> {
  if (personIds.length === 0 || nums.length === 0) return new Map()
  const rows = await db
    .selectFrom('cards')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('question_num', 'in', nums)
    .execute()
  return new Map(rows.map((row) => [cardKey(row.person_id, row.question_num), toCard(row)]))
}

export function cardKey(personId: number, num: number): string {
  return `${personId} ${num}`
}

export interface CardChange {
  readonly personId: number
  readonly num: number
  readonly card: Card
}

export async function saveCards(
  db: Kysely<Database>,
  changes: readonly CardChange[],
): Promise<void> {
  for (const batch of batches(changes))
    await db
      .insertInto('cards')
      .values(
        batch.map(({ personId, num, card }) => ({
          person_id: personId,
          question_num: num,
          due: new Date(card.due),
          stability: card.stability,
          difficulty: card.difficulty,
          state: states.indexOf(card.state),
          reps: card.reps,
          lapses: card.lapses,
          scheduled_days: card.scheduledDays,
          learning_steps: card.learningSteps,
          last_review: card.lastReview === null ? null : new Date(card.lastReview),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'question_num']).doUpdateSet((row) => ({
          due: row.ref('excluded.due'),
          stability: row.ref('excluded.stability'),
          difficulty: row.ref('excluded.difficulty'),
          state: row.ref('excluded.state'),
          reps: row.ref('excluded.reps'),
          lapses: row.ref('excluded.lapses'),
          scheduled_days: row.ref('excluded.scheduled_days'),
          learning_steps: row.ref('excluded.learning_steps'),
          last_review: row.ref('excluded.last_review'),
        })),
      )
      .execute()
}

/** A person's cards of the next questions after one, in their order. */
export async function cardsAfter(
  db: Kysely<Database>,
  personId: number,
  num: number,
  limit: number,
): Promise<CardChange[]> {
  const rows = await db
    .selectFrom('cards')
    .selectAll()
    .where('person_id', '=', personId)
    .where('question_num', '>', num)
    .orderBy('question_num')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ personId, num: row.question_num, card: toCard(row) }))
}

const states: readonly Card['state'][] = ['new', 'learning', 'review', 'relearning']

export function toCard(row: Selectable<Database['cards']>): Card {
  return {
    due: row.due.getTime(),
    stability: row.stability,
    difficulty: row.difficulty,
    state: states[row.state] ?? 'new',
    reps: row.reps,
    lapses: row.lapses,
    scheduledDays: row.scheduled_days,
    learningSteps: row.learning_steps,
    lastReview: row.last_review?.getTime() ?? null,
  }
}

/** Question id → the integer that cards refer to it by. */
export async function questionNums(
  db: Kysely<Database>,
  questionIds: readonly string[],
): Promise<Map<string, number>> {
  if (questionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('questions')
    .select(['id', 'num'])
    .where('id', 'in', questionIds)
    .execute()
  return new Map(rows.map(({ id, num }) => [id, num]))
}

/** A statement has room for 65,535 parameters. */
function* batches<T>(list: readonly T[], size = 1_000): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size)
}

import { sql, type Kysely, type Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { isPlausibleId, newId } from '../../platform/ids.ts'
import type { Draft, NewSeat } from './draft.ts'
import { originalAnswer } from './original-answer.ts'
import type { Seat } from './room.ts'

type Tx = Transaction<Database>

/** The seats that were made, with their persons, per draft. */
export type StoredSeats = ReadonlyMap<Draft, readonly Seat[]>

const livePlace = 3

/**
 * Stores what was drafted for any number of games in one transaction, with one statement per
 * table: that is what makes a commit per answer affordable. A game's events are numbered, so two
 * writers of one game can't both succeed.
 */
export function storeDrafts(db: Kysely<Database>, drafts: readonly Draft[]): Promise<StoredSeats> {
  return db.transaction().execute(async (tx) => {
    const seats = await storeSeats(tx, drafts)
    await storeEvents(tx, drafts)
    await storeResponses(tx, drafts)
    await storeEnds(tx, drafts)
    return seats
  })
}

async function storeSeats(tx: Tx, drafts: readonly Draft[]): Promise<StoredSeats> {
  const wanted = drafts.flatMap((draft) =>
    Array.from(draft.seats.values(), (seat) => ({ draft, seat })),
  )
  if (wanted.length === 0) return new Map()
  const guests = wanted.filter(({ seat }) => seat.memberId === null)
  const guestIds = await makeGuests(
    tx,
    guests.map(({ draft }) => draft.room.facts.workspaceId),
  )

  const made = wanted.map(({ draft, seat }) => {
    const { workspaceId } = draft.room.facts
    const personId = seat.memberId ?? guestIds.get(workspaceId)?.pop()
    if (personId === undefined) throw new Error('fewer guests were made than asked for')
    return { draft, seat: seatOf(seat, personId), joinedAt: seat.joinedAt }
  })
  await sql`
    insert into game_players (game_id, id, person_id, token_hash, device_hash, joined_at)
    select * from unnest(
      ${made.map(({ draft }) => draft.room.facts.id)}::uuid[],
      ${made.map(({ seat }) => seat.playerId)}::uuid[],
      ${made.map(({ seat }) => seat.personId)}::bigint[],
      ${made.map(({ seat }) => seat.tokenHash)}::bytea[],
      ${made.map(({ seat }) => seat.deviceHash)}::bytea[],
      ${made.map(({ joinedAt }) => new Date(joinedAt))}::timestamptz[]
    )
  `.execute(tx)
  const byDraft = Map.groupBy(made, ({ draft }) => draft)
  return new Map(Array.from(byDraft, ([draft, all]) => [draft, all.map(({ seat }) => seat)]))
}

function seatOf({ playerId, tokenHash, deviceHash, memberId }: NewSeat, personId: number): Seat {
  return { playerId, personId, isMember: memberId !== null, tokenHash, deviceHash }
}

/** People without an account, as many per workspace as it is named. */
async function makeGuests(tx: Tx, workspaceIds: readonly string[]): Promise<Map<string, number[]>> {
  if (workspaceIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; workspace_id: string }>`
    insert into people (workspace_id)
    select unnest(${[...workspaceIds]}::uuid[])
    returning id, workspace_id
  `.execute(tx)
  const byWorkspace = Map.groupBy(rows, (row) => row.workspace_id)
  return new Map(Array.from(byWorkspace, ([id, people]) => [id, people.map((person) => person.id)]))
}

async function storeEvents(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const rows = drafts.flatMap(({ room, events }) =>
    events.map((each) => ({ gameId: room.facts.id, ...each })),
  )
  if (rows.length === 0) return
  await sql`
    insert into game_events (game_id, seq, at, event)
    select * from unnest(
      ${rows.map((row) => row.gameId)}::uuid[],
      ${rows.map((row) => row.seq)}::integer[],
      ${rows.map((row) => new Date(row.at))}::timestamptz[],
      ${rows.map((row) => JSON.stringify(row.event))}::jsonb[]
    )
  `.execute(tx)
}

/** Every answer is a response as well, of the person who plays. */
async function storeResponses(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const rows = drafts.flatMap((draft) => responsesOf(draft))
  if (rows.length === 0) return
  await sql`
    insert into responses
      (id, person_id, question_version, place, score, latency_ms, answered_at, given)
    select * from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.personId)}::bigint[],
      ${rows.map((row) => row.questionVersion)}::bigint[],
      ${rows.map(() => livePlace)}::smallint[],
      ${rows.map((row) => row.score)}::real[],
      ${rows.map((row) => row.latencyMs)}::integer[],
      ${rows.map((row) => new Date(row.at))}::timestamptz[],
      ${rows.map((row) => JSON.stringify(row.given))}::jsonb[]
    )
    on conflict (id) do nothing
  `.execute(tx)
}

function responsesOf({ room, state, events }: Draft) {
  return events.flatMap(({ at, event }) => {
    if (event.name !== 'answered') return []
    const seat = room.seat(event.playerId)
    const question = state.setup.questions[event.question]
    if (seat === undefined || question === undefined)
      throw new Error('an answer of nobody to nothing')
    return {
      // Rows are kept by the time in their id: a phone that lives in another year gets another id.
      id: isPlausibleId(event.answerId, at, 1) ? event.answerId : newId(),
      personId: seat.personId,
      questionVersion: question.version,
      score: event.score,
      latencyMs: event.latencyMs,
      at,
      given: originalAnswer(event.given, question.originalIds),
    }
  })
}

async function storeEnds(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const ended = drafts.flatMap(({ room, events }) =>
    events
      .filter(({ event }) => event.name === 'finished')
      .map(({ at }) => ({ gameId: room.facts.id, at: new Date(at) })),
  )
  for (const { gameId, at } of ended)
    await tx.updateTable('games').set({ finished_at: at }).where('id', '=', gameId).execute()
}

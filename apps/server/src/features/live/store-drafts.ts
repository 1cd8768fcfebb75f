import pg from 'pg'
import { isPlausibleId, newId } from '../../platform/ids.ts'
import type { Draft } from './draft.ts'
import { originalAnswer } from './original-answer.ts'
import { Unstorable, type StoredSeats } from './store.ts'

/** Of responses: 1 practice, 2 exam, 3 live. */
const livePlace = 3

/**
 * One statement for everything, and so one commit and one way to the database and back: that is
 * what makes a commit per answer affordable. It has a name, so that each connection plans it once.
 */
const statement = {
  name: 'store live games',
  text: `
    with wanted as (
      select *, row_number() over (partition by workspace_id, member_id) as number
      from unnest(
        $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[], $7::integer[],
        $8::timestamptz[]
      ) as seat
        (game_id, workspace_id, id, member_id, token_hash, device_hash, address_mark, joined_at)
    ),
    -- Guests are people without an account; which of them is which player makes no difference.
    guests as (
      insert into people (workspace_id)
      select workspace_id from wanted where member_id is null
      returning id, workspace_id
    ),
    numbered_guests as (
      select id, workspace_id, row_number() over (partition by workspace_id) as number from guests
    ),
    seats as (
      insert into game_players
        (game_id, id, person_id, token_hash, device_hash, address_mark, joined_at)
      select
        wanted.game_id, wanted.id, coalesce(wanted.member_id, guest.id),
        wanted.token_hash, wanted.device_hash, wanted.address_mark, wanted.joined_at
      from wanted
      left join numbered_guests as guest
        on wanted.member_id is null
        and guest.workspace_id = wanted.workspace_id
        and guest.number = wanted.number
      returning game_id, id, person_id
    ),
    events as (
      insert into game_events (game_id, seq, at, event, command_id)
      select * from unnest($9::uuid[], $10::integer[], $11::timestamptz[], $12::jsonb[], $13::uuid[])
      -- Fails, and all with it, where another node has taken one of the games.
      where (select live_games_owned($24::uuid[], $25::integer[]))
    ),
    answers as (
      insert into responses
        (id, person_id, question_version, place, score, latency_ms, answered_at, given)
      select id, person_id, question_version, $14, score, latency_ms, answered_at, given
      from unnest(
        $15::uuid[], $16::bigint[], $17::bigint[], $18::real[], $19::integer[],
        $20::timestamptz[], $21::jsonb[]
      ) as answer (id, person_id, question_version, score, latency_ms, answered_at, given)
    ),
    ends as (
      update games set finished_at = ended.at
      from unnest($22::uuid[], $23::timestamptz[]) as ended (game_id, at)
      where games.id = ended.game_id
    )
    select game_id as "gameId", id as "playerId", person_id as "personId" from seats
  `,
}

/**
 * Stores what was drafted for any number of games, all or nothing. A former owner's draft is refused
 * by its epoch; one that passes just before the game is taken is refused by nobody and missed by
 * nobody: a game's events are numbered, so two writers can't both succeed.
 */
export async function storeDrafts(pool: pg.Pool, drafts: readonly Draft[]): Promise<StoredSeats> {
  const { rows } = await send(pool, drafts)
  const personOf = new Map(rows.map((row) => [`${row.gameId} ${row.playerId}`, row.personId]))
  return new Map(
    drafts.map((draft) => [
      draft,
      seatsOf(draft).map((seat) => {
        const { gameId, playerId, tokenHash, deviceHash, addressMark, memberId } = seat
        const personId = personOf.get(`${gameId} ${playerId}`)
        if (personId === undefined) throw new Error('a seat was stored without a person')
        const isMember = memberId !== null
        return { playerId, personId, isMember, tokenHash, deviceHash, addressMark }
      }),
    ]),
  )
}

/**
 * Wrong data, a broken constraint, a deadlock, a broken limit, a game that another node has taken:
 * the statement as it is fails.
 */
const refusals = new Set(['22', '23', '40', '42', '54', 'P0', 'QM'])
const uniqueViolation = '23505'

async function send(pool: pg.Pool, drafts: readonly Draft[], usedIds: readonly string[] = []) {
  const query = { ...statement, values: valuesOf(drafts, usedIds) }
  try {
    return await pool.query<{ gameId: string; playerId: string; personId: number }>(query)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    const { code = '', table = '' } = error
    if (code === uniqueViolation && /^responses(_|$)/.test(table) && usedIds.length === 0) {
      const found = await idsInUse(pool, drafts)
      if (found.length > 0) return send(pool, drafts, found)
    }
    throw refusals.has(code.slice(0, 2)) ? new Unstorable(error) : error
  }
}

/** Those of the answers' ids that other responses have. */
async function idsInUse(pool: pg.Pool, drafts: readonly Draft[]): Promise<string[]> {
  const ids = drafts.flatMap(responsesOf).map(({ answerId }) => answerId)
  const { rows } = await pool.query<{ id: string }>(
    'select id from responses where id = any($1::uuid[])',
    [ids],
  )
  return rows.map(({ id }) => id)
}

function valuesOf(drafts: readonly Draft[], usedIds: readonly string[]): unknown[] {
  const seats = drafts.flatMap(seatsOf)
  const events = drafts.flatMap(eventsOf)
  const responses = withIds(drafts.flatMap(responsesOf), usedIds)
  const ends = events.filter(({ event }) => event.name === 'finished')
  return [
    seats.map((seat) => seat.gameId),
    seats.map((seat) => seat.workspaceId),
    seats.map((seat) => seat.playerId),
    seats.map((seat) => seat.memberId),
    seats.map((seat) => seat.tokenHash),
    seats.map((seat) => seat.deviceHash),
    seats.map((seat) => seat.addressMark),
    seats.map((seat) => new Date(seat.joinedAt)),
    events.map((each) => each.gameId),
    events.map((each) => each.seq),
    events.map((each) => new Date(each.at)),
    events.map((each) => JSON.stringify(each.event)),
    events.map((each) => each.commandId),
    livePlace,
    responses.map((each) => each.id),
    responses.map((each) => each.personId),
    responses.map((each) => each.questionVersion),
    responses.map((each) => each.score),
    responses.map((each) => each.latencyMs),
    responses.map((each) => new Date(each.at)),
    responses.map((each) => JSON.stringify(each.given)),
    ends.map((each) => each.gameId),
    ends.map((each) => new Date(each.at)),
    drafts.map(({ room }) => room.facts.id),
    drafts.map(({ epoch }) => epoch),
  ]
}

function seatsOf({ room, seats }: Draft) {
  const { id: gameId, workspaceId } = room.facts
  return Array.from(seats.values(), (seat) => ({ gameId, workspaceId, ...seat }))
}

function eventsOf({ room, events }: Draft) {
  return events.map((each) => ({ gameId: room.facts.id, ...each }))
}

/** Every answer is a response as well, of the person who plays. */
function responsesOf({ room, state, events }: Draft) {
  return events.flatMap(({ at, event }) => {
    if (event.name !== 'answered') return []
    const seat = room.seat(event.playerId)
    const question = state.setup.questions[event.question]
    if (seat === undefined || question === undefined)
      throw new Unstorable('an answer of nobody to nothing')
    return {
      answerId: event.answerId,
      personId: seat.personId,
      questionVersion: question.version,
      score: event.score,
      latencyMs: event.latencyMs,
      at,
      given: originalAnswer(event.given, question.originalIds),
    }
  })
}

/**
 * A response has the id of its answer. Rows are kept by the time in their id: a phone that lives in
 * another year gets another id, and so does one whose id is in use.
 */
function withIds<Response extends { readonly answerId: string; readonly at: number }>(
  responses: readonly Response[],
  usedIds: readonly string[],
) {
  const used = new Set(usedIds)
  return responses.map((response) => {
    const { answerId, at } = response
    const id = isPlausibleId(answerId, at, 1) && !used.has(answerId) ? answerId : newId()
    used.add(id)
    return { ...response, id }
  })
}

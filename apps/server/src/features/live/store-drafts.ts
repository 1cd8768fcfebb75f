import type pg from 'pg'
import { isPlausibleId, newId } from '../../platform/ids.ts'
import type { Draft } from './draft.ts'
import { originalAnswer } from './original-answer.ts'
import type { Seat } from './room.ts'

/** The seats that were made, with their persons, per draft. */
export type StoredSeats = ReadonlyMap<Draft, readonly Seat[]>

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
        $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[], $7::timestamptz[]
      ) as seat (game_id, workspace_id, id, member_id, token_hash, device_hash, joined_at)
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
      insert into game_players (game_id, id, person_id, token_hash, device_hash, joined_at)
      select
        wanted.game_id, wanted.id, coalesce(wanted.member_id, guest.id),
        wanted.token_hash, wanted.device_hash, wanted.joined_at
      from wanted
      left join numbered_guests as guest
        on wanted.member_id is null
        and guest.workspace_id = wanted.workspace_id
        and guest.number = wanted.number
      returning game_id, id, person_id
    ),
    events as (
      insert into game_events (game_id, seq, at, event)
      select * from unnest($8::uuid[], $9::integer[], $10::timestamptz[], $11::jsonb[])
    ),
    answers as (
      insert into responses
        (id, person_id, question_version, place, score, latency_ms, answered_at, given)
      select id, person_id, question_version, $12, score, latency_ms, answered_at, given
      from unnest(
        $13::uuid[], $14::bigint[], $15::bigint[], $16::real[], $17::integer[],
        $18::timestamptz[], $19::jsonb[]
      ) as answer (id, person_id, question_version, score, latency_ms, answered_at, given)
      on conflict (id) do nothing
    ),
    ends as (
      update games set finished_at = ended.at
      from unnest($20::uuid[], $21::timestamptz[]) as ended (game_id, at)
      where games.id = ended.game_id
    )
    select game_id as "gameId", id as "playerId", person_id as "personId" from seats
  `,
}

/**
 * Stores what was drafted for any number of games, all or nothing. A game's events are numbered, so
 * two writers of one game can't both succeed.
 */
export async function storeDrafts(pool: pg.Pool, drafts: readonly Draft[]): Promise<StoredSeats> {
  const seats = drafts.flatMap(seatsOf)
  const events = drafts.flatMap(eventsOf)
  const responses = drafts.flatMap(responsesOf)
  const ends = events.filter(({ event }) => event.name === 'finished')
  const { rows } = await pool.query<{ gameId: string; playerId: string; personId: number }>({
    ...statement,
    values: [
      seats.map((seat) => seat.gameId),
      seats.map((seat) => seat.workspaceId),
      seats.map((seat) => seat.playerId),
      seats.map((seat) => seat.memberId),
      seats.map((seat) => seat.tokenHash),
      seats.map((seat) => seat.deviceHash),
      seats.map((seat) => new Date(seat.joinedAt)),
      events.map((each) => each.gameId),
      events.map((each) => each.seq),
      events.map((each) => new Date(each.at)),
      events.map((each) => JSON.stringify(each.event)),
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
    ],
  })

  const personOf = new Map(rows.map((row) => [`${row.gameId} ${row.playerId}`, row.personId]))
  return new Map(
    drafts.map((draft) => [
      draft,
      seatsOf(draft).map(({ gameId, playerId, tokenHash, deviceHash, memberId }) => {
        const personId = personOf.get(`${gameId} ${playerId}`)
        if (personId === undefined) throw new Error('a seat was stored without a person')
        return { playerId, personId, isMember: memberId !== null, tokenHash, deviceHash }
      }),
    ]),
  )
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

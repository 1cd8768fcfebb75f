import type { GameEvent } from '@quizmentor/engine/live/types'
import { z } from 'zod'
import type { Ask, Reply } from './draft.ts'
import type { Seat } from './room.ts'

// What nodes say to each other about live games, as JSON. They trust each other: who asks was
// checked where they are connected.

const bytes = z.codec(z.base64(), z.instanceof(Buffer), {
  decode: (text) => Buffer.from(text, 'base64'),
  encode: (buffer) => buffer.toString('base64'),
})

const seat = z.object({
  playerId: z.uuid(),
  personId: z.number(),
  isMember: z.boolean(),
  tokenHash: bytes,
  deviceHash: bytes,
  addressMark: z.number().nullable(),
}) satisfies z.ZodType<Seat>

const join = z.object({
  name: z.literal('join'),
  playerId: z.uuid(),
  nickname: z.string(),
  tokenHash: bytes,
  deviceHash: bytes,
  addressMark: z.number(),
  memberId: z.number().nullable(),
})

type Other = Exclude<Ask, { name: 'join' }>
const names: readonly string[] = ['answer', 'lead', 'time_up'] satisfies Other['name'][]
const other = z.custom<Other>(
  (said) => said instanceof Object && 'name' in said && names.includes(String(said.name)),
)

/** Asks the owner of a game something that arrived at `at`. */
export const askedSaid = z.object({
  n: z.int(),
  gameId: z.uuid(),
  ask: z.union([join, other]),
  at: z.number(),
  /** When it was sent to the owner, who does it soon or never. */
  sentAt: z.number(),
})

/** What came of it; `elsewhere`: the game isn't here. */
export const answeredSaid = z.object({
  n: z.int(),
  reply: z.custom<Reply | 'elsewhere'>((said) => said === null || typeof said === 'string'),
})

/** What happened in a game after `from` events, and is stored. */
export const happenedSaid = z.object({
  gameId: z.uuid(),
  from: z.int(),
  events: z.array(z.custom<GameEvent>((said) => said instanceof Object && 'name' in said)),
  seats: z.array(seat),
  commands: z.array(z.string()),
})
export type HappenedSaid = z.output<typeof happenedSaid>

/** A game that somebody follows, or wants to have an owner. */
export const gameSaid = z.object({ gameId: z.uuid() })

const seatedAt = z.object({ playerId: z.uuid(), at: z.number() })

/** A player is connected here since `at`: connections from before are replaced. */
export const seatedSaid = seatedAt.extend({ gameId: z.uuid() })

/** Who is connected here to a game that several nodes have, and again some of the `seatedSaid`. */
export const crowdSaid = z.object({
  gameId: z.uuid(),
  crowd: z.object({
    connected: z.int(),
    ms: z.array(z.number()),
    slowest: z.array(z.object({ id: z.uuid(), nickname: z.string(), ms: z.number() })),
  }),
  seated: z.array(seatedAt),
})

/** Another token opens the big screen; with `ends`, those that are open end. */
export const screenSaid = z.object({ gameId: z.uuid(), hash: bytes, ends: z.boolean() })

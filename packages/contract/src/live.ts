import { given } from '@quizmentor/engine/question/question'
import {
  extraTimeFactors,
  type HostView,
  type PlayerView,
  type Refusal,
  type ScreenView,
  type SharedScreen,
} from '@quizmentor/engine/live/types'
import { z } from 'zod'
import { LIVE_VERSION } from './live-protocol.ts'
import { instant, inWorkspace, page, paging, route } from './route.ts'
import { uuid, uuidv7 } from './uuid.ts'

// ---- Over HTTP

/** Six digits, said and typed easily. People paste them with spaces. */
export const gameCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
  .meta({ examples: ['123456'] })

export const nickname = z.string().trim().min(1).max(60)

export const gameSettings = z.strictObject({
  scoring: z.enum(['speed', 'accuracy']).default('speed'),
  seconds: z.int().min(5).max(300).nullable().default(20),
  previewSeconds: z.int().min(0).max(30).default(5),
  questionOnPhones: z.boolean().default(true),
  generatedNames: z.boolean().default(false),
})

export const gameRow = z.object({
  id: uuid,
  code: z.string(),
  title: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  players: z.int(),
  /** Whether the caller hosts it. */
  mine: z.boolean(),
})
export type GameRow = z.infer<typeof gameRow>

const gameInPath = z.strictObject({ workspaceId: uuid, gameId: uuid })
const codeInPath = z.strictObject({ code: gameCode })

export const liveRoutes = {
  createGame: route({
    method: 'POST',
    path: '/api/v1/workspaces/:workspaceId/games',
    access: 'host',
    summary: 'Open a game of a quiz: a lobby with a code',
    params: inWorkspace,
    body: z.strictObject({ id: uuidv7, quizId: uuid, settings: gameSettings }),
    answer: z.object({
      game: gameRow,
      /** For the big screen's own address; in this answer only. */
      screenToken: z.string(),
      /** Questions of the quiz that can't be played live (written answers, ordering, …). */
      leftOut: z.int(),
    }),
    status: 201,
    perMinute: 30,
  }),
  listGames: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/games',
    access: 'host',
    summary: 'Games, newest first',
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(gameRow),
  }),
  newScreenToken: route({
    method: 'POST',
    path: '/api/v1/workspaces/:workspaceId/games/:gameId/screen-token',
    access: 'host',
    summary: 'A new address for the big screen; the old one ends',
    params: gameInPath,
    answer: z.object({ screenToken: z.string() }),
  }),
  gameResultsCsv: route({
    method: 'GET',
    path: '/api/v1/workspaces/:workspaceId/games/:gameId/results.csv',
    access: 'host',
    summary: 'Players with rank, score and each answer, as CSV',
    params: gameInPath,
    answer: z.string(),
    mediaType: 'text/csv',
  }),
  lookUpGame: route({
    method: 'GET',
    path: '/api/v1/join/:code',
    access: 'anyone',
    summary: 'Whether a code can be joined: 404 unknown, 410 finished, 423 locked, 429 guessing',
    params: codeInPath,
    answer: z.object({
      gameId: uuid,
      title: z.string(),
      generatedNames: z.boolean(),
      /** Where names are drawn: one to begin with. */
      suggestedName: z.string().nullable(),
    }),
    // A school behind one address joins within a minute; wrong codes are limited far lower.
    perMinute: 1_000,
  }),
  joinGame: route({
    method: 'POST',
    path: '/api/v1/join/:code/players',
    access: 'anyone',
    summary: 'Join a game; sent again with the same id one joins once',
    params: codeInPath,
    body: z.strictObject({
      id: uuidv7,
      /** The player's own secret, made by their device (32 random bytes, base64url). */
      token: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/)
        .meta({ examples: ['Zm9ydHktdGhyZWUgY2hhcmFjdGVycyBvZiBjaGFuY2U'] }),
      nickname,
    }),
    answer: z.object({ gameId: uuid, playerId: uuid, nickname: z.string() }),
    status: 201,
    perMinute: 1_000,
  }),
}

// ---- Over the socket at LIVE_PATH. One JSON object per frame.

const playerId = uuid

export const hostCommand = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('next') }),
  z.strictObject({ name: z.literal('close') }),
  z.strictObject({ name: z.literal('reveal') }),
  z.strictObject({ name: z.literal('leaderboard') }),
  z.strictObject({ name: z.literal('pause') }),
  z.strictObject({ name: z.literal('resume') }),
  z.strictObject({ name: z.literal('extend'), seconds: z.int().min(1).max(120) }),
  z.strictObject({ name: z.literal('lock') }),
  z.strictObject({ name: z.literal('unlock') }),
  z.strictObject({ name: z.literal('kick'), playerId }),
  z.strictObject({ name: z.literal('ban'), playerId }),
  /** A player's own time as a multiple of everybody's; 1 takes it back. */
  z.strictObject({ name: z.literal('give_time'), playerId, factor: z.literal(extraTimeFactors) }),
  z.strictObject({ name: z.literal('finish') }),
])

/** What a client says. `hello` comes first, and only once. */
export const clientMessage = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('hello'),
    version: z.literal(LIVE_VERSION),
    as: z.discriminatedUnion('role', [
      z.strictObject({ role: z.literal('player'), gameId: uuid, token: z.string().max(100) }),
      z.strictObject({ role: z.literal('screen'), gameId: uuid, token: z.string().max(100) }),
      /** Who the host is, the session's cookie says. */
      z.strictObject({ role: z.literal('host'), gameId: uuid }),
    ]),
  }),
  z.strictObject({
    t: z.literal('answer'),
    id: uuidv7,
    question: z.int().min(0).max(10_000),
    given,
  }),
  /**
   * `seen` is the version of the view that the host acted on: a `next` pressed twice, or by two
   * devices at once, counts once.
   */
  z.strictObject({
    t: z.literal('command'),
    id: uuidv7,
    seen: z.int().min(0),
    command: hostCommand,
  }),
  z.strictObject({ t: z.literal('ping'), n: z.int().min(0) }),
])
export type ClientMessage = z.infer<typeof clientMessage>

/** Why a message was refused: a rule of the game, or of the protocol. */
export type LiveRefusal = Refusal | 'not_allowed' | 'stale' | 'malformed' | 'too_many' | 'try_again'

export type LiveView = PlayerView | ScreenView | HostView

/** What the server says. */
export type ServerMessage =
  | { readonly t: 'welcome'; readonly version: number; readonly code: string; readonly now: number }
  /** A whole view, after `hello` and where a `phase` doesn't do: the latest state, never a backlog. */
  | { readonly t: 'view'; readonly now: number; readonly view: LiveView }
  /** To players: what is the same for all of them. The rest of their view stays as it was. */
  | {
      readonly t: 'phase'
      readonly now: number
      readonly version: number
      readonly playerCount: number
      readonly screen: SharedScreen
    }
  /** To host and screen, at most five times a second. */
  | {
      readonly t: 'counts'
      readonly version: number
      readonly answered: number
      readonly playerCount: number
      readonly joined: readonly { readonly id: string; readonly nickname: string }[]
    }
  /** To hosts, at most every two seconds: how far away the players are, in milliseconds there and back. */
  | {
      readonly t: 'latency'
      readonly connected: number
      readonly medianMs: number
      readonly p95Ms: number
      readonly slowest: readonly {
        readonly id: string
        readonly nickname: string
        readonly ms: number
      }[]
    }
  /** An answer or a command that is stored (or was already). */
  | { readonly t: 'accepted'; readonly id: string }
  | { readonly t: 'refused'; readonly id: string | null; readonly reason: LiveRefusal }
  | { readonly t: 'pong'; readonly n: number; readonly now: number }

import type { GameRow, liveRoutes } from '@quizmentor/contract/live'
import { reaches } from '@quizmentor/contract/route'
import { isNameTaken, MAX_PLAYERS } from '@quizmentor/engine/live/decide-join'
import { generateFreeName } from '@quizmentor/engine/live/generated-name'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Callers, Member, User } from '../../http/feature.ts'
import { limitKey } from '../../http/network.ts'
import { conflict, forbidden, invalid, notFound } from '../../http/problem.ts'
import type { Database } from '../../platform/database/schema.ts'
import { isPlausibleId } from '../../platform/ids.ts'
import { hashOf, newCode, newToken, secureRandom } from './chance.ts'
import type { Codes } from './codes.ts'
import { setUp, type LoadQuiz } from './game-setup.ts'
import * as queries from './queries.ts'
import { problemOf, tooManyHere } from './refusals.ts'
import { resultsCsv } from './results-csv.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

interface Parts {
  readonly db: Kysely<Database>
  readonly rooms: Rooms
  readonly codes: Codes
  readonly callers: Callers
  readonly loadQuiz: LoadQuiz
}

type Body<Name extends keyof typeof liveRoutes> = z.output<(typeof liveRoutes)[Name]['body']>

/** Who joins, and from where. */
export interface Arrival {
  readonly user: User | null
  readonly address: string
  /** What the device is known by. */
  readonly device: string
}

const gameLifeMs = 12 * 60 * 60 * 1_000
const mostFromOneAddress = 300
const codeTries = 20

export type Games = ReturnType<typeof openGames>

/** Opening, joining and looking back on live games. */
export function openGames({ db, rooms, codes, callers, loadQuiz }: Parts) {
  async function ownGame(member: Member, gameId: string): Promise<queries.GameRecord> {
    const game = await queries.gameById(db, gameId)
    if (game === undefined || game.workspaceId !== member.workspaceId) throw notFound('game')
    if (game.hostId !== member.personId && !reaches(member.role, 'admin'))
      throw forbidden('This game is another host’s. Ask them, or an admin.')
    return game
  }

  async function renewScreenToken(gameId: string): Promise<string> {
    const { token, hash } = newToken()
    await queries.setScreenToken(db, gameId, hash)
    const room = await rooms.known(gameId)
    if (room !== null) room.screenTokenHash = hash
    return token
  }

  /** The game that a code leads to, where one may join it. */
  async function joinable(code: string, address: string): Promise<Room> {
    const room = await rooms.get(await codes.find(code, address))
    if (room === null || room.state.phase.name === 'finished') throw problemOf('game_finished')
    return room
  }

  return {
    async create(member: Member, { id, quizId, settings }: Body<'createGame'>) {
      const { workspaceId, personId } = member
      if (!isPlausibleId(id, Date.now(), 1)) throw invalid([unfitId])
      const { setup, leftOut } = setUp(id, settings, await loadQuiz(workspaceId, quizId))
      const screen = newToken()
      for (let tries = 0; tries < codeTries; tries++) {
        const now = Date.now()
        const game = {
          id,
          workspaceId,
          quizId,
          hostId: personId,
          code: newCode(),
          title: setup.title,
          screenTokenHash: screen.hash,
          createdAt: new Date(now),
          expiresAt: new Date(now + gameLifeMs),
        }
        const isNew = await queries.insertGame(db, game, { name: 'created', setup })
        const stored = await queries.gameById(db, id)
        if (stored === undefined) continue
        if (stored.workspaceId !== workspaceId || stored.hostId !== personId)
          throw conflict('id_taken', 'This id is in use. Make a new one.')
        const screenToken = isNew ? screen.token : await renewScreenToken(id)
        return { game: toGameRow(stored, member), screenToken, leftOut }
      }
      throw new Error('no code is free')
    },

    async list(member: Member, before: string | null, limit: number) {
      const rows = await queries.gamesPage(db, member.workspaceId, before, limit)
      return rows.map((row) => toGameRow(row, member))
    },

    async newScreenToken(member: Member, gameId: string): Promise<string> {
      await ownGame(member, gameId)
      const token = await renewScreenToken(gameId)
      for (const connection of (await rooms.known(gameId))?.audience.stage() ?? [])
        if (connection.part?.role === 'screen') connection.end('unauthorized')
      return token
    },

    async results(member: Member, gameId: string): Promise<string> {
      await ownGame(member, gameId)
      const game = (await rooms.known(gameId)) ?? (await rooms.load(gameId))
      if (game === null) throw notFound('game')
      return resultsCsv(game.state)
    },

    async lookUp(code: string, address: string) {
      const { facts, state } = await joinable(code, address)
      if (state.locked) throw problemOf('game_locked')
      if (state.playerCount >= MAX_PLAYERS) throw problemOf('game_full')
      const { title, settings } = state.setup
      const isTaken = (name: string) => isNameTaken(state, name, null)
      return {
        gameId: facts.id,
        title,
        generatedNames: settings.generatedNames,
        suggestedName: settings.generatedNames ? generateFreeName(secureRandom, isTaken) : null,
      }
    },

    async join(code: string, { id, token, nickname }: Body<'joinGame'>, arrival: Arrival) {
      const room = await joinable(code, arrival.address)
      const { workspaceId } = room.facts
      const { user } = arrival
      const member = user === null ? null : await callers.member(user.id, workspaceId)
      const leave = arrive(room, arrival.address, id)
      const ask = {
        name: 'join',
        playerId: id,
        nickname,
        tokenHash: hashOf(token),
        deviceHash: hashOf(arrival.device),
        memberId: member?.personId ?? null,
      } as const
      const refusal = await rooms.ask(room, ask, Date.now())
      if (refusal !== null) {
        leave()
        throw problemOf(refusal)
      }
      const player = room.state.players.get(id)
      return { gameId: room.facts.id, playerId: id, nickname: player?.nickname ?? nickname }
    },
  }
}

const unfitId = {
  pointer: '/body/id',
  code: 'invalid_id',
  detail: 'Make a UUIDv7 with the time of now.',
}

/** Counts who comes from one address; gives what takes it back. Throws where it is too many. */
function arrive(room: Room, address: string, playerId: string): () => void {
  const key = limitKey(address)
  const arrived = room.arrivals.get(key) ?? new Set()
  room.arrivals.set(key, arrived)
  if (arrived.has(playerId) || room.seat(playerId) !== undefined) return () => {}
  if (arrived.size >= mostFromOneAddress) throw tooManyHere(mostFromOneAddress)
  arrived.add(playerId)
  return () => void arrived.delete(playerId)
}

function toGameRow(game: queries.GameRecord, { personId }: Member): GameRow {
  return {
    id: game.id,
    code: game.code,
    title: game.title,
    createdAt: game.createdAt.toISOString(),
    finishedAt: game.finishedAt?.toISOString() ?? null,
    players: game.players,
    mine: game.hostId === personId,
  }
}

import type { GameRow, liveRoutes } from '@quizmentor/contract/live'
import { reaches } from '@quizmentor/contract/route'
import { isNameTaken, MAX_PLAYERS } from '@quizmentor/engine/live/decide-join'
import { reduce } from '@quizmentor/engine/live/game'
import { generateFreeName } from '@quizmentor/engine/live/generated-name'
import type { Random } from '@quizmentor/engine/question/parts'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Callers, Member, User } from '../../http/feature.ts'
import { limitKey } from '../../http/network.ts'
import { conflict, forbidden, invalid, notFound } from '../../http/problem.ts'
import { type Read, readingHere } from '../../platform/database/replica.ts'
import type { Database } from '../../platform/database/schema.ts'
import { isPlausibleId } from '../../platform/ids.ts'
import { addressMark, hashOf, newCode, newToken } from './chance.ts'
import type { Codes } from './codes.ts'
import { setUp, type LoadQuiz } from './game-setup.ts'
import { Pace } from './pace.ts'
import * as queries from './queries.ts'
import { problemOf, tooManyHere } from './refusals.ts'
import { resultsCsv } from './results-csv.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { LiveTime } from './time.ts'

interface Parts {
  readonly db: Kysely<Database>
  /** Unset: what is over is read where everything else is. */
  readonly read?: Read
  readonly rooms: Rooms
  readonly codes: Codes
  readonly callers: Callers
  readonly loadQuiz: LoadQuiz
  readonly time: LiveTime
  readonly random: Random
  /** How many may join a game from one address, and the key of what is stored of addresses. */
  readonly arrivals: { readonly most: number; readonly secret: string }
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
const codeTries = 20
const joinsAtOnce = { perTurn: 32, most: 10_000 }

export type Games = ReturnType<typeof openGames>

/** Opening, joining and looking back on live games. */
export function openGames(parts: Parts) {
  const { db, read = readingHere(db), rooms, codes, callers } = parts
  const { loadQuiz, time, random, arrivals } = parts
  const joins = new Pace(time, joinsAtOnce)

  async function ownGame(member: Member, gameId: string): Promise<queries.GameRecord> {
    const game = await queries.gameById(db, gameId)
    if (game === undefined || game.workspaceId !== member.workspaceId) throw notFound('game')
    if (game.hostId !== member.personId && !reaches(member.role, 'admin'))
      throw forbidden('This game is another host’s. Ask them, or an admin.')
    return game
  }

  async function renewScreenToken(gameId: string, { ends }: { ends: boolean }): Promise<string> {
    const { token, hash } = newToken(random)
    await queries.setScreenToken(db, gameId, hash)
    await rooms.changeScreen(gameId, hash, ends)
    return token
  }

  /** The game that a code leads to, where one may join it. */
  async function joinable(code: string, address: string): Promise<Room> {
    const room = await rooms.get(await codes.find(code, address))
    if (room === null || room.state.phase.name === 'finished') throw problemOf('game_finished')
    return room
  }

  /** Counts who comes from one address; gives what takes it back. Throws where it is too many. */
  function arrive(room: Room, mark: number, playerId: string): () => void {
    if (room.seat(playerId) !== undefined || room.arrivals.has(mark, playerId)) return () => {}
    if (room.arrivals.count(mark) >= arrivals.most) throw tooManyHere(arrivals.most)
    room.arrivals.add(mark, playerId)
    return () => {
      if (room.seat(playerId) === undefined) room.arrivals.remove(mark, playerId)
    }
  }

  return {
    async create(member: Member, { id, quizId, settings }: Body<'createGame'>) {
      const { workspaceId, personId } = member
      if (!isPlausibleId(id, time.now(), 1)) throw invalid([unfitId])
      const { setup, leftOut } = setUp(id, settings, await loadQuiz(workspaceId, quizId), random)
      const screen = newToken(random)
      for (let tries = 0; tries < codeTries; tries++) {
        const now = time.now()
        const game = {
          id,
          workspaceId,
          quizId,
          hostId: personId,
          code: newCode(random),
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
        const screenToken = isNew ? screen.token : await renewScreenToken(id, { ends: false })
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
      return renewScreenToken(gameId, { ends: true })
    },

    async results(member: Member, gameId: string): Promise<string> {
      await ownGame(member, gameId)
      const room = await rooms.known(gameId)
      if (room === null) {
        const { events } = await read((from) => queries.logOf(from, gameId))
        return resultsCsv(reduce(events))
      }
      await rooms.refresh(room)
      return resultsCsv(room.state)
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
        suggestedName: settings.generatedNames ? generateFreeName(random, isTaken) : null,
      }
    },

    async join(code: string, { id, token, nickname }: Body<'joinGame'>, arrival: Arrival) {
      if (!(await joins.turn())) throw problemOf('try_again')
      const room = await joinable(code, arrival.address)
      const { id: gameId, workspaceId } = room.facts
      const { user } = arrival
      const member = user === null ? null : await callers.member(user.id, workspaceId)
      const mark = addressMark(arrivals.secret, gameId, limitKey(arrival.address))
      const leave = arrive(room, mark, id)
      const ask = {
        name: 'join',
        playerId: id,
        nickname,
        tokenHash: hashOf(token),
        deviceHash: hashOf(arrival.device),
        addressMark: mark,
        memberId: member?.personId ?? null,
      } as const
      const refusal = await rooms.ask(room, ask, time.now())
      if (refusal !== null) {
        leave()
        throw problemOf(refusal)
      }
      // The reply of another node may be faster than its news.
      if (room.state.players.get(id) === undefined) await rooms.refresh(room)
      const player = room.state.players.get(id)
      return { gameId, playerId: id, nickname: player?.nickname ?? nickname }
    },
  }
}

const unfitId = {
  pointer: '/body/id',
  code: 'invalid_id',
  detail: 'Make a UUIDv7 with the time of now.',
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

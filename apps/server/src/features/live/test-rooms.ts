import { setupOf, singleChoice } from '@quizmentor/engine/live/game-for-tests'
import type { GameSettings, HostCommand, LiveContent } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import type { Kysely } from 'kysely'
import { createTestDatabase } from '../../../test/test-database.ts'
import type { Database } from '../../platform/database/schema.ts'
import { soloBus } from '../../platform/bus/bus.ts'
import { newId } from '../../platform/ids.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { hashOf, newToken, secureRandom } from './chance.ts'
import { Delivery } from './delivery.ts'
import type { Ask, Reply } from './draft.ts'
import { pgStore } from './pg-store.ts'
import { insertGame } from './queries.ts'
import type { Room } from './room.ts'
import { Rooms, type RoomsOptions } from './rooms.ts'
import type { LiveStore } from './store.ts'
import { machineTime } from './time.ts'

/** A database for games, and programs that play them, without accounts and a network. */
export class TestRooms {
  readonly db: Kysely<Database>
  readonly store: LiveStore
  /** Games as a node sees them. It counts as dead, so that others may take what it has. */
  readonly storeOf: (nodeId: string) => LiveStore
  /** What was logged as an error or worse. */
  readonly logged: string[] = []
  readonly log = createLog('error', { write: (line: string) => void this.logged.push(line) })
  readonly #drop: () => Promise<void>
  readonly #programs = new Set<Rooms>()
  readonly #workspaceId: string
  readonly #hostId: number
  #codes = 0

  static async create(): Promise<TestRooms> {
    const database = await createTestDatabase()
    const db = database.kysely
    const workspaceId = newId()
    await db.insertInto('workspaces').values({ id: workspaceId, name: 'Test' }).execute()
    const { id: hostId } = await db
      .insertInto('people')
      .values({ workspace_id: workspaceId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const storeOf = (nodeId: string) =>
      pgStore({ db, pool: database.pool, nodeId, commitSeconds: { observe() {} } })
    return new TestRooms(db, storeOf, () => database.drop(), workspaceId, hostId)
  }

  private constructor(
    db: Kysely<Database>,
    storeOf: (nodeId: string) => LiveStore,
    drop: () => Promise<void>,
    workspaceId: string,
    hostId: number,
  ) {
    this.db = db
    this.storeOf = storeOf
    this.store = storeOf(newId())
    this.#drop = drop
    this.#workspaceId = workspaceId
    this.#hostId = hostId
  }

  async close(): Promise<void> {
    for (const rooms of this.#programs) await rooms.close()
    await this.#drop()
  }

  /** A program that plays the games of the database. */
  program(changed: Partial<RoomsOptions> = {}): Rooms {
    const rooms = this.killed(changed)
    this.#programs.add(rooms)
    return rooms
  }

  /** A program that will have been killed: it is never closed. */
  killed(changed: Partial<RoomsOptions> = {}): Rooms {
    const time = changed.time ?? machineTime
    const nodeId = newId()
    return new Rooms({
      store: this.storeOf(nodeId),
      bus: soloBus,
      nodeId,
      onLapsed: () => () => {},
      isSure: () => true,
      owns: true,
      time,
      random: secureRandom,
      log: this.log,
      delivery: new Delivery({ time, log: this.log }),
      games: createMetrics().games,
      answers() {},
      onFinished: async () => {},
      ...changed,
    })
  }

  /** Stores a game in its lobby. */
  async game(
    settings: Partial<GameSettings> = {},
    {
      rounds = [[singleChoice(), singleChoice()]],
      now = Date.now(),
      lifeMs = 60 * 60_000,
    }: { rounds?: LiveContent[][]; now?: number; lifeMs?: number } = {},
  ): Promise<string> {
    const id = newId()
    const setup = { ...setupOf(rounds, { previewSeconds: 0, ...settings }), gameId: id }
    const quizId = newId()
    const quiz = { id: quizId, workspace_id: this.#workspaceId, title: 'Planets' }
    await this.db.insertInto('quizzes').values(quiz).execute()
    const game = {
      id,
      workspaceId: this.#workspaceId,
      quizId,
      hostId: this.#hostId,
      code: String(this.#codes++).padStart(6, '0'),
      title: setup.title,
      screenTokenHash: newToken().hash,
      createdAt: new Date(now),
      expiresAt: new Date(now + lifeMs),
    }
    await insertGame(this.db, game, { name: 'created', setup })
    return id
  }

  /** What is stored of a game's course. */
  async events(gameId: string): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('game_events')
      .select('event')
      .where('game_id', '=', gameId)
      .orderBy('seq')
      .execute()
    return rows.map(({ event }) => event.name)
  }

  /** Stores the next event of a game behind the back of who has it in memory. */
  async writeBetween(room: Room): Promise<void> {
    await this.db
      .insertInto('game_events')
      .values({
        game_id: room.facts.id,
        seq: room.state.version + 1,
        at: new Date(),
        event: JSON.stringify({ name: 'lock_changed', locked: false }),
      })
      .execute()
  }
}

export async function roomOf(rooms: Rooms, gameId: string): Promise<Room> {
  const room = await rooms.get(gameId)
  if (room === null) throw new Error('there is no such game')
  return room
}

export function joining(nickname: string): Extract<Ask, { name: 'join' }> {
  const playerId = newId()
  return {
    name: 'join',
    playerId,
    nickname,
    tokenHash: newToken().hash,
    deviceHash: hashOf(playerId),
    addressMark: 7,
    memberId: null,
  }
}

export function answering(playerId: string, given: Given, question = 0, answerId = newId()): Ask {
  return { name: 'answer', playerId, answerId, question, given }
}

export function leading(command: HostCommand, seen = Infinity): Extract<Ask, { name: 'lead' }> {
  return { name: 'lead', id: newId(), seen, command }
}

/** Asks the game as it is then until there is an answer. */
export async function insist(rooms: Rooms, gameId: string, ask: Ask): Promise<Reply> {
  for (;;) {
    const reply = await rooms.ask(await roomOf(rooms, gameId), ask, Date.now())
    if (reply !== 'try_again') return reply
    await turn()
  }
}

/** Waits until something is so, turn by turn. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await turn()
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

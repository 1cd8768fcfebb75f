import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { join, newGame, takeHost, takePlayer } from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

let database: TestDatabase
let server: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await started()
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})

const started = () => startLiveServer({ databaseUrl: database.url, playersPerAddress: 2 })

function marks(gameId: string) {
  return database.kysely
    .selectFrom('game_players')
    .select(['id', 'address_mark as mark'])
    .where('game_id', '=', gameId)
    .orderBy('joined_at')
    .execute()
}

describe('players from one address', () => {
  const full = { status: 429, code: 'too_many_from_address' }

  test('are counted on by a program that starts anew', async () => {
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    await join(server, game, 'Bob')
    await expect(join(server, game, 'Cleo')).rejects.toMatchObject(full)

    const next = await started()
    await expect(join(next, game, 'Cleo')).rejects.toMatchObject(full)
    await join(next, game, 'Dan', { address: '10.0.0.2' })
    // Who is in already isn't one more.
    await join(next, game, 'Ann', { id: ann.playerId, token: ann.token })
    await next.stop()
  })

  test('count for nothing where they were refused', async () => {
    const game = await newGame(server)
    await join(server, game, 'Ann')
    for (let tries = 0; tries < 3; tries++)
      await expect(join(server, game, 'Ann')).rejects.toMatchObject({ code: 'nickname_taken' })
    await join(server, game, 'Bob')
  })

  test('come back, where they are too many for anybody else', async () => {
    const game = await newGame(server)
    const phone = await join(server, game, 'Ann')
    await join(server, game, 'Bob')
    const host = takeHost(server, game)
    await host.screen('lobby')
    const player = takePlayer(server, game, phone)
    await player.screen('lobby')
    expect(await host.live.command({ name: 'kick', playerId: phone.playerId })).toBeNull()
    await join(server, game, 'Ann', { id: phone.playerId, token: phone.token })
    player.close()
    host.close()
  })
})

test('what is stored of an address tells one from another, in one game alone', async () => {
  const games = [await newGame(server), await newGame(server)]
  for (const game of games) {
    await join(server, game, 'Ann', { address: '10.0.0.1' })
    await join(server, game, 'Bob', { address: '10.0.0.1' })
    await join(server, game, 'Cleo', { address: '10.0.0.2' })
  }
  const stored = await Promise.all(games.map(({ id }) => marks(id)))
  const all = stored.map((players) => players.map(({ mark }) => mark))
  for (const [ann, bob, cleo] of all) {
    expect(ann).toBe(bob)
    expect(ann).not.toBe(cleo)
  }
  expect(new Set(all.flat()).size).toBe(4)
})

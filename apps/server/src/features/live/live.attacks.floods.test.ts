import { MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import { once } from 'node:events'
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { barePlayer, BareSocket, join, newGame } from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

// Numbers are those of the list of attacks that the project holds against.

let database: TestDatabase
let server: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})
/** That a socket is answered as if nothing were. */
async function expectAlive(socket: BareSocket): Promise<void> {
  const n = socket.heard.length
  socket.say({ t: 'ping', n })
  await socket.hear((message) => message.t === 'pong' && message.n === n)
}

describe('36 frames that make no sense', () => {
  test('close their own socket; the others live', async () => {
    const game = await newGame(server)
    const good = await barePlayer(server, game, await join(server, game, 'Ann'))
    for (const nonsense of [
      '',
      '{',
      'null',
      '[]',
      '{"t":"hello"}',
      '{"t":"ping","n":-1}',
      '{"t":"ping","n":1,"__proto__":{"x":1},"more":1}',
      Buffer.from([0xff, 0x00]),
      '"'.repeat(MAX_CLIENT_FRAME - 1),
      '['.repeat(MAX_CLIENT_FRAME),
      '{"t":'.repeat(MAX_CLIENT_FRAME / 5),
    ]) {
      const bad = new BareSocket(server)
      await bad.opened
      bad.socket.send(nonsense)
      expect(await bad.closed).toBe(4004)
    }
    await expectAlive(good)
    good.close()
  })

  test('100,000 of them hold nobody up', async () => {
    const game = await newGame(server)
    const good = await barePlayer(server, game, await join(server, game, 'Ann'))
    const bad = new BareSocket(server)
    await bad.opened
    for (let count = 0; count < 100_000; count++) bad.socket.send('{"t":"nonsense"}')
    expect(await bad.closed).toBe(4004)
    await expectAlive(good)
    good.close()
  })

  test('longer than allowed are not read', async () => {
    const bad = new BareSocket(server)
    await bad.opened
    bad.socket.send('x'.repeat(MAX_CLIENT_FRAME + 1))
    expect(await bad.closed).toBe(1009)
  })

  test('before hello, or a second hello, end the connection', async () => {
    const early = new BareSocket(server)
    await early.opened
    early.say({ t: 'ping', n: 1 })
    expect(await early.closed).toBe(4003)
    const game = await newGame(server)
    const ann = await join(server, game, 'Ann')
    const twice = await barePlayer(server, game, ann)
    const as = { role: 'player', gameId: game.id, token: ann.token } as const
    twice.say({ t: 'hello', version: 1, as })
    expect(await twice.closed).toBe(4004)
  })
})

describe('38 too much', () => {
  test('100 messages at once are throttled, thousands end the connection', async () => {
    const game = await newGame(server)
    const phone = await barePlayer(server, game, await join(server, game, 'Ann'))
    for (let n = 0; n < 100; n++) phone.say({ t: 'ping', n })
    await phone.hear((message) => message.t === 'refused' && message.reason === 'too_many')
    const answered = phone.heard.filter((message) => message.t === 'pong')
    expect(answered.length).toBeLessThan(60)
    for (let n = 0; n < 2_000; n++) phone.say({ t: 'ping', n })
    expect(await phone.closed).toBe(4006)
  })

  // 1006: so many wait to be answered that nothing more is said to who sends them.
  test.each([
    ['pings', (socket: WebSocket) => socket.ping('x'.repeat(125)), [1006, 4006]],
    ['pongs that nobody asked for', (socket: WebSocket) => socket.pong('x'.repeat(125)), [4006]],
  ] as const)('%s of WebSocket itself end the connection, and no other', async (_, send, codes) => {
    const game = await newGame(server)
    const good = await barePlayer(server, game, await join(server, game, 'Ann'))
    const bad = await barePlayer(server, game, await join(server, game, 'Bob'))
    for (let count = 0; count < 5_000; count++) send(bad.socket)
    expect(codes).toContain(await bad.closed)
    await expectAlive(good)
    good.close()
  })

  test('compressed frames are not agreed to, and close who sends them', async () => {
    const { socket, extensions } = await handshake({ origin: server.url })
    expect(extensions).toBeUndefined()
    // A text frame whose first reserved bit says that it is compressed.
    socket.write(Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x61]))
    const closeWith1002 = Buffer.from([0x88, 0x02, 0x03, 0xea])
    expect(await once(socket, 'data')).toEqual([closeWith1002])
    socket.destroy()
  })
})

describe('39 a handshake', () => {
  test.each([
    ['another site’s origin', { origin: 'https://evil.example' }],
    ['no origin', {}],
  ])('with %s is refused with 403', async (_, headers) => {
    await expect(handshake(headers)).rejects.toThrow('403')
  })
})

/** A handshake by hand; rejects with the status where it is refused. */
function handshake(headers: { origin?: string }) {
  const asked = request(`${server.url}/api/v1/live`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'sec-websocket-extensions': 'permessage-deflate',
      ...headers,
    },
  })
  asked.end()
  return new Promise<{ socket: Duplex; extensions: string | undefined }>((resolve, reject) => {
    asked.on('response', ({ statusCode }) => reject(new Error(String(statusCode))))
    asked.on('upgrade', (response, socket) =>
      resolve({ socket, extensions: response.headers['sec-websocket-extensions'] }),
    )
  })
}

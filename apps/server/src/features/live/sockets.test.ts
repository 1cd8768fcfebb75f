import { LIVE_PATH, MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import { singleChoice } from '@quizmentor/engine/live/game-for-tests'
import { request, type ClientRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { createHttpServer, type HttpServer } from '../../http/server.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { Sockets } from './sockets.ts'
import { BareSocket, shows } from './test-games.ts'
import { callers, Hall, type HallGame, type HallPlayer } from './test-hall.ts'
import { HeldClock } from './test-time.ts'

// Real sockets, while the clock stands still until it is moved.

const running = new Set<HttpServer>()
const opened = new Set<{ destroy(): void }>()

afterEach(async () => {
  for (const each of opened) each.destroy()
  opened.clear()
  await Promise.all(Array.from(running, (server) => server.close()))
  running.clear()
})

/** A node that is listening; gives its address. */
async function listen(hall: Hall, pace?: { perTurn: number; most: number }): Promise<string> {
  const server = createHttpServer({
    log: createLog('silent'),
    metrics: createMetrics().registry,
    publicUrl: undefined,
    trustedProxies: [],
    webFolder: '/nonexistent',
    callers,
    routes: [],
    ready: async () => {},
  })
  running.add(server)
  server.onUpgrade(LIVE_PATH, new Sockets(hall.connections, hall.time, pace).upgrade)
  return server.listen({ host: '127.0.0.1', port: 0 })
}

async function phone(url: string, game: HallGame, { token }: HallPlayer): Promise<BareSocket> {
  const phone = new BareSocket({ url })
  opened.add({ destroy: () => phone.socket.terminate() })
  await phone.hello({ role: 'player', gameId: game.id, token })
  return phone
}

/** Asks by hand to become a socket. */
function ask(url: string): ClientRequest {
  const asked = request(new URL(LIVE_PATH, url), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      origin: url,
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  })
  asked.end()
  opened.add(asked)
  return asked
}

function handshake(url: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    ask(url)
      .on('upgrade', (_, socket) => {
        opened.add(socket)
        resolve(socket.on('error', () => {}))
      })
      .on('response', ({ statusCode }) => reject(new Error(`refused with ${statusCode}`)))
  })
}

/** A frame as a client sends it, with a mask that changes nothing. */
function frame(head: number, data: string | Buffer): Buffer {
  const bytes = Buffer.from(data)
  const { length } = bytes
  const size = length < 126 ? [0x80 | length] : [0xfe, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([head, ...size, 0, 0, 0, 0]), bytes])
}

const text = 0x81

/** A message in so many pieces, its end yet to come. */
function inPieces(count: number, data: string): Buffer {
  const rest = Array.from({ length: count - 1 }, () => frame(0x00, data))
  return Buffer.concat([frame(0x01, data), ...rest])
}

const deepAnswer = `{"t":"answer","id":"","question":0,"given":${'['.repeat(1_900)}${']'.repeat(1_900)}}`

/** The code that the server closes with. */
async function closeCode(socket: Duplex): Promise<number> {
  let heard = Buffer.alloc(0)
  for await (const chunk of socket) {
    heard = Buffer.concat([heard, chunk])
    if (heard.length >= 4) break
  }
  expect(heard[0]).toBe(0x88)
  return heard.readUInt16BE(2)
}

describe('a phone that reads nothing', () => {
  test('costs little more than 64 kB, holds nobody up, is closed with 4005 and may come back', async () => {
    const hall = new Hall(new HeldClock())
    const url = await listen(hall)
    const game = await hall.game([[singleChoice('x'.repeat(100_000))]])
    const good = await phone(url, game, await game.join('Ann'))
    const players = await Promise.all(['Bob', 'Cy', 'Di', 'Ed'].map((name) => game.join(name)))
    const slow = await Promise.all(players.map((player) => phone(url, game, player)))
    for (const { socket } of slow) socket.pause()

    const frames = 300
    await game.lead({ name: 'next' })
    for (let count = 1; count < frames; count++) {
      await game.lead({ name: count % 2 === 1 ? 'pause' : 'resume' })
      const { version } = game.room.state
      await good.hear((message) => message.t === 'phase' && message.version === version)
    }
    // Without a limit: 30 MB for each, less what the network takes.
    const waiting = hall.connections.wires.map((wire) => wire.bufferedAmount)
    expect(Math.max(...waiting)).toBeGreaterThan(64 * 1024)
    expect(Math.max(...waiting)).toBeLessThan(64 * 1024 + 2 * 101_000)

    await hall.time.advance(12_000)
    for (const { socket } of slow) socket.resume()
    expect(await Promise.all(slow.map(({ closed }) => closed))).toEqual([4005, 4005, 4005, 4005])
    expect(good.socket.readyState).toBe(good.socket.OPEN)
    for (const { heard } of slow) expect(heard.length).toBeLessThan(frames)

    const [player] = players
    if (player === undefined) throw new Error('nobody has joined')
    const { heard } = await phone(url, game, player)
    expect(heard.some(shows('question_open'))).toBe(true)
  })
})

describe('a frame', () => {
  test.each([
    ['longer than allowed', frame(text, 'x'.repeat(MAX_CLIENT_FRAME + 1)), 1009],
    ['that claims to be of 4 GB', Buffer.from([text, 0xff, 0, 0, 0, 1, 0, 0, 0, 0]), 1009],
    ['in pieces without end', inPieces(100, 'x'), 1008],
    ['in empty pieces without end', inPieces(100, ''), 1008],
    ['in pieces that are too long together', inPieces(8, 'x'.repeat(1_000)), 1009],
    ['of no kind that there is', frame(0x83, 'x'), 1002],
    ['that is not masked', Buffer.from([text, 0x01, 0x78]), 1002],
    ['that is not UTF-8', frame(text, Buffer.from([0xff, 0xfe])), 1007],
    ['of a ping longer than pings are', frame(0x89, 'x'.repeat(126)), 1002],
    ['nested four thousand deep', frame(text, '['.repeat(MAX_CLIENT_FRAME)), 4004],
    ['nested deep in an answer', frame(text, deepAnswer), 4004],
  ])('%s closes its own socket, and no other', async (_, bytes, code) => {
    const hall = new Hall(new HeldClock())
    const url = await listen(hall)
    const game = await hall.game()
    const good = await phone(url, game, await game.join('Ann'))
    const socket = await handshake(url)
    socket.write(bytes)
    expect(await closeCode(socket)).toBe(code)
    good.say({ t: 'ping', n: 1 })
    await good.hear(({ t }) => t === 'pong')
    expect(hall.logged).toEqual([])
  })
})

/** The first refusals of a crowd, with when to try again. */
function refusals(crowd: readonly ClientRequest[], count: number): Promise<string[]> {
  return new Promise((resolve) => {
    const refused: string[] = []
    for (const asked of crowd)
      asked.on('response', ({ statusCode, headers }) => {
        refused.push(`${statusCode} ${headers['retry-after']}`)
        if (refused.length === count) resolve(refused)
      })
  })
}

describe('a crowd of connections', () => {
  test('waits in a line of a certain length; who finds no place is told when to try again', async () => {
    const hall = new Hall()
    const url = await listen(hall, { perTurn: 2, most: 5 })
    const crowd = Array.from({ length: 8 }, () => ask(url))
    const refused = await refusals(crowd, 3)
    expect(refused).toEqual(['503 3', '503 3', '503 3'])
    const { wires } = hall.connections
    expect(wires).toHaveLength(0)
    await hall.time.turn()
    expect(wires).toHaveLength(2)
    await hall.time.settle()
    expect(wires).toHaveLength(5)
  })
  test('that waits in that line when the server stops is sent away', async () => {
    const hall = new Hall()
    const url = await listen(hall, { perTurn: 2, most: 5 })
    const crowd = Array.from({ length: 6 }, () => ask(url))
    // One too many: the others wait.
    await refusals(crowd, 1)
    await hall.connections.drain()
    const refused = refusals(crowd, 5)
    await hall.time.settle()
    expect(new Set(await refused)).toEqual(new Set(['503 1']))
    expect(hall.connections.wires).toHaveLength(0)
    crowd.push(ask(url))
    expect(await refusals(crowd.slice(-1), 1)).toEqual(['503 1'])
  })
})

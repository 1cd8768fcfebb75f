import { liveClose } from '@quizmentor/contract/live-protocol'
import { describe, expect, test } from 'vitest'
import { FakeServer } from './fake-server-for-tests.ts'

/** How long the client waited before each socket but the first. */
function waits(server: FakeServer): number[] {
  return server.sockets
    .slice(1)
    .map((socket, index) => socket.openedAt - (server.sockets[index]?.openedAt ?? 0))
}

/** A server whose sockets all fail at once. */
function deadServer(): FakeServer {
  const server = new FakeServer()
  server.habits.opens = false
  return server
}

async function failing(server: FakeServer, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    server.last.closed(1006)
    await server.time.pass(5_000)
  }
}

describe('after a drop', () => {
  test('a client is back within a quarter of a second, however chance falls', async () => {
    for (const chance of [0, 0.5, 0.999]) {
      const server = new FakeServer()
      server.random = () => chance
      const live = server.player()
      await server.time.pass(60_000)
      server.last.closed(1006)
      expect(live.state.connection).toEqual({ status: 'reconnecting', tries: 1 })
      await server.time.pass(250)
      expect(live.state.connection).toEqual({ status: 'open' })
      live.close()
    }
  })

  test('it waits twice as long after each failure, up to five seconds', async () => {
    const server = deadServer()
    server.random = () => 0
    server.player()
    for (const wait of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
      const before = server.sockets.length
      server.last.closed(1006)
      await server.time.pass(wait - 1)
      expect(server.sockets).toHaveLength(before)
      await server.time.pass(1)
      expect(server.sockets).toHaveLength(before + 1)
    }
  })

  test('those who failed together spread the more, the more often they failed', async () => {
    const spread = async (tries: number) => {
      const [late = 0, early = 0] = await Promise.all(
        [0, 0.999].map(async (chance) => {
          const server = deadServer()
          server.random = () => chance
          server.player()
          await failing(server, tries - 1)
          const failedAt = server.time.now()
          server.last.closed(1006)
          await server.time.pass(5_000)
          return server.last.openedAt - failedAt
        }),
      )
      return late - early
    }
    const widths = [await spread(1), await spread(2), await spread(4), await spread(8)]
    expect(widths.map((width) => Math.round(width))).toEqual([200, 400, 1_598, 3_996])
  })

  test('a server that restarts has spread its clients itself: they add no more than a moment', async () => {
    const server = new FakeServer()
    server.player()
    await server.time.pass(60_000)
    server.last.closed(1012)
    await server.time.pass(250)
    expect(server.sockets).toHaveLength(2)
  })

  test('one that is let in and thrown out again and again comes less and less often', async () => {
    const server = new FakeServer()
    const live = server.player()
    for (let step = 0; step < 100; step++) {
      await server.time.pass(100)
      if (live.state.connection.status === 'open') server.last.closed(1006)
    }
    expect(server.sockets.length).toBeGreaterThan(4)
    expect(server.sockets.length).toBeLessThan(10)
  })

  test('one that asked too much, or was too slow, does not come back at once', async () => {
    for (const code of [liveClose.tooMany, liveClose.tooSlow, liveClose.malformed]) {
      const server = new FakeServer()
      const live = server.player()
      await server.time.pass(60_000)
      server.last.closed(code)
      await server.time.pass(1_000)
      expect(server.sockets).toHaveLength(1)
      await server.time.pass(1_000)
      expect(live.state.connection).toEqual({ status: 'open' })
    }
  })
})

describe('a connection ends for good', () => {
  test.each([
    ['replaced', 'replaced'],
    ['removed', 'removed'],
    ['unauthorized', 'unauthorized'],
    ['gone', 'gone'],
    ['version', 'outdated'],
  ] as const)('where the server says %s', async (code, because) => {
    const server = new FakeServer()
    const live = server.player()
    await server.time.pass(100)
    server.last.closed(liveClose[code])
    expect(live.state.connection).toEqual({ status: 'ended', because })
    server.wake()
    await server.time.pass(60_000)
    expect(server.sockets).toHaveLength(1)
    expect(server.time.waiting).toBe(0)
  })

  test('where its program leaves, whatever it was at', async () => {
    const server = new FakeServer()
    const live = server.player()
    await server.time.pass(100)
    server.last.closed(1006)
    live.close()
    expect(live.state.connection).toEqual({ status: 'ended', because: 'left' })
    await server.time.pass(60_000)
    expect(server.sockets).toHaveLength(1)
    expect(server.time.waiting).toBe(0)
  })
})

describe('an attempt that hangs', () => {
  test('is given up after some seconds, later each time', async () => {
    const server = deadServer()
    server.random = () => 0
    server.player()
    await server.time.pass(30_000)
    expect(waits(server)).toEqual([5_250, 10_500, 11_000])
    expect(server.sockets.map(({ isHungUp }) => isHungUp)).toEqual([true, true, true, false])
  })

  test('is given up where the socket opens and nobody says welcome', async () => {
    const server = new FakeServer()
    server.habits.welcomes = false
    const live = server.player()
    await server.time.pass(5_000)
    expect(live.state.connection).toEqual({ status: 'reconnecting', tries: 1 })
    server.habits.welcomes = true
    await server.time.pass(250)
    expect(live.state.connection).toEqual({ status: 'open' })
  })

  test('is replaced at once by a device that wakes', async () => {
    const server = deadServer()
    server.player()
    await server.time.pass(1_000)
    server.wake()
    server.wake()
    expect(server.sockets.map(({ isHungUp }) => isHungUp)).toEqual([true, false])
    await server.time.pass(200)
    server.wake()
    expect(server.sockets).toHaveLength(2)
  })

  test('has no say any more once it is replaced', async () => {
    const server = new FakeServer()
    server.habits.welcomes = false
    const live = server.player()
    await server.time.pass(1_000)
    server.habits.welcomes = true
    server.wake()
    await server.time.pass(1)
    const [old] = server.sockets
    old?.closed(liveClose.replaced)
    old?.say({ t: 'welcome', version: 1, code: '999999', now: 0 })
    expect(live.state).toMatchObject({ connection: { status: 'open' }, code: '123456' })
    expect(server.sockets).toHaveLength(2)
  })
})

test('a hello of its own that comes late is not taken for another device', async () => {
  const server = new FakeServer()
  server.habits.welcomes = false
  const live = server.player()
  await server.time.pass(1_000)
  server.habits.welcomes = true
  server.wake()
  await server.time.pass(10)
  server.last.closed(liveClose.replaced)
  await server.time.pass(250)
  expect(live.state.connection).toEqual({ status: 'open' })
  await server.time.pass(30_000)
  server.last.closed(liveClose.replaced)
  expect(live.state.connection).toEqual({ status: 'ended', because: 'replaced' })
})

test('two devices that come back together do not take the place from each other', async () => {
  const server = deadServer()
  const live = server.player()
  // Nobody listens for a while: nothing of this client can arrive later.
  await failing(server, 3)
  server.habits.opens = true
  server.last.closed(1006)
  await server.time.pass(5_000)
  expect(live.state.connection).toEqual({ status: 'open' })
  server.last.closed(liveClose.replaced)
  expect(live.state.connection).toEqual({ status: 'ended', because: 'replaced' })
})

test('a hello that comes late excuses being replaced once, not again', async () => {
  const server = new FakeServer()
  server.habits.welcomes = false
  const live = server.player()
  await server.time.pass(1_000)
  server.habits.welcomes = true
  server.wake()
  await server.time.pass(10)
  server.last.closed(liveClose.replaced)
  await server.time.pass(250)
  expect(live.state.connection).toEqual({ status: 'open' })
  server.last.closed(liveClose.replaced)
  expect(live.state.connection).toEqual({ status: 'ended', because: 'replaced' })
})

describe('a device that wakes', () => {
  test('does not wait for the next try', async () => {
    const server = deadServer()
    const live = server.player()
    await failing(server, 4)
    server.last.closed(1006)
    const before = server.sockets.length
    server.habits.opens = true
    server.wake()
    await server.time.pass(0)
    expect(server.sockets).toHaveLength(before + 1)
    expect(live.state.connection).toEqual({ status: 'open' })
    await server.time.pass(10_000)
    expect(server.sockets).toHaveLength(before + 1)
  })

  test('keeps its connection where it is alive, and measures the server’s clock anew', async () => {
    const server = new FakeServer()
    server.ahead = 3_000
    const live = server.player()
    await server.time.pass(10_000)
    const pings = server.all('ping').length
    server.wake()
    await server.time.pass(5_000)
    expect(server.sockets).toHaveLength(1)
    expect(server.all('ping')).toHaveLength(pings + 5)
    expect(live.serverNow()).toBe(server.now())
  })

  test('replaces within a second a connection that died unseen', async () => {
    const server = new FakeServer()
    const live = server.player()
    await server.time.pass(10_000)
    server.habits.pongs = false
    server.wake()
    await server.time.pass(850)
    expect(server.sockets).toHaveLength(2)
    expect(live.state.connection).toEqual({ status: 'open' })
  })
})

describe('an open connection', () => {
  test('is pinged five times at first, then only after twenty seconds of silence', async () => {
    const server = new FakeServer()
    server.player()
    await server.time.pass(10_000)
    expect(server.all('ping')).toHaveLength(5)
    for (let time = 0; time < 10; time++) {
      server.last.say({ t: 'refused', id: null, reason: 'too_many' })
      await server.time.pass(19_000)
    }
    expect(server.all('ping')).toHaveLength(5)
    await server.time.pass(6_000)
    expect(server.all('ping')).toHaveLength(6)
  })

  test('that is dead is found out by itself', async () => {
    const server = new FakeServer()
    const live = server.player()
    await server.time.pass(2_000)
    server.habits.pongs = false
    await server.time.pass(30_000)
    expect(server.sockets.map(({ isHungUp }) => isHungUp)).toEqual([true, false])
    expect(live.state.connection).toEqual({ status: 'open' })
  })

  test('is not taken for dead for having slept through its own time', async () => {
    const server = new FakeServer()
    server.player()
    await server.time.pass(2_000)
    server.habits.pongs = false
    server.wake()
    server.time.sleep(30_000)
    server.habits.pongs = true
    await server.time.pass(5_000)
    expect(server.sockets).toHaveLength(1)
  })

  test('survives what makes no sense', async () => {
    const server = new FakeServer()
    const live = server.player()
    await server.time.pass(100)
    for (const data of ['', '{', 'null', '[]', '{"t":"news"}', new ArrayBuffer(3), 7])
      server.last.sayRaw(data)
    server.last.say({ t: 'welcome', version: 1, code: '999999', now: 0 })
    expect(live.state).toMatchObject({ connection: { status: 'open' }, code: '123456' })
  })

  test('of a slow network gets the time it needs', async () => {
    const server = new FakeServer()
    server.roundTripMs = 2_000
    const live = server.player()
    await server.time.pass(20_000)
    server.wake()
    await server.time.pass(10_000)
    expect(server.sockets).toHaveLength(1)
    expect(live.state.connection).toEqual({ status: 'open' })
  })
})

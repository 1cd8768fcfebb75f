import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as inFolder } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  choice,
  join,
  naming,
  newGame,
  openQuestion,
  takePlayer,
} from '../../src/features/live/test-games.ts'
import { startLiveServer, type LiveServer } from '../../src/features/live/test-server.ts'
import { whereIs } from '../faults/parts/servers.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { type RunningProxy, runProxy } from './running.ts'

for (const name of ['nginx', 'haproxy'] as const)
  if (whereIs(name) === null) process.stdout.write(`skipped: there is no ${name} on this machine\n`)

describe.each(['nginx', 'haproxy'] as const)('two nodes behind %s', (name) => {
  const here = test.skipIf(whereIs(name) === null)
  let database: TestDatabase
  let nodes: LiveServer[] = []
  let folder = ''
  let proxy: RunningProxy
  /** The nodes, by way of the proxy. */
  let site: LiveServer

  beforeAll(async () => {
    if (whereIs(name) === null) return
    database = await createTestDatabase()
    nodes = [
      await startLiveServer({ databaseUrl: database.url }),
      await startLiveServer({ databaseUrl: database.url }),
    ]
    folder = await mkdtemp(inFolder(tmpdir(), `quizmentor-${name}-`))
    const started = await runProxy(
      name,
      folder,
      nodes.map(({ url }) => url),
    )
    if (started === null) throw new Error(`${name} is gone`)
    proxy = started
    const [first] = nodes
    if (first === undefined) throw new Error('there is no node')
    site = { ...first, url: proxy.url }
  })

  afterAll(async () => {
    if (whereIs(name) === null) return
    await proxy.stop()
    await rm(folder, { recursive: true, force: true })
    for (const node of nodes) await node.stop()
    await database.drop()
  })

  here('play games, each on one of them, and all games on both', async () => {
    const games = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const game = await newGame(site, { rounds: [[choice(), choice()]] })
        const host = await openQuestion(site, game)
        const player = takePlayer(site, game, await join(site, game, 'Ann'))
        const { index, shown } = await player.question()
        expect(await player.live.answer(index, naming(shown, 'Venus'))).toBeNull()
        host.close()
        player.close()
        return game.id
      }),
    )
    const owners = await database.kysely
      .selectFrom('games')
      .select('owner_node')
      .distinct()
      .where('id', 'in', games)
      .execute()
    expect(owners).toHaveLength(2)
  })

  here('serve on while one is stopped and started again, which then gets its share', async () => {
    const game = await newGame(site, { rounds: [[choice(), choice()]], settings: { seconds: 60 } })
    const phone = await join(site, game, 'Ann')
    await join(site, game, 'Bob')
    const host = await openQuestion(site, game)
    const player = takePlayer(site, game, phone)
    const { index, shown } = await player.question()

    const statuses = new Map<number, number>()
    const run = { isOver: false }
    const asking = Array.from({ length: 8 }, async () => {
      while (!run.isOver) {
        const { status } = await fetch(`${proxy.url}/api/v1/join/${game.code}`)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        // Not faster than one address may.
        await delay(40)
      }
    })
    const [first] = nodes
    if (first === undefined) throw new Error('there is no node')
    const { port } = new URL(first.url)
    await first.stop()
    expect(await player.live.answer(index, naming(shown, 'Venus'))).toBeNull()
    await delay(300)
    nodes[0] = await startLiveServer({ databaseUrl: database.url, port: Number(port) })
    await delay(700)
    run.isOver = true
    await Promise.all(asking)
    expect([...statuses.keys()]).toEqual([200])
    await host.when(({ view }) => view?.answered === 1)
    for (const each of [host, player]) each.close()
  })
})

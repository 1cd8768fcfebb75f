import { setTimeout as delay } from 'node:timers/promises'
import { Installation } from '../parts/installation.ts'
import { quantile, shownTimes } from '../parts/measure.ts'
import { Party } from '../parts/party.ts'
import type { Redis } from '../parts/redis.ts'
import type { Scenario, Stage } from '../scenario.ts'

const shownWithinMs = 2_000
const changeEveryMs = 1_000

/** What nodes talk through is killed, emptied, and frozen, each in the middle of a question. */
export const redisAway: Scenario = {
  name: 'redis-away',
  title: 'Redis is killed, flushed, and frozen for 10 s',
  async play(stage: Stage) {
    const installation = await Installation.open(stage, { nodes: 2, redis: true })
    const { redis, url, primary } = installation
    if (redis === null) stage.skip('there is no redis-server on this machine')
    const party = await Party.open(stage, {
      url,
      databaseUrl: primary.url(),
      players: stage.players(200, 20),
      games: 2,
      seconds: 20,
      answersWithinMs: 14_000,
      questions: 3,
    })
    const awayMs = stage.isQuick ? 5_000 : 10_000
    for (const way of ['killed', 'flushed', 'frozen'] as const) {
      await party.ask()
      await delay(2_000)
      const from = Date.now()
      const changing = change(party, awayMs + 2_000)
      await strike(redis, way, awayMs)
      await changing
      stage.did(way === 'flushed' ? 'emptied Redis' : `${way} Redis for ${awayMs / 1_000} s`)
      const until = Date.now()
      await party.closed()
      await judge(stage, party, { way, from, until })
    }
    await party.finish()
  },
}

async function strike(redis: Redis, way: 'killed' | 'flushed' | 'frozen', awayMs: number) {
  switch (way) {
    case 'killed':
      await redis.kill()
      await delay(awayMs)
      return redis.start()
    case 'flushed':
      for (let times = 0; times < 5; times++) {
        await redis.flush()
        await delay(300)
      }
      return
    case 'frozen':
      redis.freeze()
      await delay(awayMs)
      redis.thaw()
  }
}

/** Hosts do something that all are shown, again and again. */
async function change({ tables }: Party, forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += changeEveryMs) {
    for (const { host } of tables) void host.say({ name: 'extend', seconds: 1 })
    await delay(changeEveryMs)
  }
}

interface Struck {
  readonly way: string
  readonly from: number
  readonly until: number
}

/** What happens in the games meanwhile is shown to all, on whatever node they are. */
async function judge(stage: Stage, party: Party, { way, from, until }: Struck): Promise<void> {
  const times: number[] = []
  for (const game of party.games) {
    const stored = await party.stored(game)
    const events = stored.events.filter(({ at }) => at >= from && at <= until)
    times.push(...shownTimes(game, { ...stored, events }, from))
  }
  const worst = Math.max(0, ...times)
  stage.measured(`${way}: shown to everybody: p50`, `${Math.round(quantile(times, 0.5))} ms`)
  stage.asksInTime(`${way}: the games go on for everybody`, shownWithinMs, worst)
}

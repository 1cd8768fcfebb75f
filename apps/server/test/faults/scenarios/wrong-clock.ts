import { setTimeout as delay } from 'node:timers/promises'
import { Installation } from '../parts/installation.ts'
import { ownerOf } from '../parts/owner.ts'
import { Party } from '../parts/party.ts'
import { whereIsFaketime } from '../parts/servers.ts'
import type { Scenario, Stage } from '../scenario.ts'

const rightWithinMs = 1_000

/** One of two nodes has a clock that is wrong, and runs a game by the right time all the same. */
export const wrongClock: Scenario = {
  name: 'wrong-clock',
  title: 'The clock of one node is 5 min fast, or 1 h slow',
  async play(stage: Stage) {
    const library = whereIsFaketime()
    if (library === null) stage.skip('there is no faketime on this machine')
    for (const [name, offset] of [
      ['5 min fast', '+300s'],
      ['1 h slow', '-3600s'],
    ] as const)
      await once(stage, { name, offset, library })
  },
}

interface Wrong {
  readonly name: string
  readonly offset: string
  readonly library: string
}

async function once(stage: Stage, { name, offset, library }: Wrong): Promise<void> {
  const installation = await Installation.open(stage, {
    name: name.replaceAll(' ', '-'),
    nodes: 2,
    redis: true,
    env: (node) =>
      node === 0
        ? { LD_PRELOAD: library, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
        : {},
  })
  const [wrong, right] = installation.nodes
  if (wrong === undefined || right === undefined) throw new Error('two nodes are needed')
  const shown = await fetch(`${wrong.url}/health/live`).then(({ headers }) => headers.get('date'))
  const offBy = Math.round((Date.parse(shown ?? '') - Date.now()) / 1_000)
  const isWrong = Math.abs(offBy - Number.parseInt(offset, 10)) < 5
  stage.asks(`${name}: the node’s own clock`, `off by ${offset}`, `off by ${offBy} s`, isWrong)
  // A game is run by the node where it is wanted first.
  installation.balancer.remove(right.url)
  const party = await Party.open(stage, {
    url: installation.url,
    databaseUrl: installation.primary.url(),
    players: stage.players(60, 16),
    seconds: 8,
    answersWithinMs: 5_000,
    questions: 3,
  })
  installation.balancer.add(right.url)
  const [game] = party.games
  if (game === undefined) throw new Error('there is no game')
  const owner = await ownerOf(installation, game)
  stage.did(
    `${name}: the game is run by the node whose clock is ${owner === wrong ? 'wrong' : 'right'}`,
  )
  // Half of them go to the other node.
  installation.balancer.drop(stage.dice, 1)
  const from = Date.now()
  await party.ask()
  await party.closed()
  await party.ask()
  await delay(1_500)
  await owner.kill()
  stage.did(`${name}: killed that node in the middle of a question`)
  await party.closed()
  await party.ask()
  await party.closed()
  await party.finish()
  const { events } = await party.stored(game)
  const played = events.filter(({ seq }) => seq > 1).map(({ at }) => at)
  const early = from - 60_000 - Math.min(...played)
  const late = Math.max(...played) - Date.now()
  const off = Math.max(0, early, late)
  const wanted = `not off by more than ${rightWithinMs} ms`
  stage.asks(
    `${name}: what is stored tells the right time`,
    wanted,
    `${off} ms`,
    off <= rightWithinMs,
  )
  const isSteady = events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))
  stage.asks(`${name}: time goes on`, 'never back', isSteady ? 'never back' : 'back', isSteady)
  stage.asksInTime(
    `${name}: every question closes after its time`,
    1_500,
    await party.latestClose(),
  )
}

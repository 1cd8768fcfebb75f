import { setTimeout as delay } from 'node:timers/promises'
import { Installation } from '../parts/installation.ts'
import { awayTimes, longestSilence, quantile } from '../parts/measure.ts'
import { ownerOf } from '../parts/owner.ts'
import { Party } from '../parts/party.ts'
import type { Scenario, Stage } from '../scenario.ts'

const backWithinMs = 5_000
const backShare = 0.99
const lateAtMostMs = 500

/** Of two nodes one dies in the middle of a question: first the one that runs the game, then the other. */
export const nodeKilled: Scenario = {
  name: 'node-killed',
  title: 'A node is killed in the middle of a question',
  async play(stage: Stage) {
    const installation = await Installation.open(stage, { nodes: 2, redis: true })
    const players = stage.players(500, 24)
    const party = await Party.open(stage, {
      url: installation.url,
      databaseUrl: installation.primary.url(),
      players,
      seconds: stage.scaled(20, 9),
      answersWithinMs: stage.scaled(14_000, 6_000),
      questions: 2,
    })
    for (const whose of ['owner', 'follower'] as const) {
      await party.ask()
      await delay(stage.dice.between(2_000, stage.scaled(5_000, 3_000)))
      await killOne(stage, installation, party, whose)
      await party.closed()
    }
    await party.finish()
    const late = await party.latestClose()
    stage.asksInTime('every question closes after its time', lateAtMostMs, late)
  },
}

async function killOne(
  stage: Stage,
  installation: Installation,
  party: Party,
  whose: 'owner' | 'follower',
): Promise<void> {
  const [game] = party.games
  if (game === undefined) throw new Error('there is no game')
  const owner = await ownerOf(installation, game)
  const victim = installation.nodes.find((node) => (node === owner) === (whose === 'owner'))
  if (victim === undefined) throw new Error('there is no such node')
  const at = Date.now()
  await victim.kill()
  stage.did(`killed the ${whose} of the game in the middle of a question`)
  await delay(stage.scaled(backWithinMs + 2_000, 4_000))
  const away = awayTimes(party.ears, at, Date.now())
  const hit = away.filter((ms) => ms > 0)
  stage.measured(`${whose}: pages that lost their node`, `${hit.length} of ${away.length}`)
  stage.measured(`${whose}: half of them back`, `after ${Math.round(quantile(hit, 0.5))} ms`)
  const of = `${backShare * 100} % of all`
  stage.asksInTime(`${whose}: ${of} there again`, backWithinMs, quantile(away, backShare))
  stage.measured(
    `${whose}: no answer was acknowledged for`,
    `${longestSilence(game, at, at + 5_000)} ms`,
  )
  await victim.start()
  // Some go there again.
  installation.balancer.drop(stage.dice, 0.5)
  await delay(1_000)
}

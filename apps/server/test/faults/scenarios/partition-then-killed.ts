import { setTimeout as delay } from 'node:timers/promises'
import { Clerk, counted } from '../parts/clerk.ts'
import { lostAnswers, lostWrites, promoted } from '../parts/failover.ts'
import { Installation } from '../parts/installation.ts'
import { Party } from '../parts/party.ts'
import type { Scenario, Stage } from '../scenario.ts'

const partitionMs = 2_000

/**
 * The standby hears nothing of the primary for two seconds, then the primary dies. With a standby
 * that commits wait for nothing is lost. Once more with one that they don't wait for: there
 * acknowledged rows must be lost, or this test sees nothing.
 */
export const partitionThenKilled: Scenario = {
  name: 'partition-then-killed',
  title: 'The primary is killed after 2 s apart from its standby',
  async play(stage: Stage) {
    await once(stage, 'synchronous')
    await once(stage, 'asynchronous')
  },
}

async function once(stage: Stage, kind: 'synchronous' | 'asynchronous'): Promise<void> {
  const installation = await Installation.open(stage, { name: kind, standby: kind })
  const { primary, replication, url } = installation
  const party = await Party.open(stage, {
    url,
    databaseUrl: primary.url(),
    players: stage.players(200, 20),
    seconds: 25,
    answersWithinMs: 12_000,
    questions: 2,
  })
  const author = await party.site.member(party.scene, 'author')
  await party.ask()
  const clerk = new Clerk(author.client, party.site.workspaceId, 20)
  await delay(2_000)
  replication?.freeze()
  const apartAt = performance.now()
  await delay(partitionMs)
  const meanwhile = clerk.writes.filter(
    ({ outcome, endedAt }) => outcome === 'done' && endedAt > apartAt,
  )
  await primary.kill()
  replication?.cut()
  const told = acknowledgedAnswers(party)
  stage.did(`${kind}: kept the standby from hearing the primary for 2 s, then killed the primary`)
  stage.measured(`${kind}: writes acknowledged while apart`, `${meanwhile.length}`)
  const standby = await promoted(stage, installation)
  await delay(8_000)
  await clerk.stop()
  stage.measured(`${kind}: writes`, counted(clerk.writes))
  const writes = await lostWrites(standby, clerk)
  const answers = await lostAnswers(standby, told)
  const lost = `${writes} writes, ${answers} of ${told.length} answers`
  if (kind === 'asynchronous') {
    stage.asks('asynchronous: acknowledged and lost', 'some', lost, writes + answers > 0)
    // What is left of its games contradicts what people were told: that was the point.
    return
  }
  stage.asks('synchronous: acknowledged and lost', 'nothing', lost, writes + answers === 0)
  await party.closed()
  await party.finish(standby.url())
}

function acknowledgedAnswers({ games }: Party): string[] {
  return games.flatMap(({ history }) =>
    [...history.answers.values()]
      .filter(({ outcome }) => outcome === 'accepted')
      .map(({ id }) => id),
  )
}

import { setTimeout as delay } from 'node:timers/promises'
import { Clerk, counted } from '../parts/clerk.ts'
import { Installation } from '../parts/installation.ts'
import { Party } from '../parts/party.ts'
import { lostWrites, promoted } from '../parts/failover.ts'
import type { Scenario, Stage } from '../scenario.ts'

const gapWithinMs = 5_000

/** The primary dies in the middle of a question; the standby, which every commit waited for, takes over. */
export const primaryKilled: Scenario = {
  name: 'primary-killed',
  title: 'The primary is killed, and its standby promoted',
  async play(stage: Stage) {
    const installation = await Installation.open(stage, { standby: 'synchronous' })
    const { primary, url } = installation
    const party = await Party.open(stage, {
      url,
      databaseUrl: primary.url(),
      players: stage.players(200, 20),
      seconds: stage.scaled(25, 12),
      answersWithinMs: stage.scaled(15_000, 8_000),
      questions: 2,
    })
    const author = await party.site.member(party.scene, 'author')
    await party.ask()
    const clerk = new Clerk(author.client, party.site.workspaceId, 20)
    await delay(stage.scaled(4_000, 2_000))
    const killedAt = performance.now()
    await primary.kill()
    stage.did('killed the primary in the middle of a question')
    const standby = await promoted(stage, installation)
    await delay(stage.scaled(8_000, 6_000))
    await clerk.stop()
    const { ms, backAfterMs } = clerk.gapAround(killedAt)
    stage.measured('writes', counted(clerk.writes))
    stage.measured('promoted to first write', `${Math.round(backAfterMs)} ms after the kill`)
    stage.asksInTime('nothing is written', gapWithinMs, ms)
    const lost = await lostWrites(standby, clerk)
    stage.asks('acknowledged writes that are lost', 'none', `${lost}`, lost === 0)
    await party.closed()
    await party.finish(standby.url())
  },
}

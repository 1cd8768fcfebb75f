import { setTimeout as delay } from 'node:timers/promises'
import { Clerk, counted } from '../parts/clerk.ts'
import { Installation } from '../parts/installation.ts'
import { nextVersion } from '../parts/next-version.ts'
import { countedBy, Party } from '../parts/party.ts'
import type { Scenario, Stage } from '../scenario.ts'

/** Please come back, it says. */
const restarting = 1012

/** Nodes of the next version, which migrates the database, take the place of those that run. */
export const rollingDeploy: Scenario = {
  name: 'rolling-deploy',
  title: 'A rolling deploy with a change of the schema, under load',
  async play(stage: Stage) {
    const next = await nextVersion(stage)
    const installation = await Installation.open(stage, { nodes: 2, redis: true })
    const { primary, balancer, url } = installation
    const party = await Party.open(stage, {
      url,
      databaseUrl: primary.url(),
      players: stage.players(150, 16),
      games: 2,
      seconds: 40,
      answersWithinMs: 30_000,
      questions: 2,
    })
    const author = await party.site.member(party.scene, 'author')
    await party.ask()
    const clerk = new Clerk(author.client, party.site.workspaceId, 20)
    await delay(1_000)
    const before = [...installation.nodes]
    await installation.addNode({ main: next })
    stage.did('started a node of the next version, which migrated the database')
    before.push(await installation.addNode())
    stage.did('started one more node of this version, on the schema of the next')
    await installation.addNode({ main: next })
    await delay(1_000)
    for (const { url } of before) balancer.remove(url)
    const from = Date.now()
    for (const [index, node] of before.entries()) {
      const code = await node.terminate()
      stage.asks(`node ${index + 1} of this version ends`, 'with 0', `with ${code}`, code === 0)
    }
    stage.did('took the nodes of this version out, and ended them one after the other')
    await delay(6_000)
    judgeSockets(stage, party, from)
    await party.closed()
    await party.ask()
    await delay(1_000)
    await clerk.stop()
    const all = [...clerk.writes, ...clerk.reads]
    const failed = all.filter(({ outcome }) => outcome !== 'done')
    stage.asks('requests that failed', 'none', counted(failed), failed.length === 0)
    stage.measured('requests', `${all.length}`)
    const lost = await party.lostWrites(clerk)
    stage.asks('acknowledged writes that are lost', 'none', `${lost}`, lost === 0)
    await party.closed()
    await party.finish()
  },
}

/** Who was on a node of the old version was asked away from it, once. */
function judgeSockets(stage: Stage, { ears }: Party, from: number): void {
  const closed = ears.map(({ lines }) => lines.filter(({ closedAt }) => (closedAt ?? 0) >= from))
  const codes = closed.flatMap((lines) => lines.map(({ closeCode }) => `${closeCode}`))
  stage.asks(
    'sockets close',
    `all with ${restarting}`,
    countedBy(codes) || 'none',
    codes.length > 0 && codes.every((code) => code === `${restarting}`),
  )
  const most = Math.max(0, ...closed.map(({ length }) => length))
  stage.asks('everybody is asked away', 'once at most', `${most} times at most`, most <= 1)
  const open = ears.filter(
    ({ lines, leftAt }) => leftAt === Infinity && lines.at(-1)?.closedAt === null,
  )
  const there = ears.filter(({ leftAt }) => leftAt === Infinity)
  stage.asks('back', 'all', `${open.length} of ${there.length}`, open.length === there.length)
}

import { setTimeout as delay } from 'node:timers/promises'
import { residentMB } from '../parts/memory.ts'
import { Installation } from '../parts/installation.ts'
import { acknowledgeTimes, quantile } from '../parts/measure.ts'
import { Party } from '../parts/party.ts'
import { upload } from '../parts/upload.ts'
import type { Scenario, Stage } from '../scenario.ts'

const uploads = 5
const slowestMs = 500
const grownByMB = 300

/** Five people send the largest files there may be while others play. */
export const uploadsDuringAGame: Scenario = {
  name: 'uploads-during-a-game',
  title: 'Five uploads of 100 MB during a game',
  async play(stage: Stage) {
    const { primary, node, url } = await Installation.open(stage)
    const party = await Party.open(stage, {
      url,
      databaseUrl: primary.url(),
      players: stage.players(100, 15),
      seconds: 20,
      answersWithinMs: 8_000,
      questions: 16,
    })
    const { site, scene, games } = party
    const authors = []
    for (let count = 0; count < uploads; count++) authors.push(await site.member(scene, 'author'))
    await party.ask()
    await party.closed()
    const calm = games.flatMap((game) => acknowledgeTimes(game, 0))
    stage.measured('acknowledged before: p99', `${Math.round(quantile(calm, 0.99))} ms`)

    const megabytes = stage.isQuick ? 10 : 100
    const beforeMB = await residentMB(node.pid)
    const began = performance.now()
    const from = Date.now()
    const sending = new Set(authors)
    const sent = Promise.all(
      authors.map(async (author, number) => {
        const file = Buffer.alloc(megabytes * 1024 * 1024, `Nothing to see in ${number}.\n`)
        await upload(author.client, site.workspaceId, file, `large-${number}.gift`)
        sending.delete(author)
      }),
    )
    let peakMB = beforeMB
    let question = 1
    // A question after the other, for as long as they take.
    while (sending.size > 0 && question < 15) {
      question++
      await party.ask()
      const closed = party.closed()
      for (let isOpen = true; isOpen;) {
        peakMB = Math.max(peakMB, await residentMB(node.pid))
        isOpen = await Promise.race([closed.then(() => false), delay(250).then(() => true)])
      }
    }
    await sent
    const seconds = (performance.now() - began) / 1_000
    stage.did(`sent ${uploads} files of ${megabytes} MB in ${seconds.toFixed(0)} s`)
    const busy = games.flatMap((game) => acknowledgeTimes(game, from))
    const p99Ms = quantile(busy, 0.99)
    stage.asks(
      'answers are acknowledged',
      `p99 below ${slowestMs} ms`,
      `${Math.round(p99Ms)} ms`,
      p99Ms < slowestMs,
    )
    const grown = peakMB - beforeMB
    stage.asks(
      'the node grows',
      `by less than ${grownByMB} MB`,
      `${Math.round(grown)} MB`,
      grown < grownByMB,
    )
    const [row] = await primary.query<{ bytes: string }>(
      'SELECT sum(length(bytes))::text AS bytes FROM import_chunks',
    )
    const stored = Number(row?.bytes) / 1024 / 1024
    const all = uploads * megabytes
    stage.asks('all bytes are there', `${all} MB`, `${stored} MB`, stored === all)
    await party.finish()
  },
}

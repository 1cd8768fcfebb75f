import { LIVE_PATH, LIVE_VERSION } from '@quizmentor/contract/live-protocol'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '../../../src/platform/ids.ts'
import { newToken } from '../../live-simulation/game.ts'
import { Installation } from '../parts/installation.ts'
import { residentMB } from '../parts/memory.ts'
import { quantile, shownTimes } from '../parts/measure.ts'
import { Party } from '../parts/party.ts'
import type { Scenario, Stage } from '../scenario.ts'

const deaf = 50
const changesPerSecond = 8
const grownByMB = 100
const slowestMs = 200
/** Two pings and the patience with each. */
const goneWithinSeconds = 45

/** Some take part in a busy game over sockets that they never read. */
export const clientsThatDoNotRead: Scenario = {
  name: 'clients-that-do-not-read',
  title: `${deaf} clients that don't read`,
  async play(stage: Stage) {
    const installation = await Installation.open(stage)
    const { primary, node, url } = installation
    const players = stage.players(100, 15)
    const party = await Party.open(stage, {
      url,
      databaseUrl: primary.url(),
      players,
      seconds: 240,
      answersWithinMs: 2_000,
      questions: 2,
    })
    await party.ask()
    await delay(3_000)
    const calm = await measure(party, node.pid, 5)
    stage.measured('shown to everybody, before: p99', `${Math.round(calm.p99Ms)} ms`)

    const socketsBefore = await openSockets(node.url)
    await comeDeaf(stage, party, node.url)
    const busy = await measure(party, node.pid, stage.isQuick ? 6 : goneWithinSeconds)
    stage.did(`${deaf} say hello and then read nothing, while the host changes things all the time`)
    stage.measured('shown to everybody, meanwhile: p99', `${Math.round(busy.p99Ms)} ms`)
    const grown = busy.peakMB - calm.peakMB
    stage.asks(
      'the node grows',
      `by less than ${grownByMB} MB`,
      `${Math.round(grown)} MB`,
      grown < grownByMB,
    )
    const isSmooth = busy.p99Ms < Math.max(slowestMs, 3 * calm.p99Ms)
    const wanted = `p99 below ${slowestMs} ms, or three times what it was`
    stage.asks(
      'everybody else is shown changes',
      wanted,
      `p99 ${Math.round(busy.p99Ms)} ms`,
      isSmooth,
    )
    const lost = party.ears.filter(({ lines }) => lines.length > 1).length
    stage.asks('others who lost their connection', 'none', `${lost}`, lost === 0)
    const left = (await openSockets(node.url)) - socketsBefore
    if (stage.isQuick) stage.measured('still there after 6 s', `${left}`)
    else stage.asks('gone', `all within ${goneWithinSeconds} s`, `${left} are left`, left <= 0)
    await party.tables[0]?.host.say({ name: 'close' })
    await party.finish()
  },
}

/** Has the host change what everybody sees, again and again, and measures how fast they see it. */
async function measure(party: Party, pid: number, seconds: number) {
  const [table] = party.tables
  if (table === undefined) throw new Error('there is no game')
  const from = Date.now()
  const changes = changesPerSecond * seconds
  let peakMB = 0
  for (let change = 0; change < changes; change++) {
    void table.host.say({ name: 'extend', seconds: 1 + (change % 3) })
    await delay(1_000 / changesPerSecond)
    peakMB = Math.max(peakMB, await residentMB(pid))
  }
  await delay(500)
  const stored = await party.stored(table.game)
  return { p99Ms: quantile(shownTimes(table.game, stored, from), 0.99), peakMB }
}

/** They join, say hello over a socket, and stop reading. */
async function comeDeaf(stage: Stage, { games: [game], scene }: Party, site: string) {
  if (game === undefined) throw new Error('there is no game')
  const sockets: Socket[] = []
  for (let number = 0; number < deaf; number++) {
    const token = newToken(stage.dice)
    const nickname = `Deaf ${number.toString(2).replaceAll('0', 'x')}`
    const body = { id: newId(), token, nickname }
    const answer = game.history.joining(body.id)
    await scene.client().live.joinGame({ params: { code: game.code }, body })
    answer.answers.push('in')
    const as = { role: 'player', gameId: game.id, token }
    sockets.push(deafSocket(site, JSON.stringify({ t: 'hello', version: LIVE_VERSION, as })))
  }
  stage.finally(() => sockets.forEach((socket) => socket.destroy()))
  await delay(1_000)
}

/** How many sockets a node has, by its own account. */
async function openSockets(url: string): Promise<number> {
  const text = await fetch(`${url}/metrics`).then((response) => response.text())
  const counts = [...text.matchAll(/^quizmentor_live_sockets\{.*\} (\d+)$/gm)]
  return counts.reduce((sum, [, count]) => sum + Number(count), 0)
}

/** A WebSocket made by hand: a library would read. */
function deafSocket(site: string, hello: string): Socket {
  const { hostname, port, host } = new URL(site)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => {})
  const head = [
    `GET ${LIVE_PATH} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${site}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  socket.once('data', () => {
    socket.pause()
    socket.write(masked(hello))
  })
  return socket
}

/** A text message of a client's (RFC 6455, 5.2), with a mask of zeros. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = Buffer.of(0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0)
  return Buffer.concat([head, payload])
}

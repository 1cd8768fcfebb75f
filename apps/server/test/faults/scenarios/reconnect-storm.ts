import { Dice } from '../../live-simulation/dice.ts'
import { contentOf } from '../../live-kill/quiz.ts'
import { Scene } from '../../live-kill/scene.ts'
import { Site } from '../../live-kill/site.ts'
import { Installation } from '../parts/installation.ts'
import { openDatabase } from '../parts/party.ts'
import { startProxy } from '../parts/proxy.ts'
import type { Scenario, Stage } from '../scenario.ts'

/** A server as the load generator sees it. */
export interface Side {
  readonly site: string
  readonly transport: 'ws'
  readonly pid: number
  readonly cookie: string
  openGames(count: number): Promise<{ readonly gameId: string; readonly code: string }[]>
}

/** What came of all sockets being cut at once. */
export interface StormResult {
  readonly sockets: number
  readonly missing: number
  readonly onTheRightScreen: boolean
  readonly triesEach: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly worstMs: number
}

/** Fills games, cuts all sockets in mid-question, and waits until everybody is back. */
export type Storm = (
  side: Side,
  plan: { readonly rooms: number; readonly players: number },
) => Promise<StormResult>

const backWithinMs = 15_000
const rooms = 5
const settings = {
  scoring: 'speed',
  seconds: 300,
  previewSeconds: 0,
  questionOnPhones: true,
  generatedNames: false,
} as const

/** Everybody loses the connection at once, and comes back through a real proxy before two nodes. */
export const reconnectStorm = (storm: Storm): Scenario => ({
  name: 'reconnect-storm',
  title: 'Everybody reconnects at once, through a proxy',
  async play(stage: Stage) {
    const installation = await Installation.open(stage, { nodes: 2, redis: true })
    const urls = installation.nodes.map(({ url }) => url)
    const players = Math.ceil(stage.players(5_000, 500) / rooms)
    let games = 0
    for (const name of ['nginx', 'haproxy'] as const) {
      const url = await startProxy(stage, name, urls)
      if (url === null) stage.did(`there is no ${name} on this machine`)
      else games += await once(stage, installation, { name, url, players, storm, games })
    }
    const { url } = installation
    if (games === 0)
      await once(stage, installation, { name: 'balancer', url, players, storm, games })
  },
})

interface Through {
  readonly name: string
  readonly url: string
  readonly players: number
  readonly storm: Storm
  readonly games: number
}

async function once(
  stage: Stage,
  installation: Installation,
  { name, url, players, storm, games }: Through,
): Promise<number> {
  const scene = new Scene(url)
  stage.finally(() => scene.end())
  const site = await Site.open(
    scene,
    { kysely: openDatabase(stage, installation.primary.url()) },
    0,
  )
  let made = games
  const result = await storm(
    {
      site: url,
      transport: 'ws',
      pid: installation.node.pid,
      cookie: site.host.cookies.header(),
      async openGames(count) {
        const opened = []
        for (let each = 0; each < count; each++) {
          const round = [0, 1].map((index) => contentOf('single_choice', made, index))
          const quiz = { settings, rounds: [round] }
          const { id, code } = await site.openGame(new Dice(stage.seed), made++, quiz)
          opened.push({ gameId: id, code })
        }
        return opened
      },
    },
    { rooms, players },
  )
  stage.did(`${name}: cut ${result.sockets} sockets at once`)
  const { p50Ms, p99Ms, worstMs, triesEach, missing, onTheRightScreen } = result
  const times = [p50Ms, p99Ms, worstMs].map((ms) => `${Math.round(ms)} ms`)
  stage.measured(`${name}: back after`, `p50 ${times[0]}, p99 ${times[1]}, at most ${times[2]}`)
  stage.measured(`${name}: sockets opened for it by each`, triesEach.toFixed(2))
  const isBack = missing === 0 && worstMs <= backWithinMs
  const measured = `${missing} missing, the last after ${times[2]}`
  stage.asks(`${name}: back`, `all within ${backWithinMs} ms`, measured, isBack)
  const screen = onTheRightScreen ? 'yes' : 'no'
  stage.asks(`${name}: everybody sees the question`, 'yes', screen, onTheRightScreen)
  return made - games
}

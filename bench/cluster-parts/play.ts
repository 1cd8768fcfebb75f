import { setTimeout as delay } from 'node:timers/promises'
import { everybodySees } from '../live-parts/everybody.ts'
import { Fleets, type OpenGame } from '../live-parts/fleets.ts'
import type { Acknowledged, Arrivals, Share } from '../live-parts/orders.ts'
import { peakMB, processorMs } from '../live-parts/process.ts'
import { destinationOf, newPhones, type Side } from '../live-parts/side.ts'
import { sum, summary } from '../live-parts/times.ts'

export interface PlayPlan {
  readonly rooms: number
  /** Of each room; half of them are on another node than the room, where there is one. */
  readonly players: number
  readonly withinMs: number
  readonly questions: number
}

const joinsPerSecond = 400
/** Until the pings with which clients set their clocks are over. */
const settleMs = 1_800

/**
 * Games that are spread over the nodes, each with half of its players on the node that runs it (near)
 * and half on the next one (far); with a single node both are there. `acknowledged` is for comparing
 * with what was stored.
 */
export async function play(nodes: readonly Side[], plan: PlayPlan) {
  const { rooms, players, withinMs, questions } = plan
  const all = rooms * players
  // One for those near and one for those far of each node's games.
  const count = nodes.length * 2
  const fleets = new Fleets(all, count, count)
  const half = <Each>(list: readonly Each[], which: 'near' | 'far') =>
    which === 'near' ? list.slice(0, nodes.length) : list.slice(nodes.length)
  try {
    const games = await Promise.all(
      nodes.map((node) => node.openGames(Math.ceil(rooms / nodes.length))),
    )
    await sitDown(fleets, nodes, games, players)
    await delay(settleMs)

    const used = () => Promise.all(nodes.map(({ pid }) => processorMs(pid)))
    const isBaseline = nodes[0]?.cookie === ''
    const opened: Moved[] = []
    const revealed: Moved[] = []
    const answered: Awaited<ReturnType<typeof fleets.tell<'answer'>>>[] = []
    const before = await used()
    for (let question = 0; question < questions; question++) {
      do opened.push(await move(fleets, 'next', null))
      while (!(await everybodySees(fleets, 'question_open')))
      answered.push(await fleets.tell('answer', { withinMs }))
      revealed.push(await move(fleets, 'reveal', isBaseline ? null : 'revealed'))
      if (!isBaseline) await fleets.tell('lead', { name: 'leaderboard' })
    }
    const after = await used()
    await fleets.tell('lead', { name: 'finish' })

    const of = (which: 'near' | 'far') => {
      const answers = answered.flatMap((fleet) => half(fleet, which))
      const views = (moves: readonly Moved[]) => ({
        ...summary(moves.flatMap((each) => half(each.times, which).flat())),
        missing: sum(moves.flatMap((each) => half(each.missing, which))),
      })
      return {
        acknowledged: summary(answers.flatMap(({ times }) => Array.from(times))),
        refused: sum(answers.map(({ refused }) => refused)),
        unknown: sum(answers.map(({ unknown }) => unknown)),
        questionToPhones: views(opened),
        revealToPhones: views(revealed),
      }
    }
    const acknowledged = answered
      .flat()
      .flatMap((fleet): readonly Acknowledged[] => fleet.acknowledged)
    return {
      acknowledged,
      gameIds: games.flat().map(({ gameId }) => gameId),
      result: {
        near: of('near'),
        far: of('far'),
        processorMsPerAnswer: (sum(after) - sum(before)) / acknowledged.length,
        peakMB: Math.max(...(await Promise.all(nodes.map(({ pid }) => peakMB(pid))))),
        load: await fleets.load(),
      },
    }
  } finally {
    await fleets.stop()
  }
}

export type Played = Awaited<ReturnType<typeof play>>['result']

/** Fills the games of all nodes, and gives each a host on the node that runs it. */
async function sitDown(
  fleets: Fleets,
  nodes: readonly Side[],
  games: readonly (readonly OpenGame[])[],
  players: number,
): Promise<void> {
  const phone = newPhones(games.flat().length * players)
  const near = Math.ceil(players / 2)
  let seated = phone
  await fleets.tellEach('join', (fleet) => {
    const isNear = fleet < nodes.length
    const owner = fleet % nodes.length
    const shares = (games[owner] ?? []).map((game): Share => {
      const share = isNear
        ? { players: near, from: 0, leads: true }
        : { players: players - near, from: near, leads: false }
      const first = seated
      seated += share.players
      return { ...game, ...share, phone: first }
    })
    const to = destinationOf(at(nodes, isNear ? owner : owner + 1))
    return { ...to, shares, perSecond: joinsPerSecond / fleets.count }
  })
  await fleets.tellEach('host', (fleet) => {
    const owner = at(nodes, fleet)
    return { ...destinationOf(owner), cookie: owner.cookie, each: 1 }
  })
}

function at(nodes: readonly Side[], index: number): Side {
  const node = nodes[index % nodes.length]
  if (node === undefined) throw new Error('there is no node')
  return node
}

/** Milliseconds from the host's command to each player's view, and whom it didn't reach, by fleet. */
interface Moved {
  readonly times: readonly (readonly number[])[]
  readonly missing: readonly number[]
}

async function move(
  fleets: Fleets,
  name: 'next' | 'reveal',
  screen: 'revealed' | null,
): Promise<Moved> {
  await fleets.tell('expect', { screen })
  const asked = new Map((await fleets.tell('lead', { name })).flatMap((each) => [...each]))
  const arrivals = await fleets.tell('arrivals', null)
  const since = ({ gameId, at: times }: Arrivals) =>
    Array.from(times, (each) => each - (asked.get(gameId) ?? Number.NaN))
  return {
    times: arrivals.map((fleet) => fleet.flatMap(since)),
    missing: arrivals.map((fleet) => sum(fleet.map(({ missing }) => missing))),
  }
}

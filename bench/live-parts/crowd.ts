import type { LiveRefusal } from '@quizmentor/contract/live'
import type { HostCommand } from '@quizmentor/engine/live/types'
import { setTimeout as delay } from 'node:timers/promises'
import { Bot } from './bot.ts'
import { Tap } from './line.ts'
import { machineMs } from './machine-time.ts'
import type { Acknowledged, Answered, Arrivals, Input, Joined, Returned, Share } from './orders.ts'
import { addressOf, anyAnswer, join } from './phone.ts'
import { within } from './times.ts'

const patienceMs = 60_000

export interface Player {
  readonly bot: Bot<'player'>
  readonly playerId: string
}

/** A game as this fleet plays it. */
export interface Table {
  readonly share: Share
  readonly players: Player[]
  readonly hosts: Bot<'host'>[]
}

/** All bots of one fleet. */
export class Crowd {
  readonly tables: Table[] = []
  readonly tap = new Tap()
  #expected: { readonly table: Table; readonly at: Promise<(number | null)[]> }[] = []

  get players(): Player[] {
    return this.tables.flatMap((table) => table.players)
  }

  /** Everybody joins when it is their turn, whether or not those before are through. */
  async join({ site, transport, shares, perSecond }: Input<'join'>): Promise<Joined> {
    const tables = shares.map((share): Table => ({ share, players: [], hosts: [] }))
    this.tables.push(...tables)
    const turns = tables.flatMap((table) =>
      Array.from({ length: table.share.players }, (_, index) => ({ table, index })),
    )
    const joins = new Float64Array(turns.length)
    const seats = new Float64Array(turns.length)
    let putOff = 0
    const sitDown = async (turn: number, due: number, { table, index }: (typeof turns)[number]) => {
      const { share } = table
      const phone = share.phone + index
      const who = { number: share.from + index, phone }
      const { playerId, token } = await join(site, share.code, who, () => putOff++)
      joins[turn] = machineMs() - due
      const bot = new Bot({
        site,
        transport,
        as: { role: 'player', gameId: share.gameId, token },
        headers: { 'x-forwarded-for': addressOf(phone) },
        tap: this.tap,
      })
      table.players.push({ bot, playerId })
      seats[turn] = (await bot.when(({ view }) => view !== null)) - due
    }
    const began = machineMs()
    const all: Promise<void>[] = []
    for (const [turn, each] of turns.entries()) {
      const due = began + (turn * 1_000) / perSecond
      const early = due - machineMs()
      if (early > 1) await delay(early)
      all.push(sitDown(turn, due, each))
    }
    await Promise.all(all)
    return { joins, seats, began, ended: machineMs(), putOff }
  }

  async host({ site, transport, cookie, each }: Input<'host'>): Promise<void> {
    for (const { share, hosts } of this.tables.filter((table) => table.share.leads))
      while (hosts.length < each) {
        const headers = { cookie, 'x-forwarded-for': addressOf(share.phone) }
        const as = { role: 'host', gameId: share.gameId } as const
        const bot = new Bot({ site, transport, as, headers, tap: null })
        hosts.push(bot)
        // A baseline shows its hosts nothing.
        const isThere = (state: typeof bot.live.state) =>
          state.connection.status === 'open' && (cookie === '' || state.view !== null)
        await bot.when(isThere)
      }
  }

  expectViews(screen: string | null = null): void {
    this.#expected = this.tables.map((table) => ({
      table,
      at: Promise.all(table.players.map(({ bot }) => within(patienceMs, bot.anotherView(screen)))),
    }))
  }

  arrivals(): Promise<Arrivals[]> {
    return Promise.all(
      this.#expected.map(async ({ table, at }) => {
        const came = (await at).filter((each) => each !== null)
        const missing = table.players.length - came.length
        return { gameId: table.share.gameId, at: Float64Array.from(came), missing }
      }),
    )
  }

  /** Tells all games something, and waits until their hosts see what came of it. */
  async lead(command: HostCommand): Promise<Map<string, number>> {
    const asked = new Map<string, number>()
    await Promise.all(
      this.tables.map(async ({ share, hosts: [host] }) => {
        if (host === undefined) return
        const { view } = host.live.state
        const moved = view && host.when((state) => state.view?.screen.name !== view.screen.name)
        let refusal: LiveRefusal | null
        do {
          asked.set(share.gameId, machineMs())
          refusal = await host.live.command(command)
          // What the last answer changed is still on its way to the host.
          if (refusal === 'stale') await delay(20)
        } while (refusal === 'stale')
        if (refusal !== null) throw new Error(`"${command.name}" was refused: ${refusal}`)
        await moved
      }),
    )
    return asked
  }

  /** Everybody answers the open question, at a moment of their own. */
  async answer(withinMs: number): Promise<Answered> {
    const times: number[] = []
    const acknowledged: Acknowledged[] = []
    let refused = 0
    let unknown = 0
    await Promise.all(
      this.players.map(async ({ bot, playerId }) => {
        await delay(Math.random() * withinMs)
        const { view } = bot.live.state
        const answer = view && anyAnswer(view)
        if (answer === null) throw new Error('a player has no open question to answer')
        const said = machineMs()
        const stored = bot.live.answer(answer.question, answer.given)
        const outcome = await within(
          patienceMs,
          stored.then((refusal) => ({ refusal })),
        )
        if (outcome === null) unknown++
        else if (outcome.refusal !== null) refused++
        else {
          times.push(machineMs() - said)
          acknowledged.push({ playerId, ...answer })
        }
      }),
    )
    return { times: Float64Array.from(times), acknowledged, refused, unknown }
  }

  /** Cuts all connections at once, and waits until everybody is back with a view. */
  async cut(): Promise<Returned> {
    const { players } = this
    const triesBefore = tries(players)
    const began = machineMs()
    const back = players.map(({ bot }) => within(patienceMs, bot.anotherView()))
    for (const { bot } of players) bot.cut()
    const at = (await Promise.all(back)).filter((each) => each !== null)
    return {
      times: Float64Array.from(at, (each) => each - began),
      missing: players.length - at.length,
      tries: tries(players) - triesBefore,
    }
  }

  leave(): void {
    for (const { players, hosts } of this.tables.splice(0))
      for (const bot of [...players.map((player) => player.bot), ...hosts]) bot.live.close()
  }

  screens(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { bot } of this.players) {
      const name = bot.live.state.view?.screen.name ?? 'none'
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }
}

function tries(players: readonly Player[]): number {
  return players.reduce((total, { bot }) => total + bot.tries, 0)
}

import { createLog } from '../../src/platform/log.ts'
import { SimulatedBus } from './bus.ts'
import { Device } from './device.ts'
import { Dice } from './dice.ts'
import { Game } from './game.ts'
import { Host } from './host.ts'
import { drawMisfortune, type Misfortune } from './misfortune.ts'
import { Network } from './network.ts'
import type { Node } from './node.ts'
import { Operator } from './operator.ts'
import { Page } from './page.ts'
import { Player } from './player.ts'
import { SimulatedStore } from './store.ts'
import type { Surroundings } from './surroundings.ts'
import { SimulatedTime, worldBeginsAt } from './time.ts'
import { Watch } from './watch.ts'

export interface WorldParts {
  readonly seed: number
  /** The first game's question whose key is another one. */
  readonly otherKey?: number | null
  readonly trace?: ((line: string) => void) | null
}

/** A game with everybody who takes part. */
export interface Table {
  readonly game: Game
  readonly players: readonly Player[]
  readonly host: Host
  readonly screen: Page<'screen'>
}

/** What is logged as an error though nothing but the database is wrong. */
const expectedErrors = [
  'what follows a game could not be done',
  'games that were going on could not be taken up',
]

/** A server, its database, and people with their phones: everything that a seed decides. */
export class World implements Surroundings {
  readonly time = new SimulatedTime()
  readonly watch: Watch
  readonly store: SimulatedStore
  readonly bus: SimulatedBus
  readonly network: Network
  readonly operator: Operator
  readonly tables: readonly Table[]
  readonly misfortune: Misfortune
  readonly isCalm: boolean
  readonly #dice: Dice
  #isSettled = false

  constructor({ seed, otherKey = null, trace = null }: WorldParts) {
    const dice = new Dice(seed)
    const { time } = this
    this.#dice = dice
    this.isCalm = dice.happens(0.15)
    this.misfortune = drawMisfortune(dice.for('misfortune'), this.isCalm)
    this.watch = new Watch(time, trace && ((line) => trace(`${this.#clock()} ${line}`)))
    this.store = new SimulatedStore(time, dice.for('store'), this.misfortune.trouble)
    this.bus = new SimulatedBus(time, dice.for('bus'), this.misfortune.gossip)
    this.network = new Network({
      time,
      dice: dice.for('network'),
      weather: this.misfortune.weather,
      watcher: this.watch,
      doorNow: this.node,
    })
    this.operator = this.#operator()
    const games = dice.happens(0.15) ? 2 : 1
    this.tables = Array.from({ length: games }, (_, number) =>
      this.#table(number, number === 0 ? otherKey : null),
    )
    this.store.onAsked = () => this.operator.committing()
    this.store.onStored = (log, events) => {
      const table = this.tables.find(({ game }) => game.log === log)
      for (const { event } of events) {
        this.watch.happened(`stored: ${JSON.stringify(event)}`)
        if (event.name === 'revealed')
          this.watch.revealed.add(`${table?.game.number} ${event.question}`)
      }
    }
  }

  readonly node = (): Node | null => this.operator.node

  readonly isSettled = (): boolean => this.#isSettled

  get isFinished(): boolean {
    return this.tables.every(({ game }) => game.log.isFinished)
  }

  /** Everybody comes, and bad luck begins. */
  begin(): void {
    this.operator.start()
    this.operator.plan(this.misfortune)
    for (const { players, host, screen } of this.tables) {
      host.come()
      screen.open()
      for (const player of players) player.come()
    }
  }

  /** From now on all goes well; what is broken already mends by itself. */
  settle(): void {
    this.watch.happened('all trouble is over')
    this.#isSettled = true
    this.network.heal()
    this.store.heal()
    this.bus.heal()
    this.operator.settle()
    for (const { players, screen } of this.tables) {
      for (const player of players) player.settle()
      if (screen.live === null) screen.open()
    }
  }

  #operator(): Operator {
    const { time, store, bus, network, watch } = this
    const dice = this.#dice.for('operator')
    const log = createLog('error', { write: (line: string) => this.#logged(line) })
    const onFinished = async () => {
      if (!this.#isSettled && dice.happens(0.2)) throw new Error('learning can’t go on now')
    }
    return new Operator({
      node: { time, store, bus, log, onFinished },
      nodes: this.misfortune.nodes,
      followers: this.misfortune.followers,
      network,
      dice,
      happened: (what) => watch.happened(what),
    })
  }

  #table(number: number, otherKey: number | null): Table {
    const { isCalm, network } = this
    const dice = this.#dice.for(`game ${number}`)
    const game = new Game({ number, dice, at: this.time.now(), isCalm, otherKey })
    this.store.logs.set(game.id, game.log)
    const most = dice.happens(0.1) ? 12 : 6
    const count = dice.int(2, most)
    const players = Array.from({ length: count }, (_, index) => new Player(this, game, index))
    const host = new Host(this, game, isCalm || dice.happens(0.7) ? count : 1)
    const device = new Device(`screen ${number}`, network, dice.for('screen'))
    const as = { role: 'screen', gameId: game.id, token: game.screenToken } as const
    const screen = new Page({ device, as, idEnding: 'facade', onChange() {} })
    this.#introduce({ game, players, host, screen })
    if (!isCalm && dice.happens(0.3))
      this.time.after(dice.between(5_000, 40_000), () => screen.open())
    return { game, players, host, screen }
  }

  #introduce({ game, players, host, screen }: Table): void {
    const shared = { game, ownNumber: 0, idEnding: '' }
    this.watch.meet(host.page.device.name, { ...shared, role: 'host' })
    this.watch.meet(screen.device.name, { ...shared, role: 'screen' })
    for (const { pages, answering } of players)
      for (const { device } of pages)
        this.watch.meet(device.name, { game, role: 'player', ...answering.signs })
  }

  #logged(line: string): void {
    const expected = expectedErrors.find((expected) => line.includes(expected))
    if (expected === undefined) this.watch.fault(`an error is logged: ${line}`)
    else this.watch.happened(`logged: ${expected}`)
  }

  #clock(): string {
    return ((this.time.now() - worldBeginsAt) / 1_000).toFixed(3).padStart(8)
  }
}

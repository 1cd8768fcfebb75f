import type { HostCommand, HostView } from '@quizmentor/engine/live/types'
import { extraTimeFactors } from '@quizmentor/engine/live/types'
import { hostCookie } from './callers.ts'
import { Device } from './device.ts'
import type { Dice } from './dice.ts'
import type { Game } from './game.ts'
import { note } from './history.ts'
import { Page } from './page.ts'
import type { Surroundings } from './surroundings.ts'

const mostExtras = 8
const extras = [
  ...(['pause', 'pause', 'resume', 'extend', 'extend', 'extend', 'lock', 'unlock'] as const),
  ...(['kick', 'ban', 'give_time', 'give_time', 'close', 'reveal', 'leaderboard', 'next'] as const),
]

/** Who leads a game to its end, straight or by detours. */
export class Host {
  readonly page: Page<'host'>
  readonly #around: Surroundings
  readonly #game: Game
  readonly #dice: Dice
  readonly #waitsFor: number
  #ticks = 0
  #extras = 0
  /** Looks on and does nothing. */
  isResting = false

  /** Begins once so many players are there, or late. */
  constructor(around: Surroundings, game: Game, waitsFor: number) {
    this.#around = around
    this.#game = game
    this.#dice = game.dice.for('host')
    this.#waitsFor = waitsFor
    const device = new Device(`host ${game.number}`, around.network, this.#dice.for('device'), {
      cookie: hostCookie,
    })
    const as = { role: 'host', gameId: game.id } as const
    this.page = new Page({ device, as, idEnding: 'badcab', onChange() {} })
  }

  come(): void {
    this.page.open()
    this.#tickSoon()
  }

  #tickSoon(): void {
    this.#around.time.after(this.#dice.between(300, 2_500), () => this.#tick())
  }

  #tick(): void {
    const view = this.page.state?.view
    if (view?.screen.name === 'finished') return
    this.#tickSoon()
    if (this.isResting) return
    this.#ticks++
    const isRestless = !this.#game.isCalm && !this.#around.isSettled()
    if (isRestless && this.#dice.happens(0.03)) return this.#reload()
    if (view == null) return
    if (isRestless && this.#extras < mostExtras && this.#dice.happens(0.25)) this.#doExtra(view)
    else this.#lead(view)
  }

  #reload(): void {
    this.page.close()
    this.#around.time.after(this.#dice.between(50, 3_000), () => this.page.open())
  }

  /** Leads on where there is nothing to wait for. */
  #lead({ screen, playerCount }: HostView): void {
    const dice = this.#dice
    switch (screen.name) {
      case 'lobby':
        if (playerCount >= this.#waitsFor || this.#ticks > 8) this.#next()
        return
      case 'question_open': {
        const { paused, closesAt } = screen.question
        const waits = paused ? 0.5 : closesAt === null ? 0.2 : 0
        if (dice.happens(waits)) this.#next()
        return
      }
      default:
        this.#next()
    }
  }

  #next(): void {
    const { isCalm } = this.#game
    this.#say({ name: 'next' })
    // Pressed twice, it is to count once.
    if (!isCalm && this.#dice.happens(0.1)) this.#say({ name: 'next' })
  }

  #doExtra({ players }: HostView): void {
    this.#extras++
    const dice = this.#dice
    const name = dice.happens(0.01) ? 'finish' : dice.pick(extras)
    switch (name) {
      case 'extend':
        return this.#say({ name, seconds: dice.int(1, 9) })
      case 'kick':
      case 'ban':
      case 'give_time': {
        if (players.length === 0) return
        const playerId = dice.pick(players).id
        const factor = dice.pick(extraTimeFactors)
        return this.#say(name === 'give_time' ? { name, playerId, factor } : { name, playerId })
      }
      default:
        return this.#say({ name })
    }
  }

  #say(command: HostCommand): void {
    const { live, device } = this.page
    if (live === null) return
    const seen = live.state.view?.version ?? 0
    const reply = live.command(command)
    const at = this.#around.time.now()
    const said = { id: this.page.lastId, by: device.name, at, seen, command }
    this.#game.history.commanded(note(said, reply, live))
  }
}

import { extraTimeFactors, type HostCommand, type HostView } from '@quizmentor/engine/live/types'
import type { Dice } from '../live-simulation/dice.ts'
import type { Game } from './game.ts'
import { LivePage, note } from './page.ts'
import type { Scene } from './scene.ts'

const mostRemoved = 2
const extras = [
  ...(['pause', 'pause', 'extend', 'extend', 'lock', 'lock', 'kick', 'ban'] as const),
  ...(['give_time', 'give_time', 'give_time', 'reveal', 'close', 'leaderboard'] as const),
]

/** Who leads a game to its end, straight or by detours. */
export class Host {
  readonly #scene: Scene
  readonly #game: Game
  readonly #dice: Dice
  readonly #waitsFor: number
  #page: LivePage<'host'>
  #ticks = 0
  #removed = 0
  #seconds = 0
  /** Ends the game only once it is told that it may. */
  mayFinish = false

  /** Begins once so many players are there, or late. */
  constructor(scene: Scene, game: Game, waitsFor: number) {
    this.#scene = scene
    this.#game = game
    this.#dice = game.dice.for('host')
    this.#waitsFor = waitsFor
    this.#page = this.#open()
    this.#tickSoon()
  }

  get page(): LivePage<'host'> {
    return this.#page
  }

  get view(): HostView | null {
    return this.#page.view
  }

  /** Whether there is nothing left to do but to end the game, which it may not. */
  get isBeforeEnd(): boolean {
    return this.view?.next === 'finish' && !this.mayFinish
  }

  lookAgain(): void {
    this.#page.lookAgain()
  }

  #open(): LivePage<'host'> {
    const { id: gameId, number, host } = this.#game
    const ear = this.#game.ear({ name: `host ${number}`, role: 'host', playerId: '' })
    const as = { role: 'host', gameId } as const
    return new LivePage({ site: this.#scene.url, as, ear, cookie: host.header() })
  }

  #tickSoon(): void {
    this.#scene.after(this.#dice.between(120, 450), () => this.#tick())
  }

  #tick(): void {
    const { view } = this
    if (view?.screen.name === 'finished') return
    this.#tickSoon()
    const dice = this.#dice
    this.lookAgain()
    if (view === null || this.isBeforeEnd) return
    this.#ticks++
    const isRestless = !this.#scene.isSettled
    if (isRestless && dice.happens(0.02)) return this.#reload()
    if (isRestless && dice.happens(0.12)) return this.#doExtra(view)
    if (view.locked && dice.happens(0.3)) return this.#say({ name: 'unlock' })
    if (this.#isTime(view)) this.#next()
  }

  #reload(): void {
    this.#page.close()
    this.#page = this.#open()
  }

  /** Whether there is nothing more to wait for, or no patience. */
  #isTime({ screen, playerCount, answered }: HostView): boolean {
    const dice = this.#dice
    switch (screen.name) {
      case 'lobby':
        return playerCount >= this.#waitsFor || this.#ticks > 15
      case 'question_open': {
        const { opensAt, paused } = screen.question
        if (paused) return dice.happens(0.4)
        if (opensAt > this.#page.serverNow()) return dice.happens(0.15)
        if (this.#scene.isSettled) return answered > 0
        // Some questions are left to the server's clock.
        return screen.question.index % 3 !== 1 && answered > 0 && dice.happens(0.15)
      }
      default:
        return true
    }
  }

  #next(): void {
    this.#say({ name: 'next' })
    // Pressed twice, it is to count once.
    if (this.#dice.happens(0.2)) this.#say({ name: 'next' })
  }

  #doExtra({ players, screen }: HostView): void {
    const dice = this.#dice
    const isOpen = screen.name === 'question_open'
    const name = dice.pick(isOpen ? extras : (['lock', 'kick', 'give_time'] as const))
    switch (name) {
      case 'extend':
        // Another number each time, so that it is known again in the log.
        return this.#say({ name, seconds: 1 + (this.#seconds++ % 3) })
      case 'kick':
      case 'ban': {
        if (players.length < 5 || this.#removed === mostRemoved) return
        this.#removed++
        return this.#say({ name, playerId: dice.pick(players).id })
      }
      case 'give_time': {
        if (players.length === 0) return
        const playerId = dice.pick(players).id
        return this.#say({ name, playerId, factor: dice.pick(extraTimeFactors) })
      }
      default:
        return this.#say({ name })
    }
  }

  #say(command: HostCommand): void {
    const seen = this.view?.version ?? 0
    const saying = this.#page.command(command)
    this.#game.history.commanded(note({ command, seen }, saying, this.#page))
  }
}

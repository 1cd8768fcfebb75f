import { Problem } from '../../src/http/problem.ts'
import { Answering } from './answering.ts'
import { learner } from './callers.ts'
import { Device } from './device.ts'
import type { Dice } from './dice.ts'
import { type Game, newToken } from './game.ts'
import { Page } from './page.ts'
import type { Surroundings } from './surroundings.ts'

const nicknames = ['Ann', 'Bob', 'Cy', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo', 'Kim', 'Lu']
/** Answers to joining after which nobody asks again. */
const forGood = new Set(['removed', 'game_finished'])

/** Somebody who plays: joins, answers, loses patience, and sometimes leaves. */
export class Player {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly pages: readonly Page<'player'>[]
  readonly token: string
  readonly #around: Surroundings
  readonly #game: Game
  readonly #dice: Dice
  readonly answering: Answering
  readonly #isMember: boolean
  #nickname: string
  #isIn = false

  constructor(around: Surroundings, game: Game, number: number) {
    const dice = game.dice.for(`player ${number}`)
    this.#around = around
    this.#game = game
    this.#dice = dice
    this.number = number
    this.name = `player ${game.number}.${number}`
    this.id = dice.id(around.time.now())
    this.token = newToken(dice)
    this.#isMember = dice.happens(0.1)
    this.#nickname = nicknames[number] ?? `Player ${number}`
    this.answering = new Answering(around, game, this, dice.for('answers'))
    const devices = !game.isCalm && dice.happens(0.25) ? ['a', 'b'] : ['a']
    this.pages = devices.map((device) => this.#page(device))
  }

  /** Whether they are in the game, as far as they know. */
  get isIn(): boolean {
    return this.#isIn
  }

  /** Comes to the game after a while. */
  come(): void {
    const { time } = this.#around
    time.after(this.#dice.between(0, this.#game.isCalm ? 3_000 : 9_000), () => void this.#join())
  }

  /** Everything that is done only because people are restless ends. */
  settle(): void {
    for (const { device } of this.pages) device.wake()
  }

  #page(name: string): Page<'player'> {
    const { network } = this.#around
    const page: Page<'player'> = new Page({
      device: new Device(`${this.name}${name}`, network, this.#dice.for(name)),
      as: { role: 'player', gameId: this.#game.id, token: this.token },
      idEnding: this.answering.signs.idEnding,
      onChange: () => this.#look(page),
    })
    return page
  }

  async #join(): Promise<void> {
    const join = this.#game.history.joining(this.id)
    const { id, token } = this
    const answer = await this.#ask({ id, token, nickname: this.#nickname })
    join.answers.push(answer)
    if (answer === 'in') {
      this.#isIn = true
      for (const page of this.pages) if (page.live === null) this.#open(page)
    } else if (answer === 'removed') await this.#sneakIn()
    else if (!forGood.has(answer)) {
      if (answer === 'nickname_taken') this.#nickname += ' II'
      this.#around.time.after(this.#dice.between(200, 3_000), () => void this.#join())
    }
  }

  /** Tries as somebody else on the same device: nobody notes it, since it must not work. */
  async #sneakIn(): Promise<void> {
    const { time } = this.#around
    const [id, token] = [this.#dice.id(time.now()), newToken(this.#dice)]
    await this.#ask({ id, token, nickname: 'Nobody' })
  }

  /** Asks to be let in; gives `in`, or why not: `lost` where nobody knows. */
  async #ask(body: { id: string; token: string; nickname: string }): Promise<string> {
    const { network, node } = this.#around
    const { address } = this.pages[0]?.device ?? { address: '' }
    const user = this.#isMember ? learner : null
    try {
      await network.request(this.name, async () => {
        const door = node()
        await new Promise<void>((resolve) => door?.run(resolve))
        await door?.games.join(this.#game.code, body, { user, address, device: this.name })
      })
      return 'in'
    } catch (error) {
      return error instanceof Problem ? error.code : 'lost'
    }
  }

  #open(page: Page<'player'>): void {
    page.open()
    if (this.#game.isCalm) return
    const { time } = this.#around
    const dice = this.#dice
    if (dice.happens(0.15)) time.after(dice.between(2_000, 40_000), () => this.#goAway(page))
    if (dice.happens(0.15)) time.after(dice.between(2_000, 40_000), () => this.#sleep(page))
  }

  #goAway(page: Page<'player'>): void {
    if (this.#around.isSettled()) return
    page.close()
    if (this.#dice.happens(0.7)) this.#comeBack(page, 20_000)
  }

  #sleep({ device }: Page<'player'>): void {
    if (this.#around.isSettled()) return
    device.sleep()
    this.#around.time.after(this.#dice.between(500, 30_000), () => device.wake())
  }

  #comeBack(page: Page<'player'>, withinMs: number): void {
    this.#around.time.after(this.#dice.between(50, withinMs), () => {
      if (page.live === null) page.open()
    })
  }

  /** Loads the page again: what it was about to say is said no more. */
  reload(page: Page<'player'>): void {
    if (this.#around.isSettled()) return
    page.close()
    this.#comeBack(page, 1_500)
  }

  #look(page: Page<'player'>): void {
    const { connection } = page.state ?? {}
    if (connection?.status === 'ended') return this.#ended(page, connection.because)
    this.answering.look(page)
  }

  #ended(page: Page<'player'>, because: string): void {
    if (because === 'removed') {
      this.#isIn = false
      page.close()
      const again = () => {
        if (!this.#isIn) void this.#join()
      }
      if (this.#dice.happens(0.6)) this.#around.time.after(this.#dice.between(500, 5_000), again)
    } else if (because === 'replaced' && this.#dice.happens(0.3)) {
      page.close()
      this.#comeBack(page, 5_000)
    }
  }
}

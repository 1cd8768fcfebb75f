import type { Client } from '@quizmentor/client/client'
import { ProblemError } from '@quizmentor/client/failures'
import type { PlayerScreen, SharedScreen } from '@quizmentor/engine/live/types'
import type { Dice } from '../live-simulation/dice.ts'
import { newToken } from '../live-simulation/game.ts'
import { guess, nonsense } from '../live-simulation/quiz.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Game } from './game.ts'
import { AppPage, note, type PlayerPage } from './page.ts'
import { RawPage, type Unheard } from './raw-page.ts'
import type { Scene } from './scene.ts'

type OpenScreen = Extract<PlayerScreen | SharedScreen, { name: 'question_open' }>

/** Answers to joining after which nobody asks again. */
const forGood = new Set(['removed', 'game_finished'])
const ownNumberFrom = 7_700_000

/** Somebody who plays: joins, answers when it suits them, loses patience, takes another device. */
export class Player {
  readonly id = newId()
  readonly name: string
  /** Whether they have an account, and so learn from the game. */
  readonly isMember: boolean
  readonly #scene: Scene
  readonly #game: Game
  readonly #dice: Dice
  readonly #client: Client
  readonly #token: string
  readonly #ownNumber: number
  readonly #isRaw: boolean
  readonly #unheard: Unheard = new Map()
  readonly #pages: PlayerPage[] = []
  /** What was decided already, by page and question. */
  readonly #planned = new WeakMap<PlayerPage, Set<number>>()
  #nickname: string
  #isIn = false

  constructor(scene: Scene, game: Game, number: number, member: Client | null) {
    this.name = `player ${game.number}.${number}`
    this.isMember = member !== null
    this.#scene = scene
    this.#game = game
    this.#dice = game.dice.for(`player ${number}`)
    this.#client = member ?? scene.client()
    this.#token = newToken(this.#dice)
    this.#ownNumber = ownNumberFrom + 100 * game.number + number
    this.#isRaw = number % scene.oneRawOf === scene.oneRawOf - 1
    this.#nickname = `N ${number.toString(2).replaceAll('0', 'x')}`
  }

  /** Whether they are in the game, as far as they know. */
  get isIn(): boolean {
    return this.#isIn
  }

  /** Every page they ever had open. */
  get pages(): readonly PlayerPage[] {
    return this.#pages
  }

  /** Comes to the game after a while, some when it has long begun. */
  come(): void {
    const withinMs = this.#dice.happens(0.1) ? 8_000 : 900
    this.#scene.after(this.#dice.between(0, withinMs), () => void this.#join())
    this.#fidgetSoon()
  }

  /** Takes out the phone where it has lost its connection. */
  lookAgain(): void {
    for (const page of this.#pages) page.lookAgain()
  }

  /** Closes everything. */
  leave(): void {
    for (const page of this.#pages) page.close()
  }

  async #join(): Promise<void> {
    const join = this.#game.history.joining(this.id)
    const answer = await this.#ask()
    join.answers.push(answer)
    if (answer === 'in') {
      this.#isIn = true
      this.#open()
    } else if (!forGood.has(answer)) {
      this.#scene.after(this.#dice.between(50, 500), () => void this.#join())
    }
  }

  /** Gives `in`, why not, or `lost` where there was no answer. */
  async #ask(): Promise<string> {
    const body = { id: this.id, token: this.#token, nickname: this.#nickname }
    try {
      await this.#client.live.joinGame({ params: { code: this.#game.code }, body })
      return 'in'
    } catch (error) {
      return error instanceof ProblemError ? error.code : 'lost'
    }
  }

  #open(): void {
    const { id: gameId } = this.#game
    const name = `${this.name}${'abcdefghijklmnopqrstuvwxyz'.charAt(this.#pages.length % 26)}`
    const ear = this.#game.ear({ name, role: 'player', playerId: this.id })
    const token = this.#token
    const onChange = () => this.#look(page)
    const scene = this.#scene
    const as = { role: 'player', gameId, token } as const
    const unheard = this.#unheard
    const page: PlayerPage = this.#isRaw
      ? new RawPage({ scene, gameId, token, ear, dice: this.#dice, unheard, onChange })
      : new AppPage({ site: scene.url, as, ear, onChange })
    this.#planned.set(page, new Set())
    this.#pages.push(page)
  }

  #look(page: PlayerPage): void {
    if (page.ended === 'removed') return this.#removed()
    const { screen } = page
    if (screen?.name !== 'question_open' || ('given' in screen && screen.given !== null)) return
    const planned = this.#planned.get(page)
    const { index } = screen.question
    if (planned === undefined || planned.has(index)) return
    planned.add(index)
    const at = this.#whenToAnswer(screen)
    if (at !== null)
      this.#scene.after(Math.max(0, at - page.serverNow()), () => this.#answer(page, index))
  }

  #removed(): void {
    if (!this.#isIn) return
    this.#isIn = false
    if (this.#dice.happens(0.5))
      this.#scene.after(this.#dice.between(200, 1_500), () => void this.#join())
  }

  /** The server's time to answer at; `null`: not at all. */
  #whenToAnswer({ question: { opensAt, closesAt } }: OpenScreen): number | null {
    const dice = this.#dice
    const { answersWithinMs } = this.#scene
    const usual = opensAt + dice.between(10, answersWithinMs)
    // Who learns from it is diligent.
    if (this.isMember || dice.happens(0.8)) return usual
    switch (dice.pick(['early', 'late', 'slow', 'never'] as const)) {
      case 'early':
        return 0
      case 'late':
        return (closesAt ?? opensAt + 4_000) + dice.between(0, 2_000)
      case 'slow':
        return opensAt + answersWithinMs + dice.between(0, 3_400)
      case 'never':
        return null
    }
  }

  #answer(page: PlayerPage, question: number): void {
    const content = this.#game.setup.questions[question]
    if (page.ended !== null || content === undefined) return
    const dice = this.#dice
    const isOdd = dice.happens(0.04)
    const given = isOdd ? nonsense(content) : guess(content, dice, this.#ownNumber)
    const saying = page.answer(question, given)
    const said = note({ playerId: this.id, question, given }, saying, page)
    this.#game.history.answered(said)
    void saying.outcome.then((outcome) => {
      // Too early: they try again once it is open.
      if (outcome === 'not_open_yet' || outcome === 'not_now') this.#tryAgain(page, question)
    })
    this.#goOn(page, question)
  }

  #tryAgain(page: PlayerPage, question: number): void {
    this.#scene.after(this.#dice.between(200, 1_200), () => {
      const { screen } = page
      const isOpen = screen?.name === 'question_open' && screen.question.index === question
      if (isOpen) this.#answer(page, question)
    })
  }

  /** What people do once they have answered. */
  #goOn(page: PlayerPage, question: number): void {
    const dice = this.#dice
    if (this.#scene.isSettled) return
    if (dice.happens(0.12))
      this.#scene.after(dice.between(0, 800), () => this.#answer(page, question))
    if (dice.happens(0.08)) this.#scene.after(dice.between(0, 60), () => this.#reload(page))
  }

  #reload(page: PlayerPage): void {
    if (page.ended !== null) return
    page.close()
    this.#scene.after(this.#dice.between(20, 600), () => this.#open())
  }

  /** Takes the phone out of the pocket, or another one, or loads the page again. */
  #fidgetSoon(): void {
    const dice = this.#dice
    this.#scene.after(dice.between(300, 2_000), () => {
      if (this.#scene.isSettled) return
      this.#fidgetSoon()
      const page = this.#pages.find(({ ended }) => ended === null)
      if (page === undefined || dice.happens(0.5)) return
      if (!page.isOpen || dice.happens(0.7)) page.wake()
      else if (dice.happens(0.6)) this.#reload(page)
      else this.#open()
    })
  }
}

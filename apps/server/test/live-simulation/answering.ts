import type { LiveRefusal } from '@quizmentor/contract/live'
import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import type { PlayerScreen } from '@quizmentor/engine/live/types'
import type { Dice } from './dice.ts'
import type { Game } from './game.ts'
import { note } from './history.ts'
import type { Page } from './page.ts'
import type { Player } from './player.ts'
import { guess, nonsense } from './quiz.ts'
import type { Surroundings } from './surroundings.ts'

type OpenScreen = Extract<PlayerScreen, { name: 'question_open' }>

/** What the ids of all answers hold before the number of their player. */
export const answerMark = 'c0ffee'
/** Numbers that only one player gives are from here on. */
export const ownNumberFrom = 7_700_000
/** Refusals after which somebody would try the same again. */
const tooSoon = new Set<LiveRefusal | null>(['not_open_yet', 'not_now'])

/** How one player answers: blindly, in time or not, once or twice, from any of their devices. */
export class Answering {
  /** By which what they say is known again. */
  readonly signs: { readonly idEnding: string; readonly ownNumber: number }
  readonly #around: Surroundings
  readonly #game: Game
  readonly #player: Player
  readonly #dice: Dice
  readonly #planned = new Set<string>()

  constructor(around: Surroundings, game: Game, player: Player, dice: Dice) {
    this.#around = around
    this.#game = game
    this.#player = player
    this.#dice = dice
    const number = 100 * game.number + player.number
    this.signs = {
      idEnding: answerMark + String(number).padStart(4, '0'),
      ownNumber: ownNumberFrom + number,
    }
  }

  /** Looks at what the page shows, and makes up their mind about a question that is new. */
  look(page: Page<'player'>): void {
    const screen = openScreen(page)
    if (screen === null || screen.given !== null) return
    const plan = `${page.device.name} ${screen.question.index}`
    if (this.#planned.has(plan)) return
    this.#planned.add(plan)
    const at = this.#whenToAnswer(screen)
    const { live } = page
    if (at === null || live === null) return
    this.#around.time.after(at - live.serverNow(), () => {
      this.#answer(page, screen.question.index)
    })
  }

  /** The server's time to answer at; `null`: not at all. */
  #whenToAnswer({ question: { opensAt, closesAt } }: OpenScreen): number | null {
    const dice = this.#dice
    const usual = opensAt + dice.between(20, 0.7 * ((closesAt ?? opensAt + 8_000) - opensAt))
    if (this.#game.isCalm || dice.happens(0.75)) return usual
    switch (dice.pick(['early', 'late', 'edge', 'never'] as const)) {
      case 'early':
        return 0
      case 'late':
        return closesAt === null ? null : closesAt + dice.between(0, 3_000)
      case 'edge':
        return closesAt === null ? opensAt : closesAt + GRACE_MS - dice.between(0, 150)
      case 'never':
        return null
    }
  }

  #answer(page: Page<'player'>, question: number): void {
    const { live, device } = page
    if (live === null || device.isAsleep || live.state.connection.status === 'ended') return
    const { isCalm, setup, history } = this.#game
    const dice = this.#dice
    const isOdd = !isCalm && dice.happens(0.06)
    const named = isOdd && dice.happens(0.5) ? Math.max(0, question + dice.pick([-1, 1])) : question
    const content = setup.questions[question]
    if (content === undefined) return
    const given = isOdd ? nonsense(content) : guess(content, dice, this.signs.ownNumber)
    const reply = live.answer(named, given)
    const said = {
      id: page.lastId,
      by: device.name,
      at: this.#around.time.now(),
      playerId: this.#player.id,
      question: named,
      given,
    }
    history.answered(note(said, reply, live))
    if (!isCalm) this.#goOn(page, question, reply)
  }

  /** What people do once they have answered. */
  #goOn(page: Page<'player'>, question: number, reply: Promise<LiveRefusal | null>): void {
    const { time } = this.#around
    const dice = this.#dice
    const again = () => this.#answer(page, question)
    if (dice.happens(0.1)) time.after(dice.between(0, 2_000), again)
    if (dice.happens(0.1)) {
      time.after(dice.between(0, 400), () => {
        // Somebody who sees no answer of theirs after that gives it again.
        this.#planned.delete(`${page.device.name} ${question}`)
        this.#player.reload(page)
      })
    }
    const isPatient = dice.happens(0.6)
    void reply.then((refusal) => {
      const isOpen = openScreen(page)?.question.index === question
      if (tooSoon.has(refusal) && isPatient && isOpen) time.after(dice.between(300, 3_000), again)
    })
  }
}

function openScreen({ state }: Page<'player'>): OpenScreen | null {
  const screen = state?.view?.screen
  return screen?.name === 'question_open' ? screen : null
}

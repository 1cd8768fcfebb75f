import type { Cookies } from '@quizmentor/client/cookies'
import type { GameSetup } from '@quizmentor/engine/live/types'
import type { Dice } from '../live-simulation/dice.ts'
import { History } from '../live-simulation/history.ts'
import { Ear, type Someone } from './ear.ts'

export interface GameParts {
  readonly id: string
  readonly number: number
  readonly code: string
  readonly screenToken: string
  readonly setup: GameSetup
  readonly host: Cookies
  readonly dice: Dice
}

/** One game: as what it was made, what its clients did, and what they heard. */
export class Game {
  readonly id: string
  readonly number: number
  readonly code: string
  readonly screenToken: string
  readonly setup: GameSetup
  readonly host: Cookies
  readonly dice: Dice
  readonly history = new History()
  readonly ears: Ear[] = []

  constructor({ id, number, code, screenToken, setup, host, dice }: GameParts) {
    this.id = id
    this.number = number
    this.code = code
    this.screenToken = screenToken
    this.setup = setup
    this.host = host
    this.dice = dice
  }

  ear(someone: Someone): Ear {
    const ear = new Ear(someone)
    this.ears.push(ear)
    return ear
  }
}

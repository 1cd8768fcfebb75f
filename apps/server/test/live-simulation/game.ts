import type { GameSetup } from '@quizmentor/engine/live/types'
import { hashOf } from '../../src/features/live/chance.ts'
import type { Dice } from './dice.ts'
import { History } from './history.ts'
import { hostId, workspaceId } from './callers.ts'
import { drawSetup } from './quiz.ts'
import { StoredLog } from './store.ts'

const lifeMs = 12 * 60 * 60_000
/** What every token begins with: nobody is ever sent one. */
export const tokenMark = 'secret-'

export interface GameParts {
  readonly number: number
  readonly dice: Dice
  readonly at: number
  readonly isCalm: boolean
  readonly otherKey: number | null
}

/** One game, as it was made and as far as it is stored, and what its clients did. */
export class Game {
  readonly number: number
  readonly dice: Dice
  readonly setup: GameSetup
  readonly screenToken: string
  readonly log: StoredLog
  readonly history = new History()
  readonly isCalm: boolean

  constructor({ number, dice, at, isCalm, otherKey }: GameParts) {
    const id = dice.id(at, `${number}`)
    this.number = number
    this.dice = dice
    this.isCalm = isCalm
    this.screenToken = newToken(dice)
    this.setup = drawSetup({ dice: dice.for('quiz'), gameId: id, number, isCalm, otherKey })
    const code = `${100_000 + number}`
    const facts = { id, workspaceId, hostId, code, expiresAt: at + lifeMs }
    const created = { name: 'created', setup: this.setup } as const
    this.log = new StoredLog(facts, hashOf(this.screenToken), created, at)
  }

  get id(): string {
    return this.log.facts.id
  }

  get code(): string {
    return this.log.facts.code
  }
}

/** A token as devices make them. */
export function newToken(dice: Dice): string {
  return tokenMark + dice.hex(43 - tokenMark.length)
}

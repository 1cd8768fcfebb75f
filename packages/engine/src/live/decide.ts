import type { Random } from '../question/parts.ts'
import { decideAnswer } from './decide-answer.ts'
import { decideHost, timeUp } from './decide-host.ts'
import { decideJoin } from './decide-join.ts'
import type { Command, Decision, GameState } from './types.ts'

/** What a decision may draw on beside the game: the server's clock and chance. */
export interface Circumstances {
  readonly now: number
  readonly random: Random
}

/**
 * The rules: what happens when somebody tells a game something. Changes nothing; the events, once
 * stored, are applied. A command that was already done is accepted without events.
 */
export function decide(
  state: GameState,
  command: Command,
  { now, random }: Circumstances,
): Decision {
  switch (command.name) {
    case 'join':
      return decideJoin(state, command, now, random)
    case 'answer':
      return decideAnswer(state, command, now)
    case 'time_up':
      return timeUp(state, command.question, now)
    default:
      return decideHost(state, command, now)
  }
}

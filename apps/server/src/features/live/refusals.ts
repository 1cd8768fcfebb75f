import type { LiveRefusal } from '@quizmentor/contract/live'
import { tooMany } from '../../http/limits.ts'
import { conflict, Problem } from '../../http/problem.ts'

/** Why somebody can't join, as an answer over HTTP. */
export function problemOf(refusal: LiveRefusal): Problem {
  switch (refusal) {
    case 'game_finished':
      return new Problem(410, 'game_finished', 'This game is over. Ask for the code of the next.')
    case 'game_locked':
      return new Problem(
        423,
        'game_locked',
        'The host has locked this game. Ask them to unlock it.',
      )
    case 'game_full':
      return conflict('game_full', 'This game is full. Watch along on the big screen.')
    case 'nickname_taken':
      return conflict('nickname_taken', 'Somebody here has this nickname, or one like it.')
    case 'nickname_unfit':
      return new Problem(422, 'nickname_unfit', 'This nickname can’t be shown. Choose another.')
    case 'removed':
      return new Problem(403, 'removed', 'The host has removed you from this game.')
    case 'not_allowed':
      return conflict('id_taken', 'This id or token is another player’s. Make new ones.')
    case 'too_many':
      return tooMany(1_000, 'Very many are joining.')
    case 'try_again':
      return new Problem(503, 'try_again', 'That could not be stored. Try again.', {
        retryAfterSeconds: 1,
      })
    default:
      throw new Error(`joining was refused with ${refusal}`)
  }
}

/** The refusal of one more player from an address that many came from. */
export function tooManyHere(most: number): Problem {
  return new Problem(
    429,
    'too_many_from_address',
    `${most} players have joined from your network. No more can join this game from there.`,
    { retryAfterSeconds: 3600 },
  )
}

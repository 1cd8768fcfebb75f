import type { Join } from '../i18n/en/join.ts'
import type { Answered } from './api.ts'

type Refused = Extract<Answered<never>, { readonly ok: false }>

/** What a refused code or nickname means to the player, and what to do. */
export function explain({ status, code }: Refused, words: Join): string {
  const { code: codes, nickname, problems } = words
  switch (code) {
    case 'nickname_taken':
      return nickname.taken
    case 'nickname_unfit':
      return nickname.unfit
    case 'game_full':
      return codes.full
    case 'game_locked':
      return codes.locked
    case 'game_finished':
      return codes.finished
    case 'removed':
      return codes.removed
    case 'too_many_from_address':
      return codes.crowded
  }
  switch (status) {
    case 0:
      return problems.network
    case 400:
    case 422:
      return codes.incomplete
    case 404:
      return codes.unknown
    case 410:
      return codes.finished
    case 423:
      return codes.locked
    case 429:
      return codes.guessing
    case 503:
      return problems.busy
    default:
      return problems.unknown
  }
}

import type { Random } from '../question/parts.ts'
import { accept, refuse } from './decision.ts'
import { generateFreeName, isGeneratedName } from './generated-name.ts'
import { nicknameKey, tidyNickname } from './nickname.ts'
import type { Command, Decision, GameState } from './types.ts'

export const MAX_PLAYERS = 5_000

type Join = Extract<Command, { name: 'join' }>

export function decideJoin(state: GameState, join: Join, now: number, random: Random): Decision {
  const { playerId } = join
  const known = state.players.get(playerId)
  if (known?.status === 'banned') return refuse('removed')
  if (known?.status === 'in') return accept()
  if (state.phase.name === 'finished') return refuse('game_finished')
  if (state.locked) return refuse('game_locked')
  if (state.playerCount >= MAX_PLAYERS) return refuse('game_full')

  const typed = tidyNickname(join.nickname)
  const isTaken = (name: string) => isNameTaken(state, name, playerId)
  if (state.setup.settings.generatedNames) {
    const keep = typed !== null && isGeneratedName(typed) && !isTaken(typed)
    const nickname = keep ? typed : generateFreeName(random, isTaken)
    return accept({ name: 'joined', playerId, nickname, at: now })
  }
  if (typed === null) return refuse('nickname_unfit')
  if (isTaken(typed)) return refuse('nickname_taken')
  return accept({ name: 'joined', playerId, nickname: typed, at: now })
}

/** Whether somebody who is in has a nickname that looks like this one, or somebody banned had it. */
export function isNameTaken(state: GameState, nickname: string, playerId: string | null): boolean {
  const key = nicknameKey(nickname)
  const holderId = state.names.get(key)
  if (holderId === undefined || holderId === playerId) return false
  const holder = state.players.get(holderId)
  if (holder === undefined || nicknameKey(holder.nickname) !== key) return false
  return holder.status !== 'kicked'
}

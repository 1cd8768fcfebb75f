import type { ServerMessage } from '@quizmentor/contract/live'
import { playerView } from '@quizmentor/engine/live/player-view'
import { sharedPhase } from '@quizmentor/engine/live/shared-view'
import { hostView, screenView } from '@quizmentor/engine/live/stage-view'
import type { GameState, PlayerView } from '@quizmentor/engine/live/types'
import { isDeepStrictEqual } from 'node:util'
import { tokenMark } from '../live-simulation/game.ts'
import { Recount } from '../live-simulation/recount.ts'
import type { Ear, Heard, Line, Someone } from './ear.ts'
import type { Game } from './game.ts'
import { marks } from './quiz.ts'
import { statesOf, type StoredGame } from './stored.ts'

/**
 * What is wrong about what a game's clients were sent: every frame is to show the game as it was,
 * by its log, at the version that the frame names, so nothing is ever shown that is taken back or
 * forgotten by a program that starts anew.
 */
export function checkFrames(game: Game, stored: StoredGame): string[] {
  const check = new FrameCheck(game, stored)
  return game.ears.flatMap((ear) => check.ear(ear))
}

class FrameCheck {
  readonly #game: Game
  readonly #stored: StoredGame
  readonly #states: readonly GameState[]
  /** Of the options: they go to nobody. */
  readonly #authorsIds: readonly string[]
  readonly #recounts = new Map<number, Recount>()
  /** Each version with when somebody was told of it first, both ascending. */
  readonly #told: readonly { readonly at: number; readonly version: number }[]

  constructor(game: Game, stored: StoredGame) {
    this.#game = game
    this.#stored = stored
    this.#states = statesOf(stored.events)
    this.#authorsIds = game.setup.questions.flatMap((question) =>
      Object.values(question.originalIds),
    )
    let newest = 0
    this.#told = game.ears
      .flatMap(({ heard }) => heard)
      .toSorted((one, other) => one.at - other.at)
      .flatMap(({ at, message }) => {
        const version = versionOf(message) ?? 0
        if (version <= newest) return []
        newest = version
        return [{ at, version }]
      })
  }

  ear({ someone, heard, garbled }: Ear): string[] {
    const faults = garbled.map((text) => `hears ${text}`)
    const newest = new Map<Line, number>()
    for (const each of heard) {
      faults.push(...this.#frame(someone, each), ...this.#secrets(someone, each))
      const { line, message } = each
      const version = versionOf(message)
      if (version === null) continue
      const least = newest.get(line) ?? this.#toldBefore(line.askedAt)
      if (version < least) faults.push(`is set back from ${least} to ${version}`)
      newest.set(line, Math.max(least, version))
    }
    return faults.map((fault) => `${someone.name} ${fault}`)
  }

  /** The latest version that anybody was told of before. */
  #toldBefore(at: number): number {
    return this.#told.findLast((told) => told.at < at)?.version ?? 0
  }

  #frame({ role, playerId }: Someone, { message }: Heard): string[] {
    const version = versionOf(message)
    if (version === null) return []
    const state = this.#states[version]
    if (state === undefined) return [`is shown version ${version}, which is not stored`]
    switch (message.t) {
      case 'phase': {
        const { screen, playerCount } = message
        const expected = { screen: sharedPhase(state), playerCount: state.playerCount }
        return difference({ screen, playerCount }, expected)
      }
      case 'view': {
        const { view } = message
        if (view.audience !== role) return [`is shown what a ${view.audience} is`]
        if (view.audience === 'host') return difference(view, hostView(state))
        if (view.audience === 'screen') return difference(view, screenView(state))
        return [...difference(view, playerView(state, playerId)), ...this.#standing(view)]
      }
      case 'counts': {
        const { answered, playerCount } = message
        return difference(
          { answered, playerCount },
          { answered: state.answered, playerCount: state.playerCount },
        )
      }
      default:
        return []
    }
  }

  /** Score, rank and streak against a count that is not the engine's. */
  #standing({ me, version }: PlayerView): string[] {
    const recount = this.#recounts.get(version) ?? this.#recountUntil(version)
    this.#recounts.set(version, recount)
    const counted = recount.players.get(me.id)
    if (counted === undefined) return [`is in, though not by the log`]
    const { score, streak, rank } = me
    return difference(
      { score, streak, rank },
      { score: counted.score, streak: counted.streak, rank: recount.rankOf(counted) },
    )
  }

  #recountUntil(version: number): Recount {
    return new Recount(this.#game.setup, this.#stored.events.slice(0, version))
  }

  #secrets({ role }: Someone, { at, text }: Heard): string[] {
    const faults: string[] = []
    if (this.#authorsIds.some((id) => text.includes(id))) faults.push('is sent an author’s id')
    if (text.includes(tokenMark) || text.includes(this.#game.screenToken))
      faults.push('is sent a credential')
    if (role === 'host') return faults
    for (const [, game, question] of text.matchAll(marks)) {
      if (Number(game) !== this.#game.number) faults.push('is sent another game')
      const revealed = this.#stored.events.find(
        ({ event }) => event.name === 'revealed' && event.question === Number(question),
      )
      if (revealed === undefined || revealed.at > at)
        faults.push(`is told the key of question ${question} too early`)
    }
    return faults
  }
}

function versionOf(message: ServerMessage): number | null {
  if (message.t === 'view') return message.view.version
  return message.t === 'phase' || message.t === 'counts' ? message.version : null
}

function difference(is: unknown, shouldBe: unknown): string[] {
  // As it arrives: what is undefined isn't there.
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown
  return isDeepStrictEqual(plain(is), plain(shouldBe))
    ? []
    : [`is shown ${JSON.stringify(is)} instead of ${JSON.stringify(shouldBe)}`]
}

import type { ServerMessage } from '@quizmentor/contract/live'
import { playerView } from '@quizmentor/engine/live/player-view'
import { ownResult, sharedPhase, sharedResult } from '@quizmentor/engine/live/shared-view'
import { hostView, screenView } from '@quizmentor/engine/live/stage-view'
import type { GameState } from '@quizmentor/engine/live/types'
import type { LiveTime } from './time.ts'
import { wholeFrame, type Frame } from './wire.ts'

/** A frame that says what time it is may be this old when it is sent. */
const freshMs = 20

interface Built<Made> {
  readonly state: GameState
  readonly at: number
  readonly made: Made
}

/** The frames that show one game. What is the same for many is built and encoded once. */
export class Frames {
  readonly #time: LiveTime
  readonly #stage = new Map<'screen' | 'host', Built<Buffer>>()
  #phase: Built<Buffer | null> | null = null
  #result: Built<string | null> | null = null

  constructor(time: LiveTime) {
    this.#time = time
  }

  /** The view of the big screen, or that of hosts. */
  stage(role: 'screen' | 'host', state: GameState): Buffer {
    const known = this.#stage.get(role)
    if (known !== undefined && this.#isFresh(known, state)) return known.made
    const at = this.#time.now()
    const view = role === 'screen' ? screenView(state) : hostView(state)
    const made = encode({ t: 'view', now: at, view })
    this.#stage.set(role, { state, at, made })
    return made
  }

  /** What all players are shown, the same bytes for each; `null` where each has a view of their own. */
  phase(state: GameState): Buffer | null {
    if (this.#phase?.state === state) return this.#phase.made
    const at = this.#time.now()
    const screen = sharedPhase(state)
    const { version, playerCount } = state
    const made = screen && encode({ t: 'phase', now: at, version, playerCount, screen })
    this.#phase = { state, at, made }
    return made
  }

  /** The view of one player; `null` for somebody who isn't in the game. */
  view(playerId: string, state: GameState): Frame | null {
    const result = this.#sharedResult(state)
    if (result === null) {
      const view = playerView(state, playerId)
      return view && JSON.stringify({ t: 'view', now: this.#time.now(), view })
    }
    const own = ownResult(state, playerId)
    if (own === null) return null
    const { screen, me } = own
    return `${result},${JSON.stringify(screen).slice(1)},"me":${JSON.stringify(me)}}}`
  }

  /** The view of a result up to where it becomes one player's own. */
  #sharedResult(state: GameState): string | null {
    if (this.#result !== null && this.#isFresh(this.#result, state)) return this.#result.made
    const at = this.#time.now()
    const result = sharedResult(state)
    const made =
      result &&
      JSON.stringify({ t: 'view', now: at, view: { ...result.view, screen: result.screen } })
        // Without the braces that close the screen, the view and the message.
        .slice(0, -3)
    this.#result = { state, at, made }
    return made
  }

  #isFresh(built: Built<unknown>, state: GameState): boolean {
    return built.state === state && Math.abs(this.#time.now() - built.at) < freshMs
  }
}

function encode(message: ServerMessage): Buffer {
  return wholeFrame(JSON.stringify(message))
}

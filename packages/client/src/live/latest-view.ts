import type { LiveView, ServerMessage } from '@quizmentor/contract/live'
import type { PlayerView } from '@quizmentor/engine/live/types'
import { withPhase } from '@quizmentor/engine/live/with-phase'
import type { Given } from '@quizmentor/engine/question/question'

type Phase = Extract<ServerMessage, { readonly t: 'phase' }>
type Counts = Extract<ServerMessage, { readonly t: 'counts' }>

/** Host and screen name at most so many players, the newest. */
const playersNamed = 200

/**
 * What there is to see: the newest whole view, and what was heard since. Whatever order it comes
 * in, and however often, what is older than what is known changes nothing.
 */
export class LatestView<View extends LiveView> {
  #view: View | null = null
  #phase: Phase | null = null
  #counts: Counts | null = null
  #given: { readonly question: number; readonly given: Given } | null = null
  #isOfBefore = false
  #shown: View | null = null

  /** The same object until something changes. */
  get shown(): View | null {
    return this.#shown
  }

  /** Another line begins: its first view holds, even where the game was set back meanwhile. */
  restart(): void {
    this.#view = this.#shown
    this.#phase = this.#counts = this.#given = null
    this.#isOfBefore = true
  }

  view(view: View): void {
    if (!this.#isOfBefore && view.version < (this.#view?.version ?? 0)) return
    this.#isOfBefore = false
    this.#view = view
    if (isPlayerView(view) && 'given' in view.screen && view.screen.given !== null)
      this.#given = { question: view.screen.question.index, given: view.screen.given }
    const counts = this.#counts
    if (counts !== null && counts.version > view.version) this.#view = withCounts(view, counts)
    this.#show()
  }

  /** To players: what is the same for all of them. */
  phase(phase: Phase): void {
    if (phase.version <= Math.max(this.#view?.version ?? 0, this.#phase?.version ?? 0)) return
    this.#phase = phase
    this.#show()
  }

  /** To host and screen: how many answered, who came. */
  counts(counts: Counts): void {
    if (counts.version < Math.max(this.#view?.version ?? 0, this.#counts?.version ?? 0)) return
    this.#counts = counts
    if (this.#view !== null) this.#view = withCounts(this.#view, counts)
    this.#show()
  }

  /** An answer of this device is stored. */
  answered(question: number, given: Given): void {
    if (question < (this.#given?.question ?? 0)) return
    this.#given = { question, given }
    this.#show()
  }

  #show(): void {
    const view = this.#view
    this.#shown = view !== null && isPlayerView(view) ? this.#forPlayer(view) : view
  }

  #forPlayer<Own extends PlayerView>(view: Own): Own {
    const phase = this.#phase
    const isLater = phase !== null && phase.version > view.version
    const seen = isLater ? { ...view, ...withPhase(view, phase) } : view
    const { screen } = seen
    const own = this.#given
    const isAnswered =
      (screen.name === 'question_open' || screen.name === 'question_closed') &&
      screen.question.index === own?.question
    return isAnswered ? { ...seen, screen: { ...screen, given: own.given } } : seen
  }
}

function isPlayerView(view: LiveView): view is PlayerView {
  return view.audience === 'player'
}

function withCounts<View extends LiveView>(view: View, counts: Counts): View {
  if (isPlayerView(view)) return view
  const { answered, playerCount, joined } = counts
  const again = new Set(joined.map((player) => player.id))
  const others = view.players.filter((player) => !again.has(player.id))
  return { ...view, answered, playerCount, players: [...others, ...joined].slice(-playersNamed) }
}

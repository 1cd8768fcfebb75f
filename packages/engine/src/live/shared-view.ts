import { CORRECT_FROM } from '../question/question.ts'
import { questionInView, solutionIn } from './question-view.ts'
import { gapIn, rankIn } from './standings.ts'
import type { GameState, Player, PlayerScreen, PlayerView, SharedScreen } from './types.ts'

const topShown = 5

type Revealed = Extract<PlayerScreen, { readonly name: 'revealed' }>
type Own = 'given' | 'correct' | 'points'

/** What of a reveal is the same for all players, and so is built once. */
export interface SharedResult {
  readonly view: Omit<PlayerView, 'me' | 'screen'>
  readonly screen: Omit<Revealed, Own>
}

/** What of a reveal is one player's alone. */
export interface OwnResult {
  readonly me: PlayerView['me']
  readonly screen: Pick<Revealed, Own>
}

/**
 * The screen that all players get, each adding what they answered; `null` from a reveal on until
 * the game goes on, and at the end: then each gets a view of their own. Players with extra time do
 * as well while a question is open, for their deadline is another.
 */
export function sharedPhase(state: GameState): SharedScreen | null {
  const { phase, setup } = state
  switch (phase.name) {
    case 'lobby':
      return { name: 'lobby' }
    case 'round':
      return { ...phase, title: setup.rounds[phase.round]?.title ?? '' }
    case 'question_open': {
      const question = questionInView(state, phase)
      const { shown } = question
      return {
        name: 'question_open',
        question: { ...question, shown: setup.settings.questionOnPhones ? shown : null },
        type: shown.type,
        optionIds: 'options' in shown.body ? shown.body.options.map((option) => option.id) : [],
        units: 'units' in shown.body ? shown.body.units : [],
      }
    }
    case 'question_closed':
      return { name: phase.name, question: placeOf(state, phase.question) }
    case 'revealed':
    case 'leaderboard':
    case 'finished':
      return null
  }
}

/**
 * What a reveal shows to all players; `null` where nothing is revealed now. Together with an
 * `ownResult` it is a player's view: `{ ...view, me, screen: { ...screen, ...own.screen } }`.
 */
export function sharedResult(state: GameState): SharedResult | null {
  const question = revealedIn(state)
  if (question === null) return null
  return {
    view: sharedView(state),
    screen: {
      name: 'revealed',
      question: placeOf(state, question),
      ...solutionIn(state, question),
    },
  }
}

/** What a reveal shows to one player; `null` where nothing is, or for somebody who isn't in. */
export function ownResult(state: GameState, playerId: string): OwnResult | null {
  const player = state.players.get(playerId)
  const question = revealedIn(state)
  if (player?.status !== 'in' || question === null) return null
  const answer = state.answers[question]?.get(playerId)
  return {
    me: ownStanding(state, player),
    screen: {
      given: answer?.given ?? null,
      correct: answer !== undefined && answer.score >= CORRECT_FROM,
      points: answer?.points ?? 0,
    },
  }
}

/** What of a view is the same for all players, whatever goes on. */
export function sharedView(state: GameState): SharedResult['view'] {
  const { setup, version, playerCount, standings } = state
  return {
    audience: 'player',
    version,
    title: setup.title,
    settings: setup.settings,
    playerCount,
    top: standings.top.slice(0, topShown),
  }
}

export function ownStanding({ standings }: GameState, player: Player): PlayerView['me'] {
  const { id, nickname, score, streak } = player
  const { scores } = standings
  return { id, nickname, score, streak, rank: rankIn(scores, score), gap: gapIn(scores, score) }
}

/** The question whose result the phones show. */
function revealedIn({ phase }: GameState): number | null {
  return phase.name === 'revealed' || phase.name === 'leaderboard' ? phase.question : null
}

function placeOf({ setup }: GameState, index: number) {
  return { index, total: setup.questions.length }
}

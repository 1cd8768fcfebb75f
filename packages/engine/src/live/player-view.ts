import { CORRECT_FROM, type Given } from '../question/question.ts'
import { questionInView, solutionIn } from './question-view.ts'
import { gapIn, rankIn } from './standings.ts'
import type { GameState, Player, PlayerScreen, PlayerView } from './types.ts'

const topShown = 5

/** What one player may see, or `null` for somebody who isn't in the game. */
export function playerView(state: GameState, playerId: string): PlayerView | null {
  const player = state.players.get(playerId)
  if (player?.status !== 'in') return null
  const { setup, standings } = state
  const { id, nickname, score, streak } = player
  return {
    audience: 'player',
    version: state.version,
    title: setup.title,
    settings: setup.settings,
    playerCount: state.playerCount,
    me: {
      id,
      nickname,
      score,
      streak,
      rank: rankIn(standings.scores, score),
      gap: gapIn(standings.scores, score),
    },
    screen: playerScreen(state, player),
    top: standings.top.slice(0, topShown),
  }
}

function playerScreen(state: GameState, player: Player): PlayerScreen {
  const { phase, setup } = state
  switch (phase.name) {
    case 'lobby':
    case 'finished':
      return { name: phase.name }
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
        given: givenBy(state, player, phase.question),
      }
    }
    case 'question_closed': {
      const question = { index: phase.question, total: setup.questions.length }
      return { name: phase.name, question, given: givenBy(state, player, phase.question) }
    }
    case 'revealed':
    case 'leaderboard': {
      const { question: index } = phase
      const answer = state.answers[index]?.get(player.id)
      return {
        name: phase.name,
        question: { index, total: setup.questions.length },
        ...solutionIn(state, index),
        given: answer?.given ?? null,
        correct: answer !== undefined && answer.score >= CORRECT_FROM,
        points: answer?.points ?? 0,
      }
    }
  }
}

function givenBy({ answers }: GameState, { id }: Player, question: number): Given | null {
  return answers[question]?.get(id)?.given ?? null
}

import { score, type Given } from '../question/question.ts'
import { deadlineOf, GRACE_MS, isTimeOver } from './deadline.ts'
import { accept, refuse } from './decision.ts'
import { pointsFor } from './points.ts'
import type { Command, Decision, GameEvent, GameQuestion, GameState } from './types.ts'

type GiveAnswer = Extract<Command, { name: 'answer' }>

export function decideAnswer(state: GameState, answer: GiveAnswer, now: number): Decision {
  const { playerId, answerId, given } = answer
  const player = state.players.get(playerId)
  if (player === undefined) return refuse('unknown_player')

  const { phase } = state
  const earlier = state.answers[answer.question]?.get(playerId)
  // What is stored is stored, whatever has become of the player since.
  if (earlier?.answerId === answerId) return accept()
  if (player.status !== 'in') return refuse('removed')
  if (earlier !== undefined) return refuse('already_answered')
  if (phase.name === 'finished') return refuse('game_finished')
  if (!('question' in phase) || phase.question !== answer.question)
    return refuse('another_question')
  if (phase.name !== 'question_open') return refuse('too_late')
  if (phase.paused !== null) return refuse('not_now')
  if (now < phase.opensAt) return refuse('not_open_yet')
  const deadline = deadlineOf(state, playerId)
  if (deadline !== null && now > deadline + GRACE_MS) return refuse('too_late')
  // One id is one answer, over all of the game.
  if (state.answers.some((answers) => answers.get(playerId)?.answerId === answerId))
    return refuse('already_answered')

  const { setup } = state
  const question = setup.questions[phase.question]
  if (question === undefined || !fits(question, given)) return refuse('wrong_type')
  const gained = score(question.content, given)
  if (gained === null) return refuse('wrong_type')
  const latencyMs = now - phase.opensAt
  const factor = state.extraTime.get(playerId)
  const points = pointsFor(setup.settings, gained, latencyMs, factor)
  const event: GameEvent = {
    name: 'answered',
    question: phase.question,
    playerId,
    answerId,
    given,
    at: now,
    latencyMs,
    score: gained,
    points,
  }
  const everybody = state.answered + 1 >= state.playerCount
  return everybody || isTimeOver(state, now, playerId)
    ? accept(event, { name: 'question_closed', question: phase.question })
    : accept(event)
}

/** Whether an answer names only what the question offers. */
function fits({ shown }: GameQuestion, given: Given): boolean {
  switch (given.type) {
    case 'single_choice':
      return shown.type === given.type && hasOption(shown.body.options, given.choice)
    case 'multiple_choice':
      return (
        shown.type === given.type &&
        new Set(given.choices).size === given.choices.length &&
        given.choices.every((choice) => hasOption(shown.body.options, choice))
      )
    case 'true_false':
      return shown.type === given.type
    case 'numeric':
      return (
        shown.type === given.type &&
        (given.unit === undefined || shown.body.units.includes(given.unit))
      )
    default:
      return false
  }
}

function hasOption(options: readonly { readonly id: string }[], id: string): boolean {
  return options.some((option) => option.id === id)
}

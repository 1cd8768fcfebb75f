import { isTimeOver, lastDeadline } from './deadline.ts'
import { accept, refuse } from './decision.ts'
import type {
  Decision,
  ExtraTimeFactor,
  GameEvent,
  GameState,
  HostCommand,
  Phase,
} from './types.ts'

type OpenPhase = Extract<Phase, { name: 'question_open' }>

export function decideHost(state: GameState, command: HostCommand, now: number): Decision {
  const { phase } = state
  if (phase.name === 'finished') return refuse('game_finished')
  switch (command.name) {
    case 'next': {
      const name = whatNext(state)
      if (name === 'next') return advance(state, now)
      return name === null ? refuse('not_now') : decideHost(state, { name }, now)
    }
    case 'close':
      return close(phase, now)
    case 'reveal':
      return reveal(phase, now)
    case 'leaderboard':
      return phase.name === 'revealed'
        ? accept({ name: 'leaderboard_shown', question: phase.question })
        : refuse('not_now')
    case 'pause':
      return isRunning(state, now) ? accept({ name: 'paused', at: now }) : refuse('not_now')
    case 'resume':
      return resume(phase, now)
    case 'extend':
      return extend(state, command.seconds, now)
    case 'lock':
    case 'unlock': {
      const locked = command.name === 'lock'
      return locked === state.locked ? accept() : accept({ name: 'lock_changed', locked })
    }
    case 'kick':
    case 'ban':
      return remove(state, command.playerId, command.name === 'ban', now)
    case 'give_time':
      return giveTime(state, command.playerId, command.factor)
    case 'finish':
      return accept(...countWhatWasGiven(state), { name: 'finished' })
  }
}

/** The command that leads on from here: what `next` does. */
export function whatNext({
  phase,
  setup,
}: GameState): 'next' | 'close' | 'resume' | 'reveal' | 'leaderboard' | 'finish' | null {
  switch (phase.name) {
    case 'lobby':
    case 'round':
      return 'next'
    case 'question_open':
      return phase.paused === null ? 'close' : 'resume'
    case 'question_closed':
      return 'reveal'
    case 'revealed':
      // After the last question the podium is the leaderboard.
      return isLast(phase.question, setup.questions) ? 'finish' : 'leaderboard'
    case 'leaderboard':
      return isLast(phase.question, setup.questions) ? 'finish' : 'next'
    case 'finished':
      return null
  }
}

/** The server's clock says that the time is over. */
export function timeUp(state: GameState, question: number, now: number): Decision {
  const { phase } = state
  const isThis = phase.name === 'question_open' && phase.question === question
  return isThis && isTimeOver(state, now)
    ? accept({ name: 'question_closed', question })
    : refuse('not_now')
}

const isLast = (question: number, all: readonly unknown[]) => question >= all.length - 1

/** On to the next question, by way of its round where the quiz has several. */
function advance({ setup, phase }: GameState, now: number): Decision {
  const { questions, rounds, settings } = setup
  const from = 'question' in phase ? phase.question : -1
  const next =
    phase.name === 'round'
      ? questions.findIndex((question) => question.round === phase.round)
      : from + 1
  const question = questions[next]
  if (question === undefined) return refuse('not_now')
  const entersRound = question.round !== questions[from]?.round && phase.name !== 'round'
  if (entersRound && rounds.length > 1)
    return accept({ name: 'round_started', round: question.round })
  const opensAt = now + settings.previewSeconds * 1_000
  const closesAt = settings.seconds === null ? null : opensAt + settings.seconds * 1_000
  return accept({ name: 'question_opened', question: next, opensAt, closesAt })
}

/** Ends what is waited for: the preview first, then the time to answer. */
function close(phase: Phase, now: number): Decision {
  if (phase.name !== 'question_open') return refuse('not_now')
  const { untilOpen, untilClose } = timesLeft(phase, now)
  if (untilOpen <= 0) return accept({ name: 'question_closed', question: phase.question })
  const closesAt = untilClose === null ? null : now + untilClose - untilOpen
  return accept({ name: 'preview_skipped', opensAt: now, closesAt })
}

function reveal(phase: Phase, now: number): Decision {
  if (phase.name === 'question_closed')
    return accept({ name: 'revealed', question: phase.question })
  if (phase.name !== 'question_open' || timesLeft(phase, now).untilOpen > 0)
    return refuse('not_now')
  const { question } = phase
  return accept({ name: 'question_closed', question }, { name: 'revealed', question })
}

function resume(phase: Phase, now: number): Decision {
  if (phase.name !== 'question_open' || phase.paused === null) return refuse('not_now')
  const { untilOpen, untilClose } = phase.paused
  const closesAt = untilClose === null ? null : now + untilClose
  return accept({ name: 'resumed', opensAt: now + untilOpen, closesAt })
}

/** Everybody's deadline moves: while one with extra time still answers, the others may again. */
function extend(state: GameState, seconds: number, now: number): Decision {
  const { phase } = state
  if (phase.name !== 'question_open' || phase.closesAt === null) return refuse('not_now')
  if (phase.paused === null && !isRunning(state, now)) return refuse('not_now')
  return accept({ name: 'extended', closesAt: phase.closesAt + seconds * 1_000 })
}

/** Whether somebody's time runs. */
function isRunning(state: GameState, now: number): boolean {
  const { phase } = state
  if (phase.name !== 'question_open' || phase.paused !== null) return false
  const last = lastDeadline(state)
  return last === null || now <= last
}

function timesLeft({ opensAt, closesAt, paused }: OpenPhase, now: number) {
  const untilClose = closesAt === null ? null : closesAt - now
  return paused ?? { untilOpen: opensAt - now, untilClose }
}

function giveTime(state: GameState, playerId: string, factor: ExtraTimeFactor): Decision {
  const player = state.players.get(playerId)
  if (player === undefined) return refuse('unknown_player')
  if (player.status !== 'in') return refuse('removed')
  const had = state.extraTime.get(playerId) ?? 1
  return factor === had ? accept() : accept({ name: 'extra_time_given', playerId, factor })
}

function remove(state: GameState, playerId: string, banned: boolean, now: number): Decision {
  const player = state.players.get(playerId)
  if (player === undefined) return refuse('unknown_player')
  if (player.status === 'banned' || (player.status === 'kicked' && !banned)) return accept()
  const event: GameEvent = { name: 'removed', playerId, banned }
  const { phase } = state
  if (phase.name !== 'question_open' || player.status !== 'in') return accept(event)

  // The one everybody waited for may be the one who goes.
  const { question } = phase
  const others = state.playerCount - 1
  const answered = state.answered - (state.answers[question]?.has(playerId) ? 1 : 0)
  const isNobodyLeft = answered >= others || isTimeOver(state, now, playerId)
  return others > 0 && isNobodyLeft
    ? accept(event, { name: 'question_closed', question })
    : accept(event)
}

/** An answer that was received counts, even where the game ends before its question's reveal. */
function countWhatWasGiven({ phase, answers }: GameState): GameEvent[] {
  if (phase.name !== 'question_open' && phase.name !== 'question_closed') return []
  const { question } = phase
  if (answers[question]?.size === 0) return []
  const close: GameEvent[] =
    phase.name === 'question_open' ? [{ name: 'question_closed', question }] : []
  return [...close, { name: 'revealed', question }]
}

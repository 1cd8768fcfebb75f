import { CORRECT_FROM } from '../question/question.ts'
import { nicknameKey } from './nickname.ts'
import { PersistentMap } from './persistent-map.ts'
import { noStandings, rankIn, standingsOf } from './standings.ts'
import type { GameEvent, GameSetup, GameState, Phase, Player } from './types.ts'

/** A game in its lobby, before anybody came. */
export function create(setup: GameSetup): GameState {
  return {
    setup,
    phase: { name: 'lobby' },
    locked: false,
    players: new PersistentMap(),
    extraTime: new Map(),
    names: new PersistentMap(),
    answers: setup.questions.map(() => new PersistentMap()),
    playerCount: 0,
    answered: 0,
    standings: noStandings,
    version: 1,
    since: 1,
  }
}

/** The game that a log of events tells of. */
export function reduce(events: Iterable<GameEvent>): GameState {
  let state: GameState | null = null
  for (const event of events) {
    if (event.name === 'created') state = create(event.setup)
    else if (state === null) throw new Error('a game’s log begins with "created"')
    else state = apply(state, event)
  }
  if (state === null) throw new Error('a game’s log is empty')
  return state
}

/**
 * The state after an event. `state` itself stays as it was. Joining and answering cost the same
 * however many play; what grows with them (points, ranks) happens once per question, at its reveal.
 */
export function apply(state: GameState, event: GameEvent): GameState {
  const next = { ...state, version: state.version + 1 }
  switch (event.name) {
    case 'created':
      return create(event.setup)
    case 'joined':
      return joined(next, event)
    case 'removed':
      return removed(next, event)
    case 'extra_time_given':
      return { ...next, extraTime: extraTime(next, event) }
    case 'lock_changed':
      return { ...next, locked: event.locked }
    case 'round_started':
      return enter(next, { name: 'round', round: event.round })
    case 'question_opened': {
      const { question, opensAt, closesAt } = event
      const phase: Phase = { name: 'question_open', question, opensAt, closesAt, paused: null }
      return enter({ ...next, answered: 0 }, phase)
    }
    case 'answered':
      return answered(next, event)
    case 'preview_skipped':
    case 'resumed': {
      const { opensAt, closesAt } = event
      return enter(next, { ...openPhase(next), opensAt, closesAt, paused: null })
    }
    case 'paused':
      return enter(next, paused(openPhase(next), event.at))
    case 'extended':
      return { ...next, phase: extended(openPhase(next), event.closesAt) }
    case 'question_closed':
      return enter(next, { name: 'question_closed', question: event.question })
    case 'revealed':
      return enter(scored(next, event.question), { name: 'revealed', question: event.question })
    case 'leaderboard_shown':
      return enter(next, { name: 'leaderboard', question: event.question })
    case 'finished':
      return enter(next, { name: 'finished' })
  }
}

type EventOf<Name extends GameEvent['name']> = Extract<GameEvent, { name: Name }>
type OpenPhase = Extract<Phase, { name: 'question_open' }>

function enter(state: GameState, phase: Phase): GameState {
  return { ...state, phase, since: state.version }
}

function joined(state: GameState, { playerId, nickname, at }: EventOf<'joined'>): GameState {
  const known = state.players.get(playerId)
  const player: Player = known
    ? { ...known, nickname, status: 'in' }
    : { id: playerId, nickname, joinedAt: at, status: 'in', score: 0, streak: 0 }
  const next = {
    ...state,
    players: state.players.set(playerId, player),
    names: state.names.set(nicknameKey(nickname), playerId),
    playerCount: state.playerCount + (known?.status === 'in' ? 0 : 1),
    answered: state.answered + (known && known.status !== 'in' ? answersGiven(state, playerId) : 0),
  }
  // Who comes for the first time has no points, and so changes nobody's rank.
  return known && known.score > 0 ? { ...next, standings: standingsNow(next) } : next
}

function removed(state: GameState, { playerId, banned }: EventOf<'removed'>): GameState {
  const player = state.players.get(playerId)
  if (player === undefined) return state
  const wasIn = player.status === 'in'
  const next = {
    ...state,
    players: state.players.set(playerId, { ...player, status: banned ? 'banned' : 'kicked' }),
    playerCount: state.playerCount - (wasIn ? 1 : 0),
    answered: state.answered - (wasIn ? answersGiven(state, playerId) : 0),
  }
  return wasIn ? { ...next, standings: standingsNow(next) } : next
}

function extraTime(state: GameState, { playerId, factor }: EventOf<'extra_time_given'>) {
  const given = new Map(state.extraTime)
  if (factor === 1) given.delete(playerId)
  else given.set(playerId, factor)
  return given
}

/** How many answers (0 or 1) a player gave to the question that was opened last. */
function answersGiven({ phase, answers }: GameState, playerId: string): number {
  return 'question' in phase && answers[phase.question]?.has(playerId) ? 1 : 0
}

function answered(state: GameState, event: EventOf<'answered'>): GameState {
  const { name: _, question, playerId, ...answer } = event
  const given = state.answers[question]
  if (given === undefined) return state
  return {
    ...state,
    answers: state.answers.with(question, given.set(playerId, answer)),
    answered: state.answered + 1,
  }
}

function openPhase({ phase }: GameState): OpenPhase {
  if (phase.name !== 'question_open') throw new Error(`no question is open in "${phase.name}"`)
  return phase
}

function paused(phase: OpenPhase, at: number): OpenPhase {
  const { opensAt, closesAt } = phase
  const untilClose = closesAt === null ? null : closesAt - at
  return { ...phase, paused: { untilOpen: opensAt - at, untilClose } }
}

function extended(phase: OpenPhase, closesAt: number): OpenPhase {
  const { paused: stopped } = phase
  if (stopped === null || stopped.untilClose === null) return { ...phase, closesAt }
  const more = closesAt - (phase.closesAt ?? closesAt)
  return { ...phase, closesAt, paused: { ...stopped, untilClose: stopped.untilClose + more } }
}

/** Points and streaks count from the reveal on: a score that moved earlier would tell the key. */
function scored(state: GameState, question: number): GameState {
  const answers = state.answers[question]
  const players = new Map<string, Player>()
  for (const [id, player] of state.players) {
    const answer = answers?.get(id)
    const right = answer !== undefined && answer.score >= CORRECT_FROM
    const score = player.score + (answer?.points ?? 0)
    players.set(id, { ...player, score, streak: right ? player.streak + 1 : 0 })
  }
  const isFirst = state.standings.top.length === 0
  const rankBefore = ({ id }: Player) =>
    isFirst ? null : rankIn(state.standings.scores, state.players.get(id)?.score ?? 0)
  return {
    ...state,
    players: new PersistentMap(players),
    standings: standingsOf(players.values(), rankBefore),
  }
}

/** The standings again, after somebody left or came back; who moved since the question stays. */
function standingsNow({ players, standings }: GameState) {
  if (standings === noStandings) return standings
  const moved = new Map(standings.top.map((row) => [row.playerId, row.moved]))
  const { scores, top } = standingsOf(players.values(), () => null)
  return { scores, top: top.map((row) => ({ ...row, moved: moved.get(row.playerId) ?? 0 })) }
}

import type { GameEvent, HostCommand } from '@quizmentor/engine/live/types'
import { isDeepStrictEqual } from 'node:util'
import type { Game } from './game.ts'
import type { SaidAnswer, SaidCommand, SaidJoin } from './history.ts'
import type { Recount } from './recount.ts'
import type { StoredEvent } from './store.ts'

/** What was said in a game, and what is stored of it. */
export interface Played {
  readonly history: Pick<Game['history'], 'answers' | 'commands' | 'joins'>
  readonly log: Pick<Game['log'], 'events' | 'seats'>
}

/** What of a game's history doesn't agree with its log. */
export function checkHistory({ history, log }: Played, recount: Recount): string[] {
  return [
    ...[...history.answers.values()].flatMap((said) => checkAnswer(said, log.events)),
    ...strangers(log.events, history.answers),
    ...[...history.commands.values()].flatMap((said) => checkCommand(said, log.events)),
    ...unwanted(log.events, history.commands),
    ...checkExtensions(log.events, history.commands, recount.extensions),
    ...checkJoins(history.joins.values(), log.events),
    ...checkSeats(log.seats.map(({ playerId }) => playerId)),
    ...checkEarlyCloses(recount, [...history.commands.values()]),
    ...[...history.answers.values(), ...history.commands.values()]
      .filter((said) => said.isWaiting())
      .map(({ id, by }) => `${id} of ${by} is never answered`),
  ]
}

/** An acknowledged answer is in the log once, a refused one isn't, and one nobody heard of may be. */
function checkAnswer(said: SaidAnswer, log: readonly StoredEvent[]): string[] {
  const stored = log.flatMap(({ event }) =>
    event.name === 'answered' && event.answerId === said.id ? [event] : [],
  )
  const what = `answer ${said.id} of ${said.by}, ${said.outcome} to its client,`
  const [event] = stored
  if (stored.length > 1) return [`${what} is stored ${stored.length} times`]
  if (said.outcome === 'malformed') return [`${what} was said wrongly`]
  if (said.outcome === 'accepted' && event === undefined) return [`${what} is lost`]
  if (event === undefined) return []
  if (said.outcome !== 'accepted' && said.outcome !== 'unknown') return [`${what} is stored`]
  const { playerId, question, given } = said
  const isSame = event.playerId === playerId && event.question === question
  return isSame && isDeepStrictEqual(event.given, given) ? [] : [`${what} is stored as another`]
}

function strangers(
  log: readonly StoredEvent[],
  answers: ReadonlyMap<string, SaidAnswer>,
): string[] {
  return log.flatMap(({ event }) =>
    event.name === 'answered' && !answers.has(event.answerId)
      ? [`nobody said the answer ${event.answerId}`]
      : [],
  )
}

/** A host's command is carried out once or not at all, as the host was told. */
function checkCommand(said: SaidCommand, log: readonly StoredEvent[]): string[] {
  const { id, command, outcome } = said
  const made = log.filter(({ commandId }) => commandId === id)
  const what = `the command ${command.name} (${id}), ${outcome} to the host,`
  if (made.length > 1) return [`${what} is carried out ${made.length} times`]
  const [first] = made
  if (outcome === 'malformed') return [`${what} was said wrongly`]
  if (outcome === 'accepted' && first === undefined && !maybeDoneAlready.has(command.name))
    return [`${what} is lost`]
  if (first === undefined) return []
  if (outcome !== 'accepted' && outcome !== 'unknown') return [`${what} is carried out`]
  const isOutOfDate = log.some(
    ({ seq, event }) => seq > said.seen && seq < first.seq && leads.has(event.name),
  )
  return isOutOfDate && !timeless.has(command.name)
    ? [`${what} is carried out though the game had gone on`]
    : []
}

/** What only the host can bring about, somebody commanded. */
function unwanted(
  log: readonly StoredEvent[],
  commands: ReadonlyMap<string, SaidCommand>,
): string[] {
  return log
    .filter(({ event }) => wanted.has(event.name))
    .filter(({ commandId }) => commandId === null || !commands.has(commandId))
    .map(({ seq, event }) => `nobody wanted the event ${event.name} (${seq})`)
}

const wanted = new Set<GameEvent['name']>([
  ...(['round_started', 'question_opened', 'preview_skipped', 'paused', 'resumed'] as const),
  ...(['extended', 'leaderboard_shown', 'removed', 'lock_changed', 'extra_time_given'] as const),
])

/** A deadline is put off by as much as the host said. */
function checkExtensions(
  log: readonly StoredEvent[],
  commands: ReadonlyMap<string, SaidCommand>,
  extensions: readonly number[],
): string[] {
  const extended = log.filter(({ event }) => event.name === 'extended')
  return extended.flatMap(({ commandId }, index) => {
    const command = commands.get(commandId ?? '')?.command
    const seconds = command?.name === 'extend' ? command.seconds : null
    return seconds === extensions[index]
      ? []
      : [`the deadline moves by ${extensions[index]} s, and the host said ${seconds}`]
  })
}

/** Events after which the host looks at something else. */
const leads = new Set<GameEvent['name']>([
  ...(['round_started', 'question_opened', 'preview_skipped', 'paused', 'resumed'] as const),
  ...(['question_closed', 'revealed', 'leaderboard_shown', 'finished'] as const),
])

/** Commands that mean the same at any moment. */
const timeless = new Set<HostCommand['name']>([
  ...(['lock', 'unlock', 'kick', 'ban', 'give_time', 'extend', 'finish'] as const),
])

/** Commands that are accepted, and make no event, where it is so already. */
const maybeDoneAlready = new Set<HostCommand['name']>([
  'lock',
  'unlock',
  'kick',
  'ban',
  'give_time',
])

/** Who is told that they joined did, and nobody else did. */
function checkJoins(joins: Iterable<SaidJoin>, log: readonly StoredEvent[]): string[] {
  const joined = new Set(
    log.flatMap(({ event }) => (event.name === 'joined' ? event.playerId : [])),
  )
  const faults: string[] = []
  for (const { playerId, answers } of joins) {
    if (answers.includes('in') && !joined.has(playerId)) faults.push(`${playerId} is not in`)
    for (const answer of answers)
      if (!answersToJoining.has(answer)) faults.push(`${playerId} is told ${answer}`)
    joined.delete(playerId)
  }
  return [...faults, ...Array.from(joined, (playerId) => `${playerId} must not be in`)]
}

/** What somebody may be told who does nothing wrong. */
const answersToJoining = new Set([
  ...['in', 'lost', 'removed', 'game_finished', 'game_locked', 'nickname_taken', 'try_again'],
])

function checkSeats(playerIds: readonly string[]): string[] {
  return new Set(playerIds).size === playerIds.length ? [] : ['a player has two seats']
}

/** Only the host may close a question before its time is over and while somebody is waited for. */
function checkEarlyCloses({ closedEarly }: Recount, commands: readonly SaidCommand[]): string[] {
  const wanted = commands.filter(
    ({ command, outcome }) =>
      closing.has(command.name) && (outcome === 'accepted' || outcome === 'unknown'),
  )
  return closedEarly > wanted.length
    ? [`${closedEarly} questions closed early, and the host wanted ${wanted.length}`]
    : []
}

const closing = new Set<HostCommand['name']>(['next', 'close', 'reveal', 'finish'])

import { reduce } from '@quizmentor/engine/live/game'
import { playerView } from '@quizmentor/engine/live/player-view'
import { hostView, screenView } from '@quizmentor/engine/live/stage-view'
import type {
  HostView,
  PlayerScreen,
  PlayerView,
  ScreenView,
  StageScreen,
} from '@quizmentor/engine/live/types'
import type { LiveIdentity } from '@quizmentor/client/live'
import { isDeepStrictEqual } from 'node:util'
import type { Game } from './game.ts'
import type { Page } from './page.ts'
import type { Player } from './player.ts'
import type { Recount } from './recount.ts'
import type { StoredEvent } from './store.ts'

/** Everybody who looks at a game. */
export interface Onlookers {
  readonly game: Game
  readonly players: readonly Player[]
  readonly host: Page<'host'>
  readonly screen: Page<'screen'>
}

/** Where what people see differs from how the game is, long after all trouble is over. */
export function checkViews({ game, players, host, screen }: Onlookers, recount: Recount): string[] {
  const { events } = game.log
  const state = reduce(events.map(({ event }) => event))
  const areRanksTold = !hasAnybodyMovedSinceReveal(events)
  const faults = [...openFaults(host, []), ...openFaults(screen, [])]
  const stage = { host: hostView(state), screen: screenView(state) }
  faults.push(
    ...difference(
      'the host',
      ofStage(host.state?.view, areRanksTold),
      ofStage(stage.host, areRanksTold),
    ),
    ...difference(
      'the screen',
      ofStage(screen.state?.view, areRanksTold),
      ofStage(stage.screen, areRanksTold),
    ),
  )
  for (const player of players) {
    const expected = playerView(state, player.id)
    faults.push(...countFaults(player, expected, recount))
    const ends = player.pages.length > 1 ? ['replaced'] : []
    if (events.some(({ event }) => event.name === 'removed' && event.playerId === player.id))
      ends.push('removed')
    const open = player.pages.filter(({ state }) => state?.connection.status === 'open')
    if (open.length > 1) faults.push(`${player.name} plays on ${open.length} devices at once`)
    for (const page of player.pages) {
      faults.push(...openFaults(page, ends))
      if (page.state?.connection.status !== 'open') continue
      const shown = withSameScreen(page.state.view, expected)
      const { name } = page.device
      faults.push(
        ...difference(name, ofPlayer(shown, areRanksTold), ofPlayer(expected, areRanksTold)),
      )
    }
  }
  faults.push(...connectedFaults(host, players))
  for (const row of stage.host.leaderboard) {
    const counted = recount.players.get(row.playerId)
    if (counted?.score !== row.score || recount.rankOf(counted) !== row.rank)
      faults.push(`the leaderboard is wrong about ${row.nickname}: ${JSON.stringify(row)}`)
  }
  return faults
}

/** Where the engine's result is another than that of counting once more. */
function countFaults({ id, name }: Player, view: PlayerView | null, recount: Recount): string[] {
  const counted = recount.players.get(id)
  if (!counted?.isIn) return view === null ? [] : [`${name} is in, though not by the log`]
  if (view === null) return [`${name} is not in, though by the log`]
  const { score, streak, rank } = view.me
  return difference(
    `${name}’s result`,
    { score, streak, rank },
    { score: counted.score, streak: counted.streak, rank: recount.rankOf(counted) },
  )
}

/** A page that is looked at has its connection, or was told for good why not. */
function openFaults(
  { state, device }: Pick<Page<LiveIdentity['role']>, 'state' | 'device'>,
  ends: readonly string[],
): string[] {
  if (state === null || state.connection.status === 'open') return []
  const { connection } = state
  const isRightlyEnded = connection.status === 'ended' && ends.includes(connection.because)
  return isRightlyEnded ? [] : [`${device.name} is not there: ${JSON.stringify(connection)}`]
}

/** The host is told how many are connected: those who are, and no dead lines. */
function connectedFaults({ state }: Page<'host'>, players: readonly Player[]): string[] {
  const told = state?.latency?.connected
  const pages = players.flatMap((player) => player.pages)
  const open = pages.filter((page) => page.state?.connection.status === 'open').length
  return told === undefined || told === open
    ? []
    : [`the host is told that ${told} are connected, and ${open} are`]
}

/** Ranks that moved because somebody came or went are told with the next result. */
function hasAnybodyMovedSinceReveal(events: readonly StoredEvent[]): boolean {
  const last = events.findLastIndex(({ event }) => event.name === 'revealed')
  return events
    .slice(last + 1)
    .some(({ event }) => event.name === 'removed' || event.name === 'joined')
}

/** Who has answered is not told that the time is over, and waits for the result. */
function withSameScreen(shown: PlayerView | null, expected: PlayerView | null): PlayerView | null {
  if (shown === null || expected === null) return shown
  return isWaiting(shown.screen, expected.screen) ? { ...shown, screen: expected.screen } : shown
}

function isWaiting(shown: PlayerScreen, expected: PlayerScreen): boolean {
  return (
    shown.name === 'question_open' &&
    expected.name === 'question_closed' &&
    shown.question.index === expected.question.index &&
    shown.given !== null &&
    isDeepStrictEqual(shown.given, expected.given)
  )
}

function ofPlayer(view: PlayerView | null, areRanksTold: boolean) {
  if (view === null) return null
  const { title, settings, screen, top } = view
  const { rank, gap, ...me } = view.me
  return { title, settings, screen, me, ...(areRanksTold && { top, rank, gap }) }
}

function ofStage(view: HostView | ScreenView | null | undefined, areRanksTold: boolean) {
  if (view == null) return null
  const { version: _, leaderboard, players, screen, ...rest } = view
  return {
    ...rest,
    ...(areRanksTold && { leaderboard }),
    screen: areRanksTold ? screen : withoutCounts(screen),
    // Who comes back stands last until the next whole view.
    players: players.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  }
}

/** What those gave who come and go, comes and goes with them. */
function withoutCounts(screen: StageScreen) {
  if (screen.name !== 'revealed') return screen
  const { distribution: _, correctCount: __, ...rest } = screen
  return rest
}

function difference(who: string, is: unknown, shouldBe: unknown): string[] {
  return pathsTo(is, shouldBe, '').map((path) => `${who} is shown another ${path}`)
}

/** Where two values differ, and how. What is undefined counts as not there, as in JSON. */
function pathsTo(is: unknown, shouldBe: unknown, path: string): string[] {
  if (!isRecord(is) || !isRecord(shouldBe) || Array.isArray(is) !== Array.isArray(shouldBe))
    return is === shouldBe
      ? []
      : [`${path}: ${JSON.stringify(is)}, not ${JSON.stringify(shouldBe)}`]
  const names = new Set([...Object.keys(is), ...Object.keys(shouldBe)])
  return [...names].flatMap((name) => pathsTo(is[name], shouldBe[name], `${path}/${name}`))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

import { describe, expect, it } from 'vitest'
import { deadlineOf, lastDeadline } from './deadline.ts'
import { reduce } from './game.ts'
import { setupOf, singleChoice, Table, trueFalse, wrongAnswer } from './game-for-tests.ts'
import { playerView } from './player-view.ts'
import { hostView, screenView } from './stage-view.ts'
import type { ExtraTimeFactor, GameEvent, GameSettings } from './types.ts'

/** Three players in the lobby; questions of 10 seconds after 5 of preview. */
function lobby(changed: Partial<GameSettings> = {}): Table {
  const game = new Table(setupOf([[singleChoice(), trueFalse()]], { seconds: 10, ...changed }))
  for (const id of ['a', 'b', 'c']) game.join(id)
  return game
}

const give = (game: Table, playerId: string, factor: ExtraTimeFactor) =>
  game.tell({ name: 'give_time', playerId, factor })

/** The first question open, its preview over, `a` with twice the time. */
function playing(changed: Partial<GameSettings> = {}): Table {
  const game = lobby(changed)
  give(game, 'a', 2)
  game.toQuestion()
  return game
}

function opensAt({ state: { phase } }: Table): number {
  if (phase.name !== 'question_open') throw new Error('no question is open')
  return phase.opensAt
}

describe('extra time', () => {
  it('moves the deadline of the player who has it, and of nobody else', () => {
    const game = playing()
    const opened = opensAt(game)
    expect(deadlineOf(game.state, 'a')).toBe(opened + 20_000)
    expect(deadlineOf(game.state, 'b')).toBe(opened + 10_000)
    expect(lastDeadline(game.state)).toBe(opened + 20_000)
    game.now = opened + 10_501
    expect(game.right('b', 0)).toBe('too_late')
    game.now = opened + 20_500
    expect(game.right('a', 0)).toBeNull()
  })

  it('ends with the same grace as everybody’s time', () => {
    const game = playing()
    game.now = opensAt(game) + 20_501
    expect(game.right('a', 0)).toBe('too_late')
  })

  it('given during a question counts for it', () => {
    const game = lobby()
    game.toQuestion()
    expect(give(game, 'b', 1.5)).toBeNull()
    game.now = opensAt(game) + 15_000
    expect(game.right('b', 0)).toBeNull()
  })

  it('given while others’ time is already over counts as well', () => {
    const game = playing()
    game.wait(11_000)
    give(game, 'b', 3)
    expect(deadlineOf(game.state, 'b')).toBe(opensAt(game) + 30_000)
    expect(game.right('b', 0)).toBeNull()
  })

  it('taken back ends where everybody’s time ends', () => {
    const game = playing()
    expect(give(game, 'a', 1)).toBeNull()
    expect(game.state.extraTime.size).toBe(0)
    expect(lastDeadline(game.state)).toBe(opensAt(game) + 10_000)
    game.wait(10_500)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('taken back from the last who still had some lets the clock close the question', () => {
    const game = playing()
    game.wait(12_000)
    give(game, 'a', 1)
    game.wait(0)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('holds for all questions of the game, and for who is kicked and comes back', () => {
    const game = playing()
    game.tell({ name: 'close' })
    game.tell({ name: 'kick', playerId: 'a' })
    game.join('a')
    game.toQuestion()
    expect(deadlineOf(game.state, 'a')).toBe(opensAt(game) + 20_000)
  })

  it('given again as it is changes nothing', () => {
    const game = playing()
    const { version } = game.state
    expect(give(game, 'a', 2)).toBeNull()
    expect(give(game, 'b', 1)).toBeNull()
    expect(game.state.version).toBe(version)
  })

  it('is refused to strangers, to those removed, and after the end', () => {
    const game = lobby()
    expect(give(game, 'stranger', 2)).toBe('unknown_player')
    game.tell({ name: 'kick', playerId: 'a' })
    expect(give(game, 'a', 2)).toBe('removed')
    game.tell({ name: 'finish' })
    expect(give(game, 'b', 2)).toBe('game_finished')
  })

  it('means nothing without a timer', () => {
    const game = playing({ seconds: null })
    expect(deadlineOf(game.state, 'a')).toBeNull()
    expect(lastDeadline(game.state)).toBeNull()
    game.wait(3_600_000)
    expect(game.right('a', 0)).toBeNull()
  })

  it('measures points by speed against the player’s own time', () => {
    const game = playing()
    game.wait(5_000)
    game.right('b', 0)
    game.wait(5_000)
    game.right('a', 0)
    const pointsOf = (id: string) => game.state.answers[0]?.get(id)?.points
    expect(pointsOf('b')).toBe(750)
    expect(pointsOf('a')).toBe(750)
  })

  it('given after an answer leaves its points as they are', () => {
    const game = playing()
    game.wait(5_000)
    game.right('b', 0)
    give(game, 'b', 3)
    game.tell({ name: 'reveal' })
    expect(game.player('b').score).toBe(750)
  })
})

describe('a question with players who have extra time', () => {
  it('closes half a second after the last of their deadlines', () => {
    const game = playing()
    game.wait(20_499)
    expect(game.state.phase.name).toBe('question_open')
    game.wait(1)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('waits for the longest time of all, in whatever order it was given', () => {
    const game = playing()
    give(game, 'b', 3)
    give(game, 'c', 1.25)
    expect(lastDeadline(game.state)).toBe(opensAt(game) + 30_000)
  })

  it('closes at everybody’s time once those with longer have answered', () => {
    const game = playing()
    game.right('a', 0)
    expect(lastDeadline(game.state)).toBe(opensAt(game) + 10_000)
    game.wait(10_500)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes with the answer of the last whose time is not over', () => {
    const game = playing()
    give(game, 'b', 3)
    game.wait(12_000)
    game.right('b', 0)
    expect(game.state.phase.name).toBe('question_open')
    game.right('a', 0)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes as soon as everybody has answered', () => {
    const game = playing()
    for (const id of ['a', 'b', 'c']) game.right(id, 0)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes when the only one whose time is not over is removed', () => {
    const game = playing()
    game.wait(12_000)
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('stays open when one with extra time is removed before everybody’s time is over', () => {
    const game = playing()
    game.wait(9_000)
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.state.phase.name).toBe('question_open')
    expect(lastDeadline(game.state)).toBe(opensAt(game) + 10_000)
  })

  it('keeps what was left to each through a pause, also after everybody’s time', () => {
    const game = playing()
    game.wait(12_000)
    expect(game.tell({ name: 'pause' })).toBeNull()
    expect(playerView(game.state, 'a')?.screen).toMatchObject({
      question: { left: { untilOpen: -12_000, untilClose: 8_000 } },
    })
    game.wait(60_000)
    expect(game.state.phase.name).toBe('question_open')
    game.tell({ name: 'resume' })
    expect(deadlineOf(game.state, 'a')).toBe(game.now + 8_000)
    expect(game.right('b', 0)).toBe('too_late')
    game.wait(7_000)
    expect(game.right('a', 0)).toBeNull()
    expect(game.state.answers[0]?.get('a')?.latencyMs).toBe(19_000)
  })

  it('is extended by the same seconds for all', () => {
    const game = playing()
    game.tell({ name: 'extend', seconds: 10 })
    expect(deadlineOf(game.state, 'b')).toBe(opensAt(game) + 20_000)
    expect(deadlineOf(game.state, 'a')).toBe(opensAt(game) + 30_000)
  })

  it('extended while only those with longer answer opens again for the others', () => {
    const game = playing()
    game.wait(12_000)
    expect(game.right('b', 0)).toBe('too_late')
    expect(game.tell({ name: 'extend', seconds: 10 })).toBeNull()
    expect(game.right('b', 0)).toBeNull()
  })

  it('keeps the extra time where the preview is skipped', () => {
    const game = lobby()
    give(game, 'a', 2)
    game.next()
    game.wait(1_000)
    game.next()
    expect(deadlineOf(game.state, 'b')).toBe(game.now + 10_000)
    expect(deadlineOf(game.state, 'a')).toBe(game.now + 20_000)
  })

  it('can still be closed by the host for all', () => {
    const game = playing()
    game.wait(12_000)
    game.tell({ name: 'close' })
    expect(game.right('a', 0)).toBe('too_late')
  })
})

describe('who has extra time', () => {
  it('is listed to the host, and only those who are in', () => {
    const game = playing()
    give(game, 'b', 1.25)
    game.tell({ name: 'kick', playerId: 'b' })
    expect(hostView(game.state).extraTime).toEqual([
      { playerId: 'a', nickname: 'Player a', factor: 2 },
    ])
    game.join('b', 'Ben')
    expect(hostView(game.state).extraTime).toContainEqual({
      playerId: 'b',
      nickname: 'Ben',
      factor: 1.25,
    })
  })

  it('is on no big screen, which only says until when somebody may answer', () => {
    const game = playing()
    const { screen, ...rest } = screenView(game.state)
    expect(screen).toMatchObject({
      question: { closesAt: opensAt(game) + 10_000, extraUntil: opensAt(game) + 20_000 },
    })
    expect(rest).not.toHaveProperty('extraTime')
    game.right('a', 0)
    expect(screenView(game.state).screen).toMatchObject({ question: { extraUntil: null } })
  })

  it('sees it in their own deadline; other phones look as without it', () => {
    const game = playing()
    const without = lobby()
    without.toQuestion()
    expect(playerView(game.state, 'a')?.screen).toMatchObject({
      question: { closesAt: opensAt(game) + 20_000 },
    })
    expect(playerView(game.state, 'b')?.screen).toEqual(playerView(without.state, 'b')?.screen)
  })
})

describe('the log of a game from before there was extra time', () => {
  it('gives a game in which nobody has any', () => {
    const setup = setupOf([[singleChoice()]], { seconds: 10 })
    const at = 1_000_000
    const given = wrongAnswer(setup, 0)
    const answer = { answerId: 'x', given, at: at + 1_000, latencyMs: 1_000, score: 0, points: 0 }
    const log: GameEvent[] = [
      { name: 'created', setup },
      { name: 'joined', playerId: 'a', nickname: 'Ann', at },
      { name: 'joined', playerId: 'b', nickname: 'Ben', at },
      { name: 'question_opened', question: 0, opensAt: at, closesAt: at + 10_000 },
      { name: 'answered', question: 0, playerId: 'a', ...answer },
    ]
    const state = reduce(log)
    expect(state.extraTime.size).toBe(0)
    expect(deadlineOf(state, 'b')).toBe(at + 10_000)
    expect(lastDeadline(state)).toBe(at + 10_000)
    expect(state).toMatchObject({ version: 5, answered: 1 })
  })
})

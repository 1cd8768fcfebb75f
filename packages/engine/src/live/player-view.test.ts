import { describe, expect, it } from 'vitest'
import { rightAnswer, setupOf, singleChoice, Table, trueFalse } from './game-for-tests.ts'
import { playerView } from './player-view.ts'
import { ownResult, sharedPhase, sharedResult } from './shared-view.ts'
import type { GameSettings } from './types.ts'

/** Three players, the first of two questions open. */
function playing(changed: Partial<GameSettings> = {}): Table {
  const game = new Table(setupOf([[singleChoice(), trueFalse()]], { seconds: 10, ...changed }))
  for (const id of ['a', 'b', 'c']) game.join(id)
  game.toQuestion()
  return game
}

describe('phones', () => {
  it('show the options without their text where the host wants it so', () => {
    const game = playing({ questionOnPhones: false })
    expect(playerView(game.state, 'a')?.screen).toMatchObject({
      question: { shown: null },
      type: 'single_choice',
      optionIds: ['a', 'b', 'c', 'd'],
    })
    expect(JSON.stringify(playerView(game.state, 'a'))).not.toContain('Option')
  })

  it('show at the reveal what the answer was worth, one’s standing and the top', () => {
    const game = playing()
    const right = rightAnswer(game.state.setup, 0)
    game.right('a', 0)
    game.wait(5_000)
    game.right('b', 0)
    game.tell({ name: 'reveal' })
    expect(playerView(game.state, 'b')).toMatchObject({
      me: { score: 750, streak: 1, rank: 2, gap: 250 },
      screen: { name: 'revealed', given: right, correct: true, points: 750 },
      top: [{ nickname: 'Player a' }, { nickname: 'Player b' }, { nickname: 'Player c' }],
    })
    expect(playerView(game.state, 'c')?.screen).toMatchObject({
      given: null,
      correct: false,
      points: 0,
    })
  })

  it('stay at the result while the big screen shows the leaderboard', () => {
    const game = playing()
    game.right('a', 0)
    game.tell({ name: 'reveal' })
    const result = playerView(game.state, 'a')
    game.tell({ name: 'leaderboard' })
    expect(playerView(game.state, 'a')).toEqual({ ...result, version: game.state.version })
  })
})

describe('what is the same on all phones', () => {
  it('is their screen from the lobby to the close, and from the reveal on the result', () => {
    const game = new Table(setupOf([[singleChoice()], [trueFalse()]]))
    game.join('a')
    const seen: string[] = []
    for (;;) {
      const { phase } = game.state
      const shared = sharedPhase(game.state)?.name ?? null
      const result = sharedResult(game.state)?.screen.name ?? null
      const own = ownResult(game.state, 'a') === null ? null : 'own'
      seen.push(`${phase.name}: ${shared} ${result} ${own}`)
      if (phase.name === 'finished' || phase.name === 'leaderboard') break
      if (phase.name === 'question_open') game.now = phase.opensAt
      game.next()
    }
    game.tell({ name: 'finish' })
    expect(seen).toEqual([
      'lobby: lobby null null',
      'round: round null null',
      'question_open: question_open null null',
      'question_closed: question_closed null null',
      'revealed: null revealed own',
      'leaderboard: null revealed own',
    ])
    expect(sharedPhase(game.state)).toBeNull()
    expect(sharedResult(game.state)).toBeNull()
  })

  it('has no part for who is not in', () => {
    const game = playing()
    game.tell({ name: 'reveal' })
    game.tell({ name: 'kick', playerId: 'b' })
    expect(ownResult(game.state, 'a')).not.toBeNull()
    expect(ownResult(game.state, 'b')).toBeNull()
    expect(ownResult(game.state, 'stranger')).toBeNull()
  })
})

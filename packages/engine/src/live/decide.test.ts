import { describe, expect, it } from 'vitest'
import {
  multipleChoice,
  numeric,
  rightAnswer,
  setupOf,
  singleChoice,
  Table,
  trueFalse,
} from './game-for-tests.ts'
import { hostView, screenView } from './stage-view.ts'
import { playerView } from './player-view.ts'
import type { GameSettings, LiveContent } from './types.ts'

const quiz = [singleChoice(), trueFalse(), multipleChoice(), numeric()]

function table(
  changed: Partial<GameSettings> = {},
  contents: readonly LiveContent[] = quiz,
): Table {
  return new Table(setupOf([contents], changed))
}

/** Three players, the first question open. */
function playing(changed: Partial<GameSettings> = {}): Table {
  const game = table(changed)
  for (const id of ['a', 'b', 'c']) game.join(id)
  game.toQuestion()
  return game
}

describe('the course of a game', () => {
  it('goes from the lobby through each question to the end, one `next` at a time', () => {
    const game = table({}, [singleChoice(), trueFalse()])
    game.join('a')
    const phases = [game.state.phase.name]
    while (game.state.phase.name !== 'finished') {
      if (game.state.phase.name === 'question_open') game.now = game.state.phase.opensAt
      expect(game.next()).toBeNull()
      phases.push(game.state.phase.name)
    }
    expect(phases).toEqual([
      'lobby',
      ...['question_open', 'question_closed', 'revealed', 'leaderboard'],
      ...['question_open', 'question_closed', 'revealed', 'finished'],
    ])
  })

  it('announces rounds where the quiz has several', () => {
    const game = new Table(setupOf([[singleChoice()], [trueFalse(), numeric()]]))
    const rounds: string[] = []
    while (game.state.phase.name !== 'finished') {
      const { screen } = screenView(game.state)
      if (screen.name === 'round') rounds.push(`${screen.title}: ${screen.questions}`)
      game.next()
      if (game.state.phase.name === 'question_open') game.now = game.state.phase.opensAt
    }
    expect(rounds).toEqual(['Round 1: 1', 'Round 2: 2'])
  })

  it('shows a question for the preview, then takes answers for its seconds', () => {
    const game = table({ previewSeconds: 3, seconds: 10 })
    game.join('a')
    game.next()
    expect(game.state.phase).toMatchObject({
      opensAt: game.now + 3_000,
      closesAt: game.now + 13_000,
    })
  })

  it('skips the preview at `next`, and the time left at the second', () => {
    const game = table()
    game.join('a')
    game.next()
    game.wait(1_000)
    game.next()
    expect(game.state.phase).toMatchObject({ opensAt: game.now, closesAt: game.now + 20_000 })
    game.next()
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes a question half a second after its time, not before', () => {
    const game = playing({ seconds: 10 })
    game.wait(10_499)
    expect(game.state.phase.name).toBe('question_open')
    game.wait(1)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes a question as soon as everybody has answered', () => {
    const game = playing()
    game.right('a', 0)
    game.wrong('b', 0)
    expect(game.state.phase.name).toBe('question_open')
    game.right('c', 0)
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('closes a question when the only one still to answer is removed', () => {
    const game = playing()
    game.right('a', 0)
    game.right('b', 0)
    game.tell({ name: 'kick', playerId: 'c' })
    expect(game.state.phase.name).toBe('question_closed')
  })

  it('stays open when the only player is removed: others may come', () => {
    const game = table()
    game.join('a')
    game.toQuestion()
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.state.phase.name).toBe('question_open')
  })

  it('waits for the host where there is no timer', () => {
    const game = playing({ seconds: null })
    game.wait(3_600_000)
    expect(game.state.phase.name).toBe('question_open')
    expect(game.right('a', 0)).toBeNull()
  })

  it('tells the host what Space does', () => {
    const game = table({}, [singleChoice()])
    const told = [hostView(game.state).next]
    game.toQuestion()
    told.push(hostView(game.state).next)
    while (game.state.phase.name !== 'finished') {
      game.next()
      told.push(hostView(game.state).next)
    }
    expect(told).toEqual(['next', 'close', 'reveal', 'finish', null])
  })

  it('refuses what does not fit the moment', () => {
    const game = table()
    for (const name of ['close', 'reveal', 'leaderboard', 'pause', 'resume'] as const)
      expect(game.tell({ name })).toBe('not_now')
    expect(game.tell({ name: 'extend', seconds: 10 })).toBe('not_now')
    game.tell({ name: 'finish' })
    expect(game.next()).toBe('game_finished')
    expect(game.join('late')).toBe('game_finished')
  })
})

describe('pausing', () => {
  it('stops the clock: what was left is left when it goes on', () => {
    const game = playing({ seconds: 10 })
    game.wait(4_000)
    game.tell({ name: 'pause' })
    game.wait(60_000)
    expect(game.right('a', 0)).toBe('not_now')
    expect(screenView(game.state).screen).toMatchObject({
      question: { paused: true, left: { untilOpen: -4_000, untilClose: 6_000 } },
    })
    game.tell({ name: 'resume' })
    expect(game.state.phase).toMatchObject({ closesAt: game.now + 6_000 })
    game.right('a', 0)
    expect(game.state.answers[0]?.get('a')).toMatchObject({ latencyMs: 4_000, points: 800 })
  })

  it('during the preview keeps the rest of the preview', () => {
    const game = table({ previewSeconds: 5, seconds: 10 })
    game.next()
    game.wait(2_000)
    game.tell({ name: 'pause' })
    game.wait(9_000)
    game.next()
    expect(game.state.phase).toMatchObject({
      opensAt: game.now + 3_000,
      closesAt: game.now + 13_000,
    })
  })

  it('allows more time meanwhile', () => {
    const game = playing({ seconds: 10 })
    game.tell({ name: 'pause' })
    game.tell({ name: 'extend', seconds: 10 })
    game.wait(5_000)
    game.tell({ name: 'resume' })
    expect(game.state.phase).toMatchObject({ closesAt: game.now + 20_000 })
  })
})

describe('more time', () => {
  it('moves the deadline and nobody’s points', () => {
    const game = playing({ seconds: 10 })
    game.right('a', 0)
    game.tell({ name: 'extend', seconds: 10 })
    game.wait(15_000)
    expect(game.right('b', 0)).toBeNull()
    expect(game.state.answers[0]?.get('a')?.points).toBe(1_000)
    expect(game.state.answers[0]?.get('b')?.points).toBe(500)
  })
})

describe('an answer', () => {
  it('is refused before the question opens', () => {
    const game = table()
    game.join('a')
    game.next()
    expect(game.right('a', 0)).toBe('not_open_yet')
  })

  it('counts until half a second after the deadline, for everybody the same', () => {
    const game = playing({ seconds: 10 })
    game.now += 10_500
    expect(game.right('a', 0)).toBeNull()
    game.now += 1
    expect(game.right('b', 0)).toBe('too_late')
  })

  it('is refused once the question is closed, and for any other question', () => {
    const game = playing()
    expect(game.right('a', 1)).toBe('another_question')
    game.tell({ name: 'close' })
    expect(game.right('a', 0)).toBe('too_late')
    game.toQuestion()
    expect(game.right('a', 0)).toBe('another_question')
    expect(game.right('a', 99 % 4)).toBe('another_question')
  })

  it('counts once: the same one again is fine, another is refused', () => {
    const game = playing()
    const right = rightAnswer(game.state.setup, 0)
    expect(game.answer('a', 0, right, 'first')).toBeNull()
    const { version } = game.state
    expect(game.answer('a', 0, right, 'first')).toBeNull()
    expect(game.wrong('a', 0)).toBe('already_answered')
    expect(game.state.version).toBe(version)
  })

  it('sent again after the close is still the one that was received', () => {
    const game = playing()
    game.answer('a', 0, rightAnswer(game.state.setup, 0), 'first')
    game.tell({ name: 'close' })
    expect(game.answer('a', 0, rightAnswer(game.state.setup, 0), 'first')).toBeNull()
  })

  it('with the id of an earlier one is refused', () => {
    const game = playing()
    game.answer('a', 0, rightAnswer(game.state.setup, 0), 'same')
    game.tell({ name: 'close' })
    game.next()
    game.toQuestion()
    expect(game.answer('a', 1, rightAnswer(game.state.setup, 1), 'same')).toBe('already_answered')
  })

  it('is refused where it is for another type of question or names what is not offered', () => {
    const game = playing()
    expect(game.answer('a', 0, { type: 'true_false', truth: true })).toBe('wrong_type')
    expect(game.answer('a', 0, { type: 'short_text', text: 'a' })).toBe('wrong_type')
    expect(game.answer('a', 0, { type: 'single_choice', choice: 'zz' })).toBe('wrong_type')
    game.tell({ name: 'close' })
    game.toQuestion()
    game.tell({ name: 'close' })
    game.toQuestion()
    const twice = ['a', 'a']
    expect(game.answer('a', 2, { type: 'multiple_choice', choices: twice })).toBe('wrong_type')
    game.tell({ name: 'close' })
    game.toQuestion()
    expect(game.answer('a', 3, { type: 'numeric', value: 42, unit: 'km' })).toBe('wrong_type')
  })

  it('is refused from strangers and from those removed', () => {
    const game = playing()
    expect(game.right('stranger', 0)).toBe('unknown_player')
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.right('a', 0)).toBe('removed')
  })

  it('is accepted when it is said again, even from somebody removed since: it is stored', () => {
    const game = playing()
    expect(game.right('a', 0)).toBeNull()
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.right('a', 0)).toBeNull()
  })
})

describe('points', () => {
  it('fall with time from 1000 to 500 by speed', () => {
    const game = playing({ seconds: 10 })
    game.right('a', 0)
    game.wait(5_000)
    game.right('b', 0)
    game.wait(5_400)
    game.right('c', 0)
    const points = ['a', 'b', 'c'].map((id) => game.state.answers[0]?.get(id)?.points)
    expect(points).toEqual([1_000, 750, 500])
  })

  it('are 1000 for any right answer by accuracy', () => {
    const game = playing({ scoring: 'accuracy', seconds: 10 })
    game.wait(9_000)
    game.right('a', 0)
    game.wrong('b', 0)
    expect(game.state.answers[0]?.get('a')?.points).toBe(1_000)
    expect(game.state.answers[0]?.get('b')?.points).toBe(0)
  })

  it('are shared out for answers that are partly right', () => {
    const game = new Table(setupOf([[multipleChoice()]], { scoring: 'accuracy' }))
    game.join('a')
    game.join('b')
    game.toQuestion()
    const right = rightAnswer(game.state.setup, 0)
    if (right.type !== 'multiple_choice') throw new Error('the question is a multiple choice')
    game.answer('a', 0, { ...right, choices: right.choices.slice(0, 1) })
    expect(game.state.answers[0]?.get('a')).toMatchObject({ score: 0.5, points: 500 })
  })

  it('reach a player’s score at the reveal, not before', () => {
    const game = playing()
    for (const id of ['a', 'b', 'c']) game.right(id, 0)
    expect(game.player('a').score).toBe(0)
    expect(playerView(game.state, 'a')?.me).toMatchObject({ score: 0, streak: 0 })
    game.next()
    expect(game.player('a')).toMatchObject({ score: 1_000, streak: 1 })
  })

  it('of answers received count even where the game is ended in mid-question', () => {
    const game = playing()
    game.right('a', 0)
    game.tell({ name: 'finish' })
    expect(game.state.phase.name).toBe('finished')
    expect(game.player('a').score).toBe(1_000)
  })

  it('in a row make a streak that a wrong or missing answer ends', () => {
    const game = playing()
    const play = (question: number, streaks: number[], ...who: ('right' | 'wrong' | 'none')[]) => {
      const ids = ['a', 'b', 'c']
      who.forEach((how, index) => {
        if (how !== 'none') game[how](ids[index] ?? '', question)
      })
      while (game.state.phase.name !== 'revealed') game.next()
      expect(ids.map((id) => game.player(id).streak)).toEqual(streaks)
      game.next()
      game.toQuestion()
    }
    play(0, [1, 1, 0], 'right', 'right', 'none')
    play(1, [2, 0, 1], 'right', 'wrong', 'right')
    play(2, [3, 0, 0], 'right', 'none', 'wrong')
  })
})

describe('the leaderboard', () => {
  it('ranks equals equally and tells who moved', () => {
    const game = playing({ seconds: 10 })
    game.right('a', 0)
    game.right('b', 0)
    game.wrong('c', 0)
    game.next()
    expect(
      screenView(game.state).leaderboard.map((row) => [row.playerId, row.rank, row.moved]),
    ).toEqual([
      ['a', 1, 0],
      ['b', 1, 0],
      ['c', 3, 0],
    ])
    game.next()
    game.toQuestion()
    game.wrong('a', 1)
    game.wait(1_000)
    game.right('b', 1)
    game.right('c', 1)
    game.next()
    expect(
      screenView(game.state).leaderboard.map((row) => [row.playerId, row.rank, row.moved]),
    ).toEqual([
      ['b', 1, 0],
      ['a', 2, -1],
      ['c', 3, 0],
    ])
    expect(playerView(game.state, 'c')?.me).toMatchObject({ rank: 3, gap: 50 })
    expect(playerView(game.state, 'b')?.me).toMatchObject({ rank: 1, gap: null })
  })

  it('leaves out who was removed', () => {
    const game = playing()
    for (const id of ['a', 'b', 'c']) game.right(id, 0)
    game.next()
    game.tell({ name: 'ban', playerId: 'a' })
    expect(screenView(game.state).leaderboard.map((row) => row.playerId)).toEqual(['b', 'c'])
    expect(screenView(game.state)).toMatchObject({ playerCount: 2, answered: 2 })
    expect(playerView(game.state, 'a')).toBeNull()
  })
})

describe('joining', () => {
  it('twice with one id is joining once', () => {
    const game = table()
    game.join('a', 'Ann')
    expect(game.join('a', 'Somebody else')).toBeNull()
    expect(game.state.playerCount).toBe(1)
    expect(game.player('a').nickname).toBe('Ann')
  })

  it('is refused with a nickname that looks like one in the game', () => {
    const game = table()
    game.join('a', 'Ann')
    expect(game.join('b', 'ΑΝΝ')).toBe('nickname_taken')
    expect(game.join('b', '\u200b')).toBe('nickname_unfit')
    expect(game.join('b', 'Bob')).toBeNull()
  })

  it('is refused to newcomers of a locked game, not to who is in', () => {
    const game = table()
    game.join('a')
    game.tell({ name: 'lock' })
    expect(game.join('b')).toBe('game_locked')
    expect(game.join('a')).toBeNull()
    game.tell({ name: 'unlock' })
    expect(game.join('b')).toBeNull()
  })

  it('is refused to the 5,001st', () => {
    const game = table()
    for (let count = 0; count < 5_000; count++)
      expect(game.join(`p${count}`, `N ${count.toString(2).replaceAll('0', 'x')}`)).toBeNull()
    expect(game.join('one more', 'Last')).toBe('game_full')
  })

  it('in mid-game starts with no points, behind those who have some', () => {
    const game = playing()
    game.right('a', 0)
    game.tell({ name: 'reveal' })
    game.join('late', 'Late')
    expect(playerView(game.state, 'late')?.me).toMatchObject({ score: 0, rank: 2, gap: 1_000 })
  })

  it('draws a name where names are drawn, whatever was typed', () => {
    const game = table({ generatedNames: true })
    game.join('a', 'Rude')
    expect(game.player('a').nickname).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    game.join('b', 'Curious Otter')
    expect(game.player('b').nickname).toBe('Curious Otter')
    game.join('c', 'Curious Otter')
    expect(game.player('c').nickname).not.toBe('Curious Otter')
  })
})

describe('removing', () => {
  it('lets a kicked player come back with their score', () => {
    const game = playing()
    game.right('a', 0)
    game.tell({ name: 'reveal' })
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.join('a', 'Ann again')).toBeNull()
    expect(game.player('a')).toMatchObject({ status: 'in', nickname: 'Ann again', score: 1_000 })
    expect(screenView(game.state)).toMatchObject({ playerCount: 3, answered: 1 })
    expect(playerView(game.state, 'a')?.me.rank).toBe(1)
  })

  it('of all leaves nobody’s rank as it was: those who come back are counted again', () => {
    const game = playing()
    game.right('a', 0)
    game.tell({ name: 'reveal' })
    for (const playerId of ['a', 'b', 'c']) game.tell({ name: 'kick', playerId })
    for (const id of ['b', 'a']) game.join(id)
    expect(playerView(game.state, 'a')?.me).toMatchObject({ rank: 1, gap: null })
    expect(playerView(game.state, 'b')?.me).toMatchObject({ rank: 2, gap: 1_000 })
  })

  it('frees a kicked player’s nickname', () => {
    const game = table()
    game.join('a', 'Ann')
    game.tell({ name: 'kick', playerId: 'a' })
    expect(game.join('b', 'Ann')).toBeNull()
    expect(game.join('a', 'Ann')).toBe('nickname_taken')
  })

  it('keeps a banned player out, and everybody else from their nickname', () => {
    const game = table()
    game.join('a', 'Ann')
    game.tell({ name: 'ban', playerId: 'a' })
    expect(game.join('a', 'Other')).toBe('removed')
    expect(game.join('b', 'Ann')).toBe('nickname_taken')
  })

  it('of somebody unknown is refused', () => {
    expect(table().tell({ name: 'kick', playerId: 'nobody' })).toBe('unknown_player')
  })
})

import { rightAnswer, singleChoice } from '@quizmentor/engine/live/game-for-tests'
import { playerView } from '@quizmentor/engine/live/player-view'
import { describe, expect, test } from 'vitest'
import { answer, Hall, type HallGame } from './test-hall.ts'
import type { HeldWire } from './test-wire.ts'

/** Forgets what came out of the wires until now. */
function forget(wires: readonly HeldWire[]): void {
  for (const wire of wires) wire.frames.length = 0
}

const kinds = (wire: HeldWire) => wire.heard.map(({ t }) => t)

/** Whoever holds these wires answers the open question. */
async function answerAll(game: HallGame, wires: readonly HeldWire[]): Promise<void> {
  const { state } = game.room
  if (state.phase.name !== 'question_open') throw new Error('no question is open')
  const { question } = state.phase
  for (const wire of wires) wire.say(answer(question, rightAnswer(state.setup, question)))
  await game.hall.time.settle()
}

describe('an ordinary question', () => {
  test('costs a player three frames, whether they answer it or not', async () => {
    const hall = new Hall()
    const game = await hall.game([[singleChoice(), singleChoice(), singleChoice()]])
    const { wires } = await game.crowd(40)
    const idle = wires.slice(0, 10)
    for (let question = 0; question < 3; question++) {
      forget(wires)
      await game.lead({ name: 'next' })
      await answerAll(game, wires.slice(10))
      await game.lead({ name: 'close' })
      await game.lead({ name: 'reveal' })
      await game.lead({ name: 'leaderboard' })
      await hall.time.advance(3_000)
      for (const wire of wires)
        expect(kinds(wire)).toEqual(['phase', idle.includes(wire) ? 'phase' : 'accepted', 'view'])
    }
  })

  test('that all have answered closes without a word to their phones', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(5)
    await game.lead({ name: 'next' })
    await answerAll(game, wires)
    expect(game.room.state.phase.name).toBe('question_closed')
    for (const wire of wires) expect(kinds(wire).slice(-2)).toEqual(['phase', 'accepted'])
  })

  test('is the same bytes for all players, encoded once', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(200)
    await game.lead({ name: 'next' })
    const frames = new Set(wires.map((wire) => wire.frames.at(-1)))
    expect(frames.size).toBe(1)
    expect(Buffer.isBuffer([...frames][0])).toBe(true)
  })

  test('with extra time is a view of their own to who has it, and to nobody else', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires, players } = await game.crowd(3)
    const [ann, ...others] = wires
    forget(wires)
    await game.lead({ name: 'give_time', playerId: players[0]?.id ?? '', factor: 2 })
    await game.lead({ name: 'next' })
    const deadline = ({ heard }: HeldWire) => {
      const [last] = heard.slice(-1)
      const screen = last?.t === 'view' ? last.view.screen : last?.t === 'phase' && last.screen
      return screen && screen.name === 'question_open' ? screen.question.closesAt : null
    }
    if (ann === undefined) throw new Error('nobody has extra time')
    expect(kinds(ann)).toEqual(['view', 'view'])
    for (const other of others) {
      expect(kinds(other)).toEqual(['phase'])
      expect((deadline(ann) ?? 0) - (deadline(other) ?? 0)).toBe(20_000)
      expect(JSON.stringify(other.heard)).not.toContain('extra')
    }
  })
})

describe('players', () => {
  test('are told nothing of joins, answers, locks and the leaderboard', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(3)
    const [quiet, ...others] = wires
    await game.lead({ name: 'next' })
    forget(wires)
    await answerAll(game, others)
    await game.join('Late')
    await game.lead({ name: 'lock' })
    await hall.time.advance(5_000)
    expect(quiet?.frames).toEqual([])
    await game.lead({ name: 'close' })
    await game.lead({ name: 'reveal' })
    forget(wires)
    await game.lead({ name: 'leaderboard' })
    expect(wires.flatMap((wire) => wire.frames)).toEqual([])
  })

  test('who come in while the leaderboard is shown see the result', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { players, wires } = await game.crowd(2)
    await game.lead({ name: 'next' })
    await answerAll(game, wires)
    await game.lead({ name: 'reveal' })
    await game.lead({ name: 'leaderboard' })
    const [player] = players
    if (player === undefined) throw new Error('nobody has joined')
    const again = game.connect(player)
    await hall.time.settle()
    expect(again.heard.at(-1)).toMatchObject({
      t: 'view',
      view: { screen: { name: 'revealed', correct: true }, me: { id: player.id } },
    })
  })

  test('see in a result, put together from what all share, just what their view is', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { players, wires } = await game.crowd(20)
    await game.lead({ name: 'next' })
    await answerAll(game, wires.slice(0, 7))
    await game.lead({ name: 'close' })
    await game.lead({ name: 'reveal' })
    for (const [index, { id }] of players.entries()) {
      const [last] = wires[index]?.heard.slice(-1) ?? []
      expect(last?.t === 'view' && last.view).toEqual(playerView(game.room.state, id))
    }
  })
})

describe('counters', () => {
  test('reach host and screen at most five times a second, and end with all that came', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const stage = [game.host(), game.screen()]
    const { wires } = await game.crowd(200)
    await game.lead({ name: 'next' })
    await hall.time.advance(1_000)
    forget(stage)
    // An answer every 10 ms, for two seconds; the last one is missing.
    for (const wire of wires.slice(0, -1)) {
      await answerAll(game, [wire])
      await hall.time.advance(10)
    }
    await hall.time.advance(200)
    const { version } = game.room.state
    for (const wire of stage) {
      const counts = wire.heard.filter(({ t }) => t === 'counts')
      expect(counts.length).toBeGreaterThan(5)
      expect(counts.length).toBeLessThanOrEqual(11)
      expect(counts.at(-1)).toMatchObject({ version, answered: 199, playerCount: 200 })
    }
    expect(wires.flatMap(kinds)).not.toContain('counts')
  })

  test('name who joined since the last, each once', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const screen = game.screen()
    await hall.time.settle()
    forget([screen])
    await game.join('Ann')
    await game.join('Bob')
    await hall.time.advance(200)
    await game.join('Cy')
    await hall.time.advance(200)
    const joined = screen.heard.map((message) => message.t === 'counts' && message.joined)
    expect(joined).toMatchObject([[{ nickname: 'Ann' }, { nickname: 'Bob' }], [{ nickname: 'Cy' }]])
  })
})

describe('how long those with extra time may still answer', () => {
  test('is shown to host and screen anew when the last of them has answered, or comes back', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const stage = [game.host(), game.screen()]
    const { players, wires } = await game.crowd(3)
    const [ann, bob] = wires
    const playerId = players[0]?.id ?? ''
    if (ann === undefined || bob === undefined) throw new Error('nobody is there')
    await game.lead({ name: 'give_time', playerId, factor: 2 })
    await game.lead({ name: 'next' })
    const shown = () =>
      stage.map(({ heard }) => {
        const last = heard.findLast(({ t }) => t === 'view')
        const screen = last?.t === 'view' ? last.view.screen : null
        if (screen?.name !== 'question_open' || !('extraUntil' in screen.question)) return null
        const { extraUntil, closesAt } = screen.question
        return extraUntil === null ? 0 : extraUntil - (closesAt ?? 0)
      })
    expect(shown()).toEqual([20_000, 20_000])

    forget(stage)
    await answerAll(game, [bob])
    await hall.time.advance(1_000)
    expect(stage.flatMap(kinds)).toContain('counts')
    expect(stage.flatMap(kinds)).not.toContain('view')
    await answerAll(game, [ann])
    expect(shown()).toEqual([0, 0])

    await game.lead({ name: 'close' })
    await game.lead({ name: 'reveal' })
    await game.lead({ name: 'kick', playerId })
    await game.lead({ name: 'leaderboard' })
    await game.lead({ name: 'next' })
    expect(shown()).toEqual([0, 0])
    await game.join('Ann again', players[0])
    expect(shown()).toEqual([20_000, 20_000])
  })
})

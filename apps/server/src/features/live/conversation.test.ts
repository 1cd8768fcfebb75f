import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { describe, expect, test } from 'vitest'
import { answer, Hall, hello, type HallGame } from './test-hall.ts'
import type { HeldWire } from './test-wire.ts'

/** A player in a game whose first question is open. */
async function inQuestion(): Promise<{ hall: Hall; game: HallGame; wire: HeldWire }> {
  const hall = new Hall()
  const game = await hall.game()
  const { wires } = await game.crowd(2)
  await game.lead({ name: 'next' })
  const [wire] = wires
  if (wire === undefined) throw new Error('nobody is there')
  wire.frames.length = 0
  return { hall, game, wire }
}

describe('too much of one kind', () => {
  test('is refused, naming the message, and leaves room for another kind', async () => {
    const { hall, game, wire } = await inQuestion()
    for (let n = 0; n < 100; n++) wire.say({ t: 'ping', n })
    expect(wire.heard.filter(({ t }) => t === 'pong')).toHaveLength(20)
    const right = answer(0, rightAnswer(game.room.state.setup, 0))
    wire.say(right)
    await hall.time.settle()
    expect(wire.heard.at(-1)).toEqual({ t: 'accepted', id: right.id })

    const many = Array.from({ length: 40 }, () => answer(0, { type: 'true_false', truth: true }))
    wire.frames.length = 0
    for (const each of many) wire.say(each)
    await hall.time.settle()
    const refused = wire.heard.flatMap((message) =>
      message.t === 'refused' && message.reason === 'too_many' ? [message.id] : [],
    )
    expect(refused).toEqual(many.slice(19).map(({ id }) => id))
  })

  test('is forgiven as time goes by', async () => {
    const { hall, wire } = await inQuestion()
    for (let minute = 0; minute < 5; minute++) {
      for (let n = 0; n < 300; n++) wire.say({ t: 'ping', n })
      await hall.time.advance(1_000)
      expect(wire.closedWith).toBeNull()
      await hall.time.advance(60_000)
    }
    wire.frames.length = 0
    wire.say({ t: 'ping', n: 1 })
    expect(wire.heard).toMatchObject([{ t: 'pong', n: 1 }])
  })

  test('and no end of it closes the connection with 4006', async () => {
    const { wire } = await inQuestion()
    for (let n = 0; n < 330; n++) wire.say({ t: 'ping', n })
    expect(wire.closedWith).toBe(4006)
  })

  test.each([
    ['pongs that nobody asked for', (wire: HeldWire) => wire.pong('unasked')],
    ['pings of the protocol', (wire: HeldWire) => wire.protocolPing()],
  ])('%s: count as well', async (_, send) => {
    const { wire } = await inQuestion()
    for (let count = 0; count < 330; count++) send(wire)
    expect(wire.closedWith).toBe(4006)
  })

  test('pongs that were asked for never count', async () => {
    const { hall, wire } = await inQuestion()
    await hall.time.advance(400 * 15_300)
    expect(wire.pings.length).toBeGreaterThanOrEqual(400)
    expect(wire.heard.map(({ t }) => t)).not.toContain('refused')
    expect(wire.isOpen).toBe(true)
  })
})

describe('a hello', () => {
  test('of another version is told so, with 4008', async () => {
    const hall = new Hall()
    for (const said of [
      { t: 'hello', version: 2, as: { role: 'player', badge: 'something new' } },
      { t: 'hello', version: 0 },
    ]) {
      const wire = hall.connect()
      wire.sayText(JSON.stringify(said))
      expect(wire.closedWith).toBe(4008)
    }
  })

  test('said a second time ends the connection with 4004, even before the first is answered', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { token } = await game.join('Ann')
    const wire = game.connect({ id: '', token })
    wire.say(hello({ role: 'player', gameId: game.id, token }))
    expect(wire.closedWith).toBe(4004)
    await hall.time.settle()
    expect(wire.frames).toEqual([])
    expect(game.room.audience.size).toBe(0)
  })

  test('that does not come within five seconds is not waited for: whoever is slow comes back', async () => {
    const hall = new Hall()
    const wire = hall.connect()
    await hall.time.advance(4_900)
    expect(wire.closedWith).toBeNull()
    await hall.time.advance(400)
    expect(wire.closedWith).toBe(1012)
  })

  test.each(['[', '{"t":', '{"t":"answer","given":'])(
    'or anything else nested a thousand times closes its own connection: %s',
    async (opening) => {
      const { hall, game, wire } = await inQuestion()
      wire.sayText(opening.repeat(4_096 / opening.length))
      expect(wire.closedWith).toBe(4004)
      const deep = '['.repeat(1_500) + ']'.repeat(1_500)
      const [again] = (await game.crowd(1)).wires
      again?.sayText(`{"t":"answer","id":"${game.id}","question":0,"given":${deep}}`)
      expect(again?.closedWith).toBe(4004)
      expect(hall.logged).toEqual([])
    },
  )
})

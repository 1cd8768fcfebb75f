import { rightAnswer } from '@quizmentor/engine/live/game-for-tests'
import { describe, expect, test } from 'vitest'
import { answer, Hall } from './test-hall.ts'
import type { HeldWire } from './test-wire.ts'

const closed = (wires: readonly HeldWire[]) => wires.filter((wire) => !wire.isOpen).length

describe('a drain', () => {
  test('asks five thousand to come back, each once, over five seconds', async () => {
    const hall = new Hall()
    const wires = Array.from({ length: 5_000 }, () => hall.connect())
    const drained = hall.connections.drain()
    for (let second = 0; second < 5; second++) {
      expect(closed(wires)).toBeGreaterThanOrEqual(second * 1_000)
      expect(closed(wires)).toBeLessThanOrEqual(second * 1_000 + 100)
      await hall.time.advance(1_000)
    }
    await drained
    for (const wire of wires) expect(wire.closedWith).toBe(1012)
  })

  test('of ten thousand takes no longer, and of a few or none no time at all', async () => {
    const many = new Hall()
    const wires = Array.from({ length: 10_000 }, () => many.connect())
    const drained = many.connections.drain()
    await many.time.advance(5_000)
    await drained
    expect(closed(wires)).toBe(10_000)

    const hall = new Hall()
    const few = Array.from({ length: 20 }, () => hall.connect())
    await hall.connections.drain()
    expect(closed(few)).toBe(20)
    await new Hall().connections.drain()
  })

  test('closes who has asked something only once it is answered, and listens to no more', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(2)
    await game.lead({ name: 'next' })
    const [busy, idle] = wires
    if (busy === undefined || idle === undefined) throw new Error('nobody is there')
    const { promise, resolve: commit } = Promise.withResolvers<void>()
    hall.store.commit = promise
    const right = rightAnswer(game.room.state.setup, 0)
    const [first, second] = [answer(0, right), answer(0, right)]
    busy.say(first)
    const drained = hall.connections.drain()
    await hall.time.advance(1_000)
    busy.say(second)
    expect(idle.closedWith).toBe(1012)
    expect(busy.closedWith).toBeNull()
    commit()
    await hall.time.settle()
    expect(busy.heard.at(-1)).toEqual({ t: 'accepted', id: first.id })
    expect(busy.closedWith).toBe(1012)
    await hall.time.advance(1_000)
    await drained
    expect(game.room.state.answered).toBe(1)
  })

  test('does not wait for ever for a commit that hangs', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(1)
    await game.lead({ name: 'next' })
    hall.store.commit = new Promise(() => {})
    wires[0]?.say(answer(0, rightAnswer(game.room.state.setup, 0)))
    const drained = hall.connections.drain()
    await hall.time.advance(5_100)
    await drained
    expect(wires[0]?.closedWith).toBe(1012)
  })

  test('sends away who comes in nevertheless', async () => {
    const hall = new Hall()
    await hall.connections.drain()
    expect(hall.connect().closedWith).toBe(1012)
  })
})

describe('a hall of five thousand behind one address', () => {
  test('may come back all at once, again and again', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const address = '203.0.113.9'
    const { players, wires } = await game.crowd(5_000)
    let open = wires
    for (let times = 0; times < 2; times++) {
      for (const wire of open) wire.leave()
      expect(game.room.audience.size).toBe(0)
      for (const _ of players) expect(hall.connections.limit(address)).toBe(0)
      open = players.map((player) => game.connect(player, address))
      await hall.time.settle()
      expect(game.room.audience.size).toBe(5_000)
      await hall.time.advance(5_000)
    }
  })

  test('comes in a few at a time, while an answer in another game is heard at once', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(2)
    await game.lead({ name: 'next' })
    const crowded = await hall.game()
    const players = (await crowded.crowd(1_000)).players
    for (const player of players) crowded.connect(player)
    const right = answer(0, rightAnswer(game.room.state.setup, 0))
    wires[0]?.say(right)
    await hall.time.turn()
    expect(wires[0]?.heard.at(-1)).toEqual({ t: 'accepted', id: right.id })
    expect(crowded.room.audience.size).toBe(1_000)
  })
})

describe('an address', () => {
  test('from which sockets are opened without a hello is refused, for so long as it is told', async () => {
    const hall = new Hall()
    for (let opened = 0; opened < 6_000; opened++) hall.connections.limit('203.0.113.9')
    const waitMs = hall.connections.limit('203.0.113.9')
    expect(waitMs).toBeGreaterThan(0)
    expect(hall.connections.limit('203.0.113.10')).toBe(0)
    await hall.time.advance(waitMs)
    expect(hall.connections.limit('203.0.113.9')).toBe(0)
  })

  test('can’t be opened without end by one player who comes back again and again', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const player = await game.join('Ann')
    let refused = 0
    for (let opened = 0; opened < 6_100; opened++) {
      if (hall.connections.limit('10.0.0.1') > 0) refused++
      else game.connect(player)
      if (opened % 100 === 0) await hall.time.settle()
    }
    expect(refused).toBeGreaterThan(50)
  })
})

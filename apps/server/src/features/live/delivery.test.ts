import { describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { Hall, type HallGame } from './test-hall.ts'
import type { HeldWire } from './test-wire.ts'

const congested = 100 * 1024
const hopeless = 2 * 1024 * 1024

/** Leads the game on until that is stored, and nobody has seen it yet. */
async function leadUnseen(game: HallGame, name: 'next' | 'close'): Promise<void> {
  const { state } = game.room
  void game.ask({ name: 'lead', id: newId(), seen: Infinity, command: { name } })
  while (game.room.state === state) await game.hall.time.turn()
}

const screens = (wire: HeldWire) =>
  wire.heard.flatMap((message) => {
    if (message.t === 'phase') return [message.screen.name]
    return message.t === 'view' ? [message.view.screen.name] : []
  })

describe('a small game', () => {
  test('does not wait for a large one that was first', async () => {
    const hall = new Hall()
    const large = await hall.game()
    const small = await hall.game()
    const crowd = await large.crowd(3_000)
    const few = await small.crowd(50)
    const seen = ({ wires }: typeof crowd) =>
      wires.filter((wire) => screens(wire).includes('question_open')).length
    await leadUnseen(large, 'next')
    await hall.time.turn()
    await leadUnseen(small, 'next')
    await hall.time.turn()
    await hall.time.turn()
    expect(seen(few)).toBe(50)
    expect(seen(crowd)).toBeLessThan(1_500)
    await hall.time.settle()
    expect(seen(crowd)).toBe(3_000)
  })
})

describe('who does not read', () => {
  test('is sent nothing until they do, and then only where the game is now', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(2)
    const [slow, quick] = wires
    if (slow === undefined || quick === undefined) throw new Error('nobody is there')
    for (const wire of wires) wire.frames.length = 0
    slow.bufferedAmount = congested
    for (const name of ['next', 'pause', 'resume', 'close', 'reveal'] as const)
      await game.lead({ name })
    await hall.time.advance(1_000)
    expect(slow.frames).toEqual([])
    expect(screens(quick)).toHaveLength(5)
    slow.bufferedAmount = 0
    await hall.time.advance(1_000)
    expect(screens(slow)).toEqual(['revealed'])
  })

  test('holds nobody else up, however many they are', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { wires } = await game.crowd(1_001)
    const slow = wires.slice(0, -1)
    for (const wire of slow) wire.bufferedAmount = congested
    await game.lead({ name: 'next' })
    await leadUnseen(game, 'close')
    await hall.time.turn()
    expect(wires.slice(-1).flatMap(screens)).toEqual(['lobby', 'question_open', 'question_closed'])
    expect(slow.filter((wire) => screens(wire).includes('question_open'))).toEqual([])
  })

  test('for ten seconds is closed with 4005, with time for that to arrive, and may come back', async () => {
    const hall = new Hall()
    const game = await hall.game()
    const { players, wires } = await game.crowd(2)
    const [slow, quick] = wires
    const [player] = players
    if (slow === undefined || player === undefined) throw new Error('nobody is there')
    slow.bufferedAmount = congested
    await hall.time.advance(9_900)
    expect(slow.closedWith).toBeNull()
    await hall.time.advance(400)
    expect(slow.closedWith).toBe(4005)
    await hall.time.advance(4_500)
    expect(slow.isTerminated).toBe(false)
    await hall.time.advance(1_000)
    expect(slow.isTerminated).toBe(true)
    expect(quick?.isOpen).toBe(true)
    const again = game.connect(player)
    await hall.time.settle()
    expect(screens(again)).toEqual(['lobby'])
  })

  test('now and then, but catches up in between, stays', async () => {
    const hall = new Hall()
    const { wires } = await (await hall.game()).crowd(1)
    const [wire] = wires
    if (wire === undefined) throw new Error('nobody is there')
    for (let times = 0; times < 5; times++) {
      wire.bufferedAmount = congested
      await hall.time.advance(7_000)
      wire.bufferedAmount = 0
      await hall.time.advance(1_000)
    }
    expect(wire.isOpen).toBe(true)
  })

  test('a megabyte is cut at once, before it takes more', async () => {
    const hall = new Hall()
    const { wires } = await (await hall.game()).crowd(1)
    const [wire] = wires
    if (wire === undefined) throw new Error('nobody is there')
    wire.frames.length = 0
    wire.bufferedAmount = hopeless
    wire.say({ t: 'ping', n: 1 })
    expect(wire.frames).toEqual([])
    expect(wire.closedWith).toBe(4005)
  })
})

describe('a fault in what is shown of one game', () => {
  test('ends the connections of that game, is logged, and no other notices', async () => {
    const hall = new Hall()
    const broken = await hall.game()
    const sound = await hall.game()
    const theirs = await broken.crowd(3)
    const stage = [broken.host(), broken.screen()]
    const others = await sound.crowd(3)
    await hall.time.settle()
    // A game that reveals a question that it doesn't have can be shown to nobody.
    const { facts, screenTokenHash, state } = broken.room
    const phase = { name: 'revealed', question: 99 } as const
    broken.room.restore({
      facts,
      screenTokenHash,
      seats: [],
      owner: null,
      commands: [],
      state: { ...state, phase },
    })
    broken.room.audience.showAll()
    await sound.lead({ name: 'next' })
    for (const wire of [...theirs.wires, ...stage]) expect(wire.closedWith).toBe(1012)
    expect(hall.logged.join()).toContain('has no question 99')
    for (const wire of others.wires) expect(screens(wire)).toEqual(['lobby', 'question_open'])
  })
})

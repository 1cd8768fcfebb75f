import type { GameEvent } from '@quizmentor/engine/live/types'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkHistory } from './check-history.ts'
import type { Game } from './game.ts'
import { Recount } from './recount.ts'
import { play } from './run.ts'
import type { StoredEvent } from './store.ts'
import { World } from './world.ts'

/** A seed in whose game a lot happens and nothing goes wrong. */
const seed = 8

describe('the checks find, in a log that was tampered with,', () => {
  let game: Game

  beforeAll(async () => {
    const world = new World({ seed })
    await play(world)
    expect(world.watch.faults).toEqual([])
    const [table] = world.tables
    if (table === undefined) throw new Error('there is no game')
    game = table.game
    expect(faultsOf(game.log.events)).toEqual([])
  })

  function faultsOf(events: readonly StoredEvent[]): string[] {
    const recount = new Recount(game.setup, events)
    const { history, log } = game
    const tampered = { history, log: { events: [...events], seats: log.seats } }
    return [...recount.faults, ...checkHistory(tampered, recount)]
  }

  /** The log with something else in the place of the first event of a name. */
  function tampered(
    name: GameEvent['name'],
    change: (stored: StoredEvent) => readonly StoredEvent[],
  ): string[] {
    const { events } = game.log
    const at = events.findIndex(({ event }) => event.name === name)
    const found = events[at]
    if (found === undefined) throw new Error(`the game has no "${name}"`)
    return faultsOf(
      events
        .toSpliced(at, 1, ...change(found))
        .map((event, index) => ({ ...event, seq: index + 1 })),
    )
  }

  test('an acknowledged answer that is not there', () => {
    expect(tampered('answered', () => [])).toContainEqual(expect.stringContaining('is lost'))
  })

  test('an answer that is there twice', () => {
    const faults = tampered('answered', (stored) => [stored, stored])
    expect(faults).toContainEqual(expect.stringContaining('is stored 2 times'))
  })

  test('an answer that nobody gave', () => {
    const faults = tampered('answered', ({ event, ...rest }) => [
      { ...rest, event: event.name === 'answered' ? { ...event, answerId: 'x' } : event },
    ])
    expect(faults).toContainEqual('nobody said the answer x')
  })

  test('points that nobody can count again', () => {
    const faults = tampered('answered', ({ event, ...rest }) => [
      { ...rest, event: event.name === 'answered' ? { ...event, points: 999 } : event },
    ])
    expect(faults).toContainEqual(expect.stringContaining('gets 999 points'))
  })

  test('a deadline that moved by itself', () => {
    const faults = tampered('question_opened', ({ event, ...rest }) => [
      { ...rest, event: event.name === 'question_opened' ? { ...event, closesAt: 1 } : event },
    ])
    expect(faults).toContainEqual(expect.stringContaining('closes at 1'))
  })

  test('a command that was carried out twice', () => {
    const faults = tampered('question_opened', (stored) => [stored, { ...stored, seq: 0 }])
    expect(faults).toContainEqual(expect.stringContaining('is carried out 2 times'))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, create } from './game.ts'
import { playerView } from './player-view.ts'
import { play, playerIds, quiz, settings, steps } from './random-game-for-tests.ts'
import { ownResult, sharedPhase, sharedResult } from './shared-view.ts'
import type { GameEvent, GameState, PlayerView } from './types.ts'
import { withPhase } from './with-phase.ts'

describe('what all players are sent alike', () => {
  it('at a reveal makes with a player’s own part that player’s view', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        play(quiz(0, set), all, ({ state }) => {
          const shared = sharedResult(state)
          const isRevealed = state.phase.name === 'revealed' || state.phase.name === 'leaderboard'
          expect(shared !== null).toBe(isRevealed)
          for (const id of playerIds) {
            const own = ownResult(state, id)
            const view = playerView(state, id)
            expect(own !== null).toBe(isRevealed && view !== null)
            if (shared === null || own === null) continue
            const screen = { ...shared.screen, ...own.screen }
            expect({ ...shared.view, me: own.me, screen }).toEqual(view)
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  it('keeps a phone on the screen that its own view would show', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const setup = quiz(0, set)
        const { log } = play(setup, all)
        const phones = new Map<string, PlayerView>()
        let state = create(setup)
        for (const event of log.slice(1)) {
          state = apply(state, event)
          for (const id of playerIds) {
            const seen = hear(phones.get(id), event, state, id)
            if (seen === null) phones.delete(id)
            else phones.set(id, seen)
            expect(phones.get(id)?.screen).toEqual(playerView(state, id)?.screen)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('holds nothing of any player: neither names nor answers, time or standing', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const setup = quiz(0, set)
        play(setup, all, ({ state }) => {
          const deserted = { ...create(setup), phase: state.phase }
          expect(sharedPhase(state)).toEqual(sharedPhase(deserted))
          expect(sharedResult(state)?.screen).toEqual(sharedResult(deserted)?.screen)
        })
      }),
      { numRuns: 60 },
    )
  })
})

/** What a phone shows after an event: what all were sent where that does, else a view of its own. */
function hear(
  seen: PlayerView | undefined,
  event: GameEvent,
  state: GameState,
  id: string,
): PlayerView | null {
  const isMine = 'playerId' in event && event.playerId === id
  if (isMine && event.name === 'answered') return seen ? received(seen, event) : null
  if (seen === undefined || isMine) return playerView(state, id)
  if ('playerId' in event || event.name === 'lock_changed') return seen
  const { version, playerCount, phase } = state
  // The result came with the reveal: at the leaderboard nothing is sent.
  if (phase.name === 'leaderboard') return seen
  const screen = sharedPhase(state)
  const isLonger = phase.name === 'question_open' && state.extraTime.has(id)
  if (screen === null || isLonger) return playerView(state, id)
  return withPhase(seen, { version, playerCount, screen })
}

/** The receipt of an answer. */
function received(
  view: PlayerView,
  { given }: Extract<GameEvent, { name: 'answered' }>,
): PlayerView {
  const { screen } = view
  return screen.name === 'question_open' ? { ...view, screen: { ...screen, given } } : view
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { deadlineOf, GRACE_MS, lastDeadline } from './deadline.ts'
import { decide } from './decide.ts'
import { apply, create } from './game.ts'
import { rightAnswer } from './game-for-tests.ts'
import { play, playerIds, quiz, settings, steps, type Step } from './random-game-for-tests.ts'
import type { GameEvent, GameState } from './types.ts'

describe('in any game with extra time', () => {
  it('nobody’s deadline moves by what other players do or get', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const setup = quiz(0, set)
        const game = play(setup, all)
        let state = create(setup)
        for (const event of game.log.slice(1)) {
          const before = state
          state = apply(state, event)
          if (state.phase.name !== 'question_open' || movesAll(event)) continue
          for (const id of playerIds)
            if (event.name !== 'extra_time_given' || event.playerId !== id)
              expect(deadlineOf(state, id)).toBe(deadlineOf(before, id))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('a question that the host leaves open closes only when nobody has time left', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        play(quiz(0, set), all, ({ state, now }, before, step) => {
          if (before.phase.name !== 'question_open' || isEndedByHost(step)) return
          if (state.phase.name === 'question_open') return
          for (const id of waitedFor(state, before.phase.question)) {
            const deadline = deadlineOf(before, id)
            expect(deadline).not.toBeNull()
            expect(now).toBeGreaterThanOrEqual((deadline ?? Infinity) + GRACE_MS)
          }
        })
      }),
      { numRuns: 150 },
    )
  })

  it('who has time left is heard, and nobody has time after the last deadline', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const setup = quiz(0, set)
        play(setup, all, ({ state, now }) => {
          const { phase } = state
          if (phase.name !== 'question_open' || phase.paused !== null || now < phase.opensAt) return
          const { question } = phase
          const last = lastDeadline(state) ?? Infinity
          for (const playerId of waitedFor(state, question)) {
            const deadline = deadlineOf(state, playerId) ?? Infinity
            expect(deadline).toBeLessThanOrEqual(last)
            const given = rightAnswer(setup, question)
            const answer = { playerId, question, given, answerId: 'never used' }
            const random = seededRandom(1)
            const decision = decide(state, { name: 'answer', ...answer }, { now, random })
            expect(decision.ok).toBe(now <= deadline + GRACE_MS)
          }
        })
      }),
      { numRuns: 150 },
    )
  })
})

/** What the host does to everybody's time. */
function movesAll({ name }: GameEvent): boolean {
  return ['question_opened', 'preview_skipped', 'resumed', 'extended'].includes(name)
}

function isEndedByHost(step: Step): boolean {
  return 'tell' in step && ['next', 'close', 'reveal', 'finish'].includes(step.tell.name)
}

/** Players who are in and have not answered. */
function waitedFor({ players, answers }: GameState, question: number): string[] {
  return Array.from(players.values())
    .filter(({ id, status }) => status === 'in' && !answers[question]?.has(id))
    .map(({ id }) => id)
}

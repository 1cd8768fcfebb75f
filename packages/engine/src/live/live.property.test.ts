import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CORRECT_FROM, score, type Given } from '../question/question.ts'
import { deadlineOf } from './deadline.ts'
import { apply, create, reduce } from './game.ts'
import { multipleChoice, numeric, setupOf, singleChoice, trueFalse } from './game-for-tests.ts'
import { PersistentMap } from './persistent-map.ts'
import { playerView } from './player-view.ts'
import { play, playerIds, quiz, settings, steps } from './random-game-for-tests.ts'
import { ownResult, sharedPhase, sharedResult } from './shared-view.ts'
import { hostView, screenView } from './stage-view.ts'
import type { GameEvent, GameSetup, GameState } from './types.ts'

const viewsOf = (state: GameState) => [
  ...playerIds.map((id) => playerView(state, id)),
  ...playerIds.map((id) => ownResult(state, id)),
  sharedPhase(state),
  sharedResult(state),
  screenView(state),
  hostView(state),
]

/** Everything that is in a state, as plain data. */
const plain = (state: GameState) =>
  JSON.stringify(state, (_, value: unknown) =>
    value instanceof PersistentMap || value instanceof Map ? [...value] : value,
  )

describe('whatever is sent, in whatever order', () => {
  it('no view before a reveal depends on the key', () => {
    // Two games alike but for the keys of what is not revealed yet must look alike to everybody.
    fc.assert(
      fc.property(settings, steps, fc.nat(15), (set, all, keys) => {
        const seen: { version: number; revealed: number; views: string }[] = []
        const game = play(quiz(0, set), all, ({ state }) => {
          const { version } = state
          seen.push({
            version,
            revealed: revealedCount(state),
            views: JSON.stringify(viewsOf(state)),
          })
        })
        for (let hidden = 0; hidden < 4; hidden++) {
          // The same log, where the questions from `hidden` on have other keys.
          const setup = withKeysOf(quiz(0, set), quiz(keys, set), hidden)
          let state = create(setup)
          const twins = new Map([[state.version, JSON.stringify(viewsOf(state))]])
          for (const event of game.log.slice(1)) {
            state = apply(state, rescored(event, setup, hidden))
            twins.set(state.version, JSON.stringify(viewsOf(state)))
          }
          for (const { version, revealed, views } of seen)
            if (revealed <= hidden) expect(twins.get(version)).toBe(views)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('the words of a solution are in no view before its reveal, nor anybody else’s answer in a phone’s', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const base = setupOf(
          [
            [singleChoice('S0'), trueFalse()],
            [multipleChoice(), numeric()],
          ],
          set,
        )
        const setup: GameSetup = {
          ...base,
          questions: base.questions.map((question, index) => ({
            ...question,
            content: { ...question.content, explanation: `why ${index}`, hints: [`hint ${index}`] },
          })),
        }
        play(setup, all, ({ state }) => {
          const revealed = revealedCount(state)
          const text = JSON.stringify(viewsOf(state))
          for (let index = revealed; index < 4; index++) expect(text).not.toContain(`why ${index}`)
          expect(text).not.toContain('hint')
          expect(text).not.toContain('originalIds')
          if (revealed === 0)
            for (const word of ['"key"', '"solution"', '"correct', '"points"'])
              expect(text).not.toContain(word)
          for (const id of playerIds) {
            const screen = playerView(state, id)?.screen
            if (screen === undefined || !('given' in screen)) continue
            expect(screen.given).toEqual(
              state.answers[screen.question.index]?.get(id)?.given ?? null,
            )
          }
        })
      }),
      { numRuns: 80 },
    )
  })

  it('each player has at most one scored answer to a question, given while it was open', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const game = play(quiz(0, set), all)
        const seen = new Set<string>()
        const ids = new Set<string>()
        let state = create(quiz(0, set))
        for (const event of game.log.slice(1)) {
          if (event.name === 'answered') {
            const one = `${event.playerId} ${event.question}`
            expect(seen.has(one)).toBe(false)
            seen.add(one)
            const id = `${event.playerId} ${event.answerId}`
            expect(ids.has(id)).toBe(false)
            ids.add(id)
            const { phase } = state
            if (phase.name !== 'question_open') throw new Error('an answer with no question open')
            expect(phase.question).toBe(event.question)
            expect(phase.paused).toBeNull()
            expect(event.at).toBeGreaterThanOrEqual(phase.opensAt)
            const deadline = deadlineOf(state, event.playerId) ?? Infinity
            expect(event.at).toBeLessThanOrEqual(deadline + 500)
            expect(state.players.get(event.playerId)?.status).toBe('in')
          }
          state = apply(state, event)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('replaying the log gives the same game', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const game = play(quiz(0, set), all)
        expect(plain(reduce(game.log))).toBe(plain(game.state))
      }),
      { numRuns: 100 },
    )
  })

  it('an event leaves the game before it as it was', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const { log } = play(quiz(0, set), all)
        const seen: { state: GameState; text: string }[] = []
        let state = create(quiz(0, set))
        for (const event of log.slice(1)) {
          seen.push({ state, text: plain(state) })
          state = apply(state, event)
        }
        for (const { state: earlier, text } of seen) expect(plain(earlier)).toBe(text)
      }),
      { numRuns: 50 },
    )
  })

  it('what is refused, or was done already, changes nothing', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const game = play(quiz(0, set), all)
        const before = plain(game.state)
        const log = game.log.length
        for (const command of [
          { name: 'time_up', question: 3 },
          {
            name: 'answer',
            playerId: 'nobody',
            answerId: 'x',
            question: 0,
            given: { type: 'true_false', truth: true },
          },
          { name: 'kick', playerId: 'nobody' },
        ] as const) {
          if (game.state.phase.name === 'question_open' && command.name === 'time_up') continue
          game.tell(command)
        }
        for (const event of [...game.log])
          if (event.name === 'answered') {
            const { name: _, at: __, latencyMs: ___, score: ____, points: _____, ...again } = event
            game.tell({ name: 'answer', ...again })
            game.tell({ name: 'answer', ...again, answerId: 'another' })
          }
        expect(game.log.length).toBe(log)
        expect(plain(game.state)).toBe(before)
      }),
      { numRuns: 100 },
    )
  })

  it('scores, streaks, ranks and counts equal a naive recount', () => {
    fc.assert(
      fc.property(settings, steps, (set, all) => {
        const setup = quiz(0, set)
        play(setup, all, (game) => {
          const { state } = game
          const revealed = game.log.flatMap((event) =>
            event.name === 'revealed' ? [event.question] : [],
          )
          const totals = naiveScores(setup, game.log)
          const scores = new Map<string, number>()
          for (const [id, player] of state.players) {
            const given = revealed.map((question) => state.answers[question]?.get(id))
            const total = totals.get(id) ?? 0
            expect(player.score).toBe(total)
            // Streaks count the reveals since the player came.
            const tail = given
              .toReversed()
              .findIndex((answer) => !answer || answer.score < CORRECT_FROM)
            expect(player.streak).toBe(tail === -1 ? given.length : tail)
            if (player.status === 'in') scores.set(id, total)
          }
          for (const [id, own] of scores) {
            const better = [...scores.values()].filter((other) => other > own)
            expect(playerView(state, id)?.me.rank).toBe(better.length + 1)
            expect(playerView(state, id)?.me.gap).toBe(
              better.length === 0 ? null : Math.min(...better) - own,
            )
          }
          expect(state.playerCount).toBe(scores.size)
          const { phase } = state
          if ('question' in phase) {
            const answers = state.answers[phase.question]
            expect(state.answered).toBe([...scores.keys()].filter((id) => answers?.has(id)).length)
          }
        })
      }),
      { numRuns: 100 },
    )
  })
})

/** Each player's score, counted from the log alone. */
function naiveScores(setup: GameSetup, log: readonly GameEvent[]): ReadonlyMap<string, number> {
  const factors = new Map<string, number>()
  const gained = new Map<string, number>()
  const scores = new Map<string, number>()
  for (const event of log) {
    if (event.name === 'extra_time_given') factors.set(event.playerId, event.factor)
    if (event.name === 'answered')
      gained.set(
        `${event.question} ${event.playerId}`,
        naivePoints(setup, event, factors.get(event.playerId) ?? 1),
      )
    if (event.name === 'revealed')
      for (const [answer, points] of gained) {
        const [question = '', playerId = ''] = answer.split(' ')
        if (question === String(event.question))
          scores.set(playerId, (scores.get(playerId) ?? 0) + points)
      }
  }
  return scores
}

function naivePoints(
  { settings: { scoring, seconds }, questions }: GameSetup,
  answer: { question: number; given: Given; latencyMs: number },
  factor: number,
): number {
  const question = questions[answer.question]
  if (question === undefined) throw new Error('an answer to no question')
  const gained = score(question.content, answer.given) ?? 0
  if (scoring === 'accuracy' || seconds === null) return Math.round(1_000 * gained)
  const own = seconds * factor * 1_000
  return Math.round(gained * (1_000 - 500 * (Math.min(answer.latencyMs, own) / own)))
}

/** How many questions, from the first on, are revealed. */
function revealedCount({ phase }: GameState): number {
  switch (phase.name) {
    case 'lobby':
      return 0
    case 'round':
      return phase.round * 2
    case 'question_open':
    case 'question_closed':
      return phase.question
    case 'revealed':
    case 'leaderboard':
      return phase.question + 1
    case 'finished':
      return 4
  }
}

/** `setup`, its questions from `first` on with the keys of `other`. */
function withKeysOf(setup: GameSetup, other: GameSetup, first: number): GameSetup {
  return {
    ...setup,
    questions: setup.questions.map((question, index) => {
      const content = other.questions[index]?.content
      return content === undefined || index < first ? question : { ...question, content }
    }),
  }
}

/** An answer scored by the setup's key, with points that tell which key it was. */
function rescored(event: GameEvent, setup: GameSetup, first: number): GameEvent {
  if (event.name !== 'answered' || event.question < first) return event
  const content = setup.questions[event.question]?.content
  if (content === undefined) return event
  return { ...event, score: score(content, event.given) ?? 0, points: event.points + 1 }
}

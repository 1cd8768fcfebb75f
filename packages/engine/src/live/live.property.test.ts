import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CORRECT_FROM, score, type Given } from '../question/question.ts'
import { apply, create, reduce } from './game.ts'
import {
  multipleChoice,
  numeric,
  rightAnswer,
  setupOf,
  singleChoice,
  Table,
  trueFalse,
  wrongAnswer,
} from './game-for-tests.ts'
import { PersistentMap } from './persistent-map.ts'
import { playerView } from './player-view.ts'
import { hostView, screenView } from './stage-view.ts'
import type {
  Command,
  GameEvent,
  GameSettings,
  GameSetup,
  GameState,
  HostCommand,
} from './types.ts'

// Random games: anybody says anything at any time.

const playerIds = ['a', 'b', 'c', 'd']

/** The quiz of all games here; `keys` picks between two keys for each question. */
function quiz(keys: number, settings: Partial<GameSettings>): GameSetup {
  const other = (question: number) => ((keys >> question) & 1) === 1
  return setupOf(
    [
      [singleChoice('Which?', other(0) ? 'x' : 'r'), trueFalse(other(1))],
      [multipleChoice(other(2) ? ['x'] : ['p', 'q']), numeric(other(3) ? 7 : 42)],
    ],
    settings,
  )
}

const settings = fc.record({
  scoring: fc.constantFrom<GameSettings['scoring']>('speed', 'accuracy'),
  seconds: fc.constantFrom(null, 10, 20),
  previewSeconds: fc.constantFrom(0, 5),
  questionOnPhones: fc.boolean(),
  generatedNames: fc.boolean(),
})

/** What somebody does; answers say how they relate to a question, so that many are valid. */
type Step =
  | { readonly wait: number }
  | { readonly tell: Command }
  | {
      readonly answer: {
        playerId: string
        offset: number
        how: 'right' | 'wrong' | 'off'
        id: number
      }
    }

const anyPlayer = fc.constantFrom(...playerIds, 'stranger')

const hostStep = fc.oneof(
  { weight: 12, arbitrary: fc.constant<HostCommand>({ name: 'next' }) },
  fc
    .constantFrom(
      ...(['close', 'reveal', 'leaderboard', 'pause', 'resume', 'lock', 'unlock'] as const),
    )
    .map((name): HostCommand => ({ name })),
  fc.integer({ min: 1, max: 60 }).map((seconds): HostCommand => ({ name: 'extend', seconds })),
  anyPlayer.map((playerId): HostCommand => ({ name: 'kick', playerId })),
)

const rareStep = fc.oneof(
  anyPlayer.map((playerId): HostCommand => ({ name: 'ban', playerId })),
  fc.constant<HostCommand>({ name: 'finish' }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 12_000 }).map((wait) => ({ wait })) },
  { weight: 8, arbitrary: hostStep.map((tell) => ({ tell })) },
  { weight: 1, arbitrary: rareStep.map((tell) => ({ tell })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ playerId: anyPlayer, nickname: fc.constantFrom('Ann', 'Аnn', 'Bob', 'Cy', '=Dot') })
      .map((join) => ({ tell: { name: 'join' as const, ...join } })),
  },
  {
    weight: 16,
    arbitrary: fc
      .record({
        playerId: fc.constantFrom(...playerIds),
        offset: fc.constantFrom(0, 0, 0, 0, 1, -1),
        how: fc.constantFrom('right' as const, 'wrong' as const, 'off' as const),
        id: fc.nat(30),
      })
      .map((answer) => ({ answer })),
  },
)

const steps = fc.array(step, { minLength: 5, maxLength: 120 })

/** Plays the steps; `see` looks at the game after each. */
function play(
  setup: GameSetup,
  all: readonly Step[],
  see: (game: Table) => void = () => {},
): Table {
  const game = new Table(setup)
  for (const id of playerIds.slice(0, 3)) game.join(id)
  for (const each of all) {
    if ('wait' in each) game.wait(each.wait)
    else if ('tell' in each) game.tell(each.tell)
    else {
      const { playerId, offset, how, id } = each.answer
      const question = Math.max(0, Math.min(3, current(game.state) + offset))
      const given: Given =
        how === 'off'
          ? { type: 'short_text', text: 'a' }
          : (how === 'right' ? rightAnswer : wrongAnswer)(setup, question)
      game.answer(playerId, question, given, `answer ${id}`)
    }
    see(game)
  }
  return game
}

const current = ({ phase }: GameState) => ('question' in phase ? phase.question : 0)

const viewsOf = (state: GameState) => [
  ...playerIds.map((id) => playerView(state, id)),
  screenView(state),
  hostView(state),
]

/** Everything that is in a state, as plain data. */
const plain = (state: GameState) =>
  JSON.stringify(state, (_, value: unknown) =>
    value instanceof PersistentMap ? [...value] : value,
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
      { numRuns: 150 },
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
      { numRuns: 150 },
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
            expect(event.at).toBeLessThanOrEqual((phase.closesAt ?? Infinity) + 500)
            expect(state.players.get(event.playerId)?.status).toBe('in')
          }
          state = apply(state, event)
        }
      }),
      { numRuns: 150 },
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
          const scores = new Map<string, number>()
          for (const [id, player] of state.players) {
            const given = revealed.map((question) => state.answers[question]?.get(id))
            const total = given.reduce(
              (sum, answer) => sum + naivePoints(set, setup, revealed, given, answer),
              0,
            )
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
      { numRuns: 150 },
    )
  })
})

function naivePoints(
  set: GameSettings,
  setup: GameSetup,
  revealed: readonly number[],
  given: readonly ({ given: Given; latencyMs: number; points: number } | undefined)[],
  answer: { given: Given; latencyMs: number } | undefined,
): number {
  if (answer === undefined) return 0
  const question = setup.questions[revealed[given.findIndex((each) => each === answer)] ?? -1]
  if (question === undefined) throw new Error('an answer to no question')
  const gained = score(question.content, answer.given) ?? 0
  if (set.scoring === 'accuracy' || set.seconds === null) return Math.round(1_000 * gained)
  const late = Math.min(answer.latencyMs, set.seconds * 1_000) / (set.seconds * 1_000)
  return Math.round(gained * (1_000 - 500 * late))
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

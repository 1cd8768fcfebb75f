import fc from 'fast-check'
import type { Given } from '../question/question.ts'
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
import {
  extraTimeFactors,
  type Command,
  type GameSettings,
  type GameSetup,
  type GameState,
  type HostCommand,
} from './types.ts'

// Random games: anybody says anything at any time.

export const playerIds = ['a', 'b', 'c', 'd']

/** The quiz of all games here; `keys` picks between two keys for each question. */
export function quiz(keys: number, settings: Partial<GameSettings>): GameSetup {
  const other = (question: number) => ((keys >> question) & 1) === 1
  return setupOf(
    [
      [singleChoice('Which?', other(0) ? 'x' : 'r'), trueFalse(other(1))],
      [multipleChoice(other(2) ? ['x'] : ['p', 'q']), numeric(other(3) ? 7 : 42)],
    ],
    settings,
  )
}

export const settings = fc.record({
  scoring: fc.constantFrom<GameSettings['scoring']>('speed', 'accuracy'),
  seconds: fc.constantFrom(null, 10, 20),
  previewSeconds: fc.constantFrom(0, 5),
  questionOnPhones: fc.boolean(),
  generatedNames: fc.boolean(),
})

/** What somebody does; answers say how they relate to a question, so that many are valid. */
export type Step =
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
  { weight: 8, arbitrary: fc.constant<HostCommand>({ name: 'next' }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        ...([
          'close',
          'reveal',
          'leaderboard',
          'pause',
          'pause',
          'resume',
          'lock',
          'unlock',
        ] as const),
      )
      .map((name): HostCommand => ({ name })),
  },
  fc.integer({ min: 1, max: 60 }).map((seconds): HostCommand => ({ name: 'extend', seconds })),
  anyPlayer.map((playerId): HostCommand => ({ name: 'kick', playerId })),
  {
    weight: 6,
    arbitrary: fc
      .record({ playerId: anyPlayer, factor: fc.constantFrom(...extraTimeFactors) })
      .map((given): HostCommand => ({ name: 'give_time', ...given })),
  },
)

const rareStep = fc.oneof(
  {
    weight: 3,
    arbitrary: anyPlayer.map((playerId): HostCommand => ({ name: 'ban', playerId })),
  },
  { weight: 1, arbitrary: fc.constant<HostCommand>({ name: 'finish' }) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.integer({ min: 0, max: 9_000 }).map((wait) => ({ wait })) },
  { weight: 20, arbitrary: hostStep.map((tell) => ({ tell })) },
  { weight: 1, arbitrary: rareStep.map((tell) => ({ tell })) },
  {
    weight: 8,
    arbitrary: fc
      .record({ playerId: anyPlayer, nickname: fc.constantFrom('Ann', 'Аnn', 'Bob', 'Cy', '=Dot') })
      .map((join) => ({ tell: { name: 'join' as const, ...join } })),
  },
  {
    weight: 40,
    arbitrary: fc
      .record({
        playerId: fc.constantFrom(...playerIds),
        offset: fc.constantFrom(0, 0, 0, 0, 1, -1),
        how: fc.constantFrom(...(['right', 'wrong', 'right', 'wrong', 'off'] as const)),
        id: fc.nat(30),
      })
      .map((answer) => ({ answer })),
  },
)

export const steps = fc.array(step, { minLength: 20, maxLength: 150, size: 'max' })

/** Plays the steps; `see` looks at the game after each, and at the state before it. */
export function play(
  setup: GameSetup,
  all: readonly Step[],
  see: (game: Table, before: GameState, step: Step) => void = () => {},
): Table {
  const game = new Table(setup)
  for (const id of playerIds.slice(0, 3)) game.join(id)
  for (const each of all) {
    const before = game.state
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
    see(game, before, each)
  }
  return game
}

const current = ({ phase }: GameState) => ('question' in phase ? phase.question : 0)

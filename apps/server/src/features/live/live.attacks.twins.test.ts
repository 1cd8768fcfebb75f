import type { ClientMessage } from '@quizmentor/contract/live'
import {
  multipleChoice,
  numeric,
  singleChoice,
  trueFalse,
} from '@quizmentor/engine/live/game-for-tests'
import {
  extraTimeFactors,
  type ExtraTimeFactor,
  type GameSettings,
  type GameState,
  type HostCommand,
  type LiveContent,
} from '@quizmentor/engine/live/types'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { Given } from '@quizmentor/engine/question/question'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Hall, joinOf, type HallGame, type HallPlayer } from './test-hall.ts'
import { VirtualTime } from './test-time.ts'
import { type HeldWire, textOf } from './test-wire.ts'

// Two nodes play the same game, at the same instants, with the same people who say the same. Only
// the keys, explanations and hints are others. Until the first of them is revealed nobody may see
// a difference: not in what a frame says, nor in how many there are, nor in when they come.

/** The quiz with one of two keys for each question. */
function quiz(keys: number): LiveContent[][] {
  const other = (question: number) => ((keys >> question) & 1) === 1
  const told = (question: number, content: LiveContent): LiveContent => ({
    ...content,
    explanation: `Since it is ${other(question) ? 'so' : 'not at all so'}.`,
    hints: other(question) ? ['Think.', 'Think again.'] : ['Guess.'],
  })
  return [
    [
      told(0, singleChoice('Which?', other(0) ? 'x' : 'r')),
      told(1, multipleChoice(other(1) ? ['x'] : ['p', 'q'])),
    ],
    [told(2, trueFalse(other(2))), told(3, numeric(other(3) ? 7 : 42))],
  ]
}

function givenTo(question: number, pick: number): Given {
  const places = ['a', 'b', 'c', 'd']
  switch (question) {
    case 0:
      return { type: 'single_choice', choice: places[pick % 4] ?? '' }
    case 1:
      return { type: 'multiple_choice', choices: places.filter((_, at) => (pick >> at) & 1) }
    case 2:
      return { type: 'true_false', truth: pick % 2 === 0 }
    default:
      return { type: 'numeric', value: pick % 2 === 0 ? 7 : 42 }
  }
}

const names = ['Ann', 'Bob', 'Cy', 'Di']

/** What somebody does. Players are meant by their place in `names`. */
type Act =
  | { readonly wait: number }
  | { readonly lead: HostCommand['name']; readonly who: number; readonly factor: ExtraTimeFactor }
  | { readonly answer: number; readonly who: number; readonly off: number }
  | { readonly who: number; readonly does: 'join' | 'connect' | 'ping' | 'pong' | 'stall' | 'read' }
  | { readonly stage: 'host' | 'screen' }

type Step = Act & { readonly isStored: boolean }

const who = fc.nat(names.length - 1)

const lead = fc.record({
  who,
  factor: fc.constantFrom(...extraTimeFactors),
  lead: fc.oneof(
    { weight: 30, arbitrary: fc.constant('next' as const) },
    {
      weight: 20,
      arbitrary: fc.constantFrom('pause', 'resume', 'extend', 'give_time', 'lock', 'unlock'),
    },
    { weight: 6, arbitrary: fc.constantFrom('close', 'reveal', 'leaderboard', 'kick') },
    { weight: 1, arbitrary: fc.constantFrom('ban', 'finish') },
  ),
})

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 4_000 }) }) },
  { weight: 8, arbitrary: lead },
  {
    weight: 12,
    arbitrary: fc.record({ who, answer: fc.nat(15), off: fc.constantFrom(0, 0, 0, 0, 1, -1) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      who,
      does: fc.oneof(
        { weight: 5, arbitrary: fc.constant('connect' as const) },
        { weight: 5, arbitrary: fc.constantFrom('join', 'ping', 'pong', 'stall', 'read') },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ stage: fc.constantFrom('host', 'screen') }) },
)

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc
    .tuple(act, fc.integer({ min: 0, max: 19 }))
    .map(([done, luck]) => ({ ...done, isStored: luck < 19 })),
  { minLength: 30, maxLength: 90, size: 'max' },
)

/** How every game begins: a host, a screen and three players are there. */
const arrivals: Step[] = [
  { stage: 'host', isStored: true },
  { stage: 'screen', isStored: true },
  ...[0, 1, 2].flatMap((player): Step[] => [
    { who: player, does: 'join', isStored: true },
    { who: player, does: 'connect', isStored: true },
  ]),
]

const goOn: Step = { lead: 'next', who: 0, factor: 1, isStored: true }

/** How far it has come before anything happens by chance. */
const ahead: fc.Arbitrary<Step[]> = fc
  .oneof(fc.constant(2), fc.nat(20))
  .map((count) => Array.from({ length: count }, () => goOn))

/** The first question whose key is another, and which keys are. */
const differing = fc
  .record({ first: fc.nat(3), more: fc.nat(15) })
  .map(({ first, more }) => ({ first, keys: (1 << first) | (more & ~((1 << first) - 1)) }))

const settings: fc.Arbitrary<Partial<GameSettings>> = fc.record({
  scoring: fc.constantFrom('speed', 'accuracy'),
  seconds: fc.constantFrom(null, 10),
  previewSeconds: fc.constantFrom(0, 2),
  questionOnPhones: fc.boolean(),
  generatedNames: fc.boolean(),
})

/** One of the two games. */
class Twin {
  readonly #hall: Hall
  readonly #game: HallGame
  readonly #players: readonly HallPlayer[]
  /** The newest wire of each. */
  readonly #ofPlayers = new Map<number, HeldWire>()
  #host: HeldWire | null = null
  readonly #wires: { readonly wire: HeldWire; seen: number }[] = []
  #ids = 0

  private constructor(hall: Hall, game: HallGame) {
    this.#hall = hall
    this.#game = game
    this.#players = names.map((name) => ({ id: this.#newId(), token: `the token of ${name}` }))
  }

  static async create(keys: number, changed: Partial<GameSettings>): Promise<Twin> {
    const hall = new Hall(new VirtualTime(), seededRandom(1))
    return new Twin(hall, await hall.game(quiz(keys), changed))
  }

  get state(): GameState {
    return this.#game.room.state
  }

  /** Does something, and gives all that anybody is sent thereupon. */
  async do(step: Step): Promise<readonly string[]> {
    const { store, time } = this.#hall
    if (!step.isStored) {
      store.commit = Promise.reject(new Error('the database is away'))
      store.commit.catch(() => {})
    }
    const reply = this.#act(step)
    await time.advance('wait' in step ? step.wait : 0)
    store.commit = Promise.resolve()
    return [`reply: ${await reply}`, ...this.#sent()]
  }

  #act(step: Act): Promise<string | null> | null {
    if ('stage' in step) {
      const wire = this.#game[step.stage]()
      if (step.stage === 'host') this.#host = wire
      this.#keep(wire)
    } else if ('lead' in step) this.#host?.say(this.#command(step))
    else if ('answer' in step) this.#ofPlayers.get(step.who)?.say(this.#answer(step))
    else if ('does' in step) return this.#doAsPlayer(step.who, step.does)
    return null
  }

  #doAsPlayer(who: number, does: Extract<Act, { does: string }>['does']) {
    const player = this.#players[who]
    const wire = this.#ofPlayers.get(who)
    if (player === undefined) throw new RangeError(`there is no player ${who}`)
    switch (does) {
      case 'join':
        return this.#game.ask(joinOf(names[who] ?? '', player))
      case 'connect': {
        const newest = this.#game.connect(player)
        this.#ofPlayers.set(who, newest)
        this.#keep(newest)
        return null
      }
      case 'ping':
        wire?.say({ t: 'ping', n: 1 })
        return null
      case 'pong':
        wire?.pong('right or wrong')
        return null
      case 'stall':
      case 'read':
        if (wire !== undefined) wire.bufferedAmount = does === 'stall' ? 100_000 : 0
        return null
    }
  }

  #command({ lead: name, who, factor }: Extract<Act, { lead: string }>): ClientMessage {
    const playerId = this.#players[who]?.id ?? ''
    const seen = this.state.version
    return { t: 'command', id: this.#newId(), seen, command: commandOf(name, playerId, factor) }
  }

  #answer({ answer: pick, off }: Extract<Act, { answer: number }>): ClientMessage {
    const { phase, setup } = this.state
    const last = setup.questions.length - 1
    const now = 'question' in phase ? phase.question : 0
    const question = Math.min(last, Math.max(0, now + off))
    return { t: 'answer', id: this.#newId(), question, given: givenTo(question, pick) }
  }

  #keep(wire: HeldWire): void {
    this.#wires.push({ wire, seen: 0 })
  }

  #sent(): string[] {
    return this.#wires.flatMap((each, index) => {
      const { wire, seen } = each
      const fresh = wire.frames.slice(seen)
      each.seen = wire.frames.length
      const name = `wire ${index}`
      const state = `${wire.closedWith} ${wire.isTerminated} ${wire.pings.length}`
      return [`${name}: ${state}`, ...fresh.map((frame) => `${name}: ${textOf(frame)}`)]
    })
  }

  /** The same in both games, and of no other. */
  #newId(): string {
    this.#ids++
    return `0190f000-0000-7000-8000-${this.#ids.toString(16).padStart(12, '0')}`
  }
}

function commandOf(
  name: HostCommand['name'],
  playerId: string,
  factor: ExtraTimeFactor,
): HostCommand {
  switch (name) {
    case 'kick':
    case 'ban':
      return { name, playerId }
    case 'give_time':
      return { name, playerId, factor }
    case 'extend':
      return { name, seconds: 5 }
    default:
      return { name }
  }
}

/** Whether anybody may know how a question, or one after it, is answered. */
function isTold({ phase, answers }: GameState, question: number): boolean {
  if (phase.name === 'finished')
    return answers.some((given, index) => index >= question && given.size > 0)
  const isShown = phase.name === 'revealed' || phase.name === 'leaderboard'
  return isShown && phase.question >= question
}

/** How often something was sent, of each message and screen. */
function count(sent: readonly string[], into: Map<string, number>): void {
  for (const each of sent)
    for (const [, name = ''] of each.matchAll(/"(?:t|name)":"(\w+)"/g))
      into.set(name, (into.get(name) ?? 0) + 1)
}

test('23 a game with other keys sends everybody the same, byte for byte, until they are revealed', async () => {
  const compared = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      settings,
      ahead,
      steps,
      differing,
      async (set, skipped, all, { first, keys }) => {
        const [one, other] = [await Twin.create(0, set), await Twin.create(keys, set)]
        for (const step of [...arrivals, ...skipped, ...all]) {
          const sent = await one.do(step)
          const sentByOther = await other.do(step)
          if (isTold(one.state, first)) {
            expect(isTold(other.state, first)).toBe(true)
            return
          }
          expect(sentByOther).toEqual(sent)
          count(sent, compared)
        }
      },
    ),
    { numRuns: 250, interruptAfterTimeLimit: 30_000 },
  )
  // It is about something: all of these were seen, and alike.
  for (const name of ['view', 'phase', 'counts', 'latency', 'accepted', 'refused', 'pong'])
    expect(compared.get(name) ?? 0, name).toBeGreaterThan(20)
  for (const name of ['lobby', 'round', 'question_open', 'question_closed', 'revealed'])
    expect(compared.get(name) ?? 0, name).toBeGreaterThan(20)
}, 60_000)

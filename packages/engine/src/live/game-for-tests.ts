import type { Given } from '../question/question.ts'
import { seededRandom } from '../question/parts.ts'
import { apply, create } from './game.ts'
import { decide } from './decide.ts'
import { drawQuestion } from './draw.ts'
import type {
  Command,
  GameEvent,
  GameSettings,
  GameSetup,
  GameState,
  LiveContent,
  Refusal,
} from './types.ts'

const common = { explanation: 'Because.', hints: ['Think.'] }

/** A single choice of four whose right option has the author's id `right`. */
export function singleChoice(stem = 'Which?', right = 'r'): LiveContent {
  const options = ['r', 'x', 'y', 'z'].map((id) => ({ id, text: `Option ${id}` }))
  const body = { options, shuffle: true }
  return { ...common, type: 'single_choice', stem, body, key: { choice: right } }
}

export function multipleChoice(choices: string[] = ['p', 'q']): LiveContent {
  const options = ['p', 'q', 'x', 'y'].map((id) => ({ id, text: `Option ${id}` }))
  const key = { choices, rule: 'penalised' as const }
  return {
    ...common,
    type: 'multiple_choice',
    stem: 'Which?',
    body: { options, shuffle: true },
    key,
  }
}

export function trueFalse(truth = true): LiveContent {
  return { ...common, type: 'true_false', stem: 'So it is.', body: {}, key: { truth } }
}

export function numeric(value = 42): LiveContent {
  const key = { value, tolerance: { kind: 'absolute' as const, amount: 0 }, factors: {} }
  return { ...common, type: 'numeric', stem: 'How many?', body: { units: [] }, key }
}

const settings: GameSettings = {
  scoring: 'speed',
  seconds: 20,
  previewSeconds: 5,
  questionOnPhones: true,
  generatedNames: false,
}

/** A game's setup: `rounds` of questions, drawn from one seed. */
export function setupOf(
  rounds: readonly (readonly LiveContent[])[],
  changed: Partial<GameSettings> = {},
): GameSetup {
  const random = seededRandom(7)
  return {
    gameId: '0190f000-0000-7000-8000-000000000001',
    title: 'Quiz night',
    settings: { ...settings, ...changed },
    rounds: rounds.map((_, index) => ({ title: `Round ${index + 1}` })),
    questions: rounds.flatMap((contents, round) =>
      contents.map((content, index) => ({
        questionId: `question ${round}.${index}`,
        version: 100 * round + index,
        round,
        ...drawQuestion(content, random),
      })),
    ),
  }
}

/** The right answer to a question of a setup. */
export function rightAnswer(setup: GameSetup, question: number): Given {
  const content = setup.questions[question]?.content
  switch (content?.type) {
    case 'single_choice':
      return { type: content.type, choice: content.key.choice }
    case 'multiple_choice':
      return { type: content.type, choices: content.key.choices }
    case 'true_false':
      return { type: content.type, truth: content.key.truth }
    case 'numeric':
      return { type: content.type, value: content.key.value }
    case undefined:
      throw new RangeError(`the setup has no question ${question}`)
  }
}

export function wrongAnswer(setup: GameSetup, question: number): Given {
  const content = setup.questions[question]?.content
  switch (content?.type) {
    case 'single_choice': {
      const wrong = content.body.options.find((option) => option.id !== content.key.choice)
      return { type: content.type, choice: wrong?.id ?? '' }
    }
    case 'multiple_choice':
      return { type: content.type, choices: [] }
    case 'true_false':
      return { type: content.type, truth: !content.key.truth }
    case 'numeric':
      return { type: content.type, value: content.key.value + 1 }
    case undefined:
      throw new RangeError(`the setup has no question ${question}`)
  }
}

/** A game that is told things one after the other, on a clock that stands still until moved. */
export class Table {
  now = 1_000_000
  state: GameState
  readonly log: GameEvent[]
  readonly #random = seededRandom(1)

  constructor(setup: GameSetup) {
    this.state = create(setup)
    this.log = [{ name: 'created', setup }]
  }

  /** Tells the game something; gives why it refused, or `null`. */
  tell(command: Command): Refusal | null {
    const decision = decide(this.state, command, { now: this.now, random: this.#random })
    if (!decision.ok) return decision.refusal
    for (const event of decision.events) {
      this.state = apply(this.state, event)
      this.log.push(event)
    }
    return null
  }

  next(): Refusal | null {
    return this.tell({ name: 'next' })
  }

  join(playerId: string, nickname = `Player ${playerId}`): Refusal | null {
    return this.tell({ name: 'join', playerId, nickname })
  }

  answer(playerId: string, question: number, given: Given, answerId = `${playerId}@${question}`) {
    return this.tell({ name: 'answer', playerId, answerId, question, given })
  }

  /** Answers rightly. */
  right(playerId: string, question: number): Refusal | null {
    return this.answer(playerId, question, rightAnswer(this.state.setup, question))
  }

  wrong(playerId: string, question: number): Refusal | null {
    return this.answer(playerId, question, wrongAnswer(this.state.setup, question))
  }

  /** Lets time pass; the server's clock tells the game when a question's time is over. */
  wait(ms: number): void {
    this.now += ms
    const { phase } = this.state
    if (phase.name === 'question_open') this.tell({ name: 'time_up', question: phase.question })
  }

  /** From wherever the game is to the next question, its preview over. */
  toQuestion(): void {
    while (this.state.phase.name !== 'question_open') {
      const refusal = this.next()
      if (refusal !== null) throw new Error(`the game can't go on: ${refusal}`)
    }
    const { opensAt } = this.state.phase
    if (this.now < opensAt) this.now = opensAt
  }

  player(playerId: string) {
    const player = this.state.players.get(playerId)
    if (player === undefined) throw new Error(`${playerId} is not in the game`)
    return player
  }
}

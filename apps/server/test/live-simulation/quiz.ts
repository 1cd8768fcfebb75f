import { drawQuestion } from '@quizmentor/engine/live/draw'
import type {
  GameQuestion,
  GameSettings,
  GameSetup,
  LiveContent,
} from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import type { Dice } from './dice.ts'

/** What is put into questions so that it is found where it must not be. */
const marks = {
  /** In the text of every question: whose it is. */
  game: (number: number) => `of game ${number}.`,
  /** In the explanation, which nobody sees before the reveal. */
  explanation: (question: number) => `explains ${question}.`,
}

/** How the marks are found again, each with its number. */
export const marked = { game: /of game (\d+)\./g, explanation: /explains (\d+)\./g }

const types = ['single_choice', 'multiple_choice', 'true_false', 'numeric'] as const

export interface QuizParts {
  readonly dice: Dice
  readonly gameId: string
  readonly number: number
  /** Nothing that takes a host's hand: every question has its time. */
  readonly isCalm: boolean
  /** The question whose key is another one, all else being equal. */
  readonly otherKey: number | null
}

/** A quiz by chance. */
export function drawSetup({ dice, gameId, number, isCalm, otherKey }: QuizParts): GameSetup {
  const rounds = dice.happens(0.3) ? 2 : 1
  const perRound = dice.int(1, rounds === 1 ? 3 : 2)
  const questions = Array.from({ length: rounds * perRound }, (_, index): GameQuestion => {
    const content = contentOf(dice.pick(types), number, index, index === otherKey)
    return {
      questionId: `question ${index}`,
      version: 100 + index,
      round: Math.floor(index / perRound),
      ...drawQuestion(content, dice.random),
    }
  })
  return {
    gameId,
    title: `Quiz ${marks.game(number)}`,
    settings: settingsBy(dice, isCalm),
    rounds: Array.from({ length: rounds }, (_, round) => ({ title: `Round ${round + 1}` })),
    questions,
  }
}

function settingsBy(dice: Dice, isCalm: boolean): GameSettings {
  return {
    scoring: dice.pick(['speed', 'accuracy']),
    seconds: dice.happens(0.15) && !isCalm ? null : dice.int(5, 15),
    previewSeconds: dice.pick([0, 0, 2, 4]),
    questionOnPhones: dice.happens(0.6),
    generatedNames: dice.happens(0.2),
  }
}

function contentOf(
  type: (typeof types)[number],
  game: number,
  question: number,
  isOther: boolean,
): LiveContent {
  const common = {
    stem: `A question ${marks.game(game)}`,
    explanation: `This ${marks.explanation(question)}`,
    hints: [],
  }
  switch (type) {
    case 'single_choice': {
      const body = { options: optionsOf(['r', 'x', 'y', 'z']), shuffle: true }
      return { ...common, type, body, key: { choice: isOther ? 'x' : 'r' } }
    }
    case 'multiple_choice': {
      const body = { options: optionsOf(['p', 'q', 'x', 'y']), shuffle: true }
      const key = { choices: isOther ? ['q', 'x', 'y'] : ['p', 'q'], rule: 'penalised' as const }
      return { ...common, type, body, key }
    }
    case 'true_false':
      return { ...common, type, body: {}, key: { truth: !isOther } }
    case 'numeric': {
      const tolerance = { kind: 'absolute' as const, amount: 0 }
      const key = { value: isOther ? numbers[1] : numbers[0], tolerance, factors: {} }
      return { ...common, type, body: { units: [] }, key }
    }
  }
}

/** The keys that a number may have. */
const numbers = [42, 43] as const

function optionsOf(ids: readonly string[]) {
  return ids.map((id) => ({ id, text: `Option ${id}` }))
}

/** What somebody who doesn't know the key gives, right or wrong as it happens. */
export function guess({ shown }: GameQuestion, dice: Dice, ownNumber: number): Given {
  switch (shown.type) {
    case 'single_choice':
      return { type: shown.type, choice: dice.pick(shown.body.options).id }
    case 'multiple_choice': {
      const chosen = shown.body.options.filter(() => dice.happens(0.5))
      return { type: shown.type, choices: chosen.map(({ id }) => id) }
    }
    case 'true_false':
      return { type: shown.type, truth: dice.happens(0.5) }
    case 'numeric':
      return { type: shown.type, value: dice.pick([...numbers, ownNumber]) }
  }
}

/** What no rule allows for this question. */
export function nonsense({ shown }: GameQuestion): Given {
  return shown.type === 'single_choice'
    ? { type: shown.type, choice: 'nowhere' }
    : { type: 'short_text', text: 'nothing of the kind' }
}

import type { GameSettings, LiveContent, LiveType } from '@quizmentor/engine/live/types'
import { liveTypes } from '@quizmentor/engine/live/types'
import type { Dice } from '../live-simulation/dice.ts'

/** In explanation and hints, which nobody sees before the reveal. */
const mark = (game: number, question: number) => `explains ${game}.${question};`
/** Finds that again, with the game and the question. */
export const marks = /explains (\d+)\.(\d+);/g

export interface Quiz {
  readonly settings: GameSettings
  readonly rounds: readonly (readonly LiveContent[])[]
}

/** The quiz of a game by chance. Of any three games one shows its questions before it opens them. */
export function drawQuiz(dice: Dice, game: number): Quiz {
  const rounds = game % 3 === 1 ? 1 : 2
  const settings: GameSettings = {
    scoring: dice.pick(['speed', 'speed', 'accuracy']),
    seconds: game % 3 === 2 && dice.happens(0.4) ? null : dice.int(5, 8),
    previewSeconds: game % 3 === 0 ? 2 : dice.int(0, 1),
    questionOnPhones: dice.happens(0.7),
    generatedNames: dice.happens(0.2),
  }
  const perRound = rounds === 1 ? 3 : 2
  let number = 0
  const question = () => contentOf(dice.pick(liveTypes), game, number++)
  return {
    settings,
    rounds: Array.from({ length: rounds }, () => Array.from({ length: perRound }, question)),
  }
}

/** A question of one type, marked where nobody may look before the reveal. */
export function contentOf(type: LiveType, game: number, question: number): LiveContent {
  const common = {
    stem: `Question ${question}?`,
    explanation: `It ${mark(game, question)}`,
    hints: [`A hint ${mark(game, question)}`],
  }
  switch (type) {
    case 'single_choice': {
      const body = { options: optionsOf(['r', 'x', 'y', 'z']), shuffle: true }
      return { ...common, type, body, key: { choice: 'r' } }
    }
    case 'multiple_choice': {
      const body = { options: optionsOf(['p', 'q', 'x', 'y']), shuffle: true }
      return { ...common, type, body, key: { choices: ['p', 'q'], rule: 'penalised' } }
    }
    case 'true_false':
      return { ...common, type, body: {}, key: { truth: true } }
    case 'numeric': {
      const tolerance = { kind: 'absolute' as const, amount: 0 }
      return { ...common, type, body: { units: [] }, key: { value: 42, tolerance, factors: {} } }
    }
  }
}

function optionsOf(ids: readonly string[]) {
  return ids.map((id) => ({ id, text: `Option ${id}` }))
}

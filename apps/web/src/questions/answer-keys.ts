import type { Given, ShownQuestion } from '@quizmentor/engine/question/question'
import { spotsWith } from './hotspot/choose.ts'

/** The choice that a key stands for: 1–9 and A–F, from 0. */
export function placeOfKey(key: string): number | null {
  if (/^[1-9]$/.test(key)) return Number(key) - 1
  if (/^[a-f]$/i.test(key)) return key.toLowerCase().charCodeAt(0) - 97
  return null
}

/** The answer after that choice was taken or left, or `null` where the key means nothing here. */
export function givenByKey(
  question: ShownQuestion,
  given: Given | null,
  place: number,
): Given | null {
  switch (question.type) {
    case 'single_choice': {
      const option = question.body.options[place]
      return option === undefined ? null : { type: question.type, choice: option.id }
    }
    case 'multiple_choice': {
      const option = question.body.options[place]
      if (option === undefined) return null
      const chosen = given?.type === question.type ? given.choices : []
      return {
        type: question.type,
        choices: chosen.includes(option.id)
          ? chosen.filter((each) => each !== option.id)
          : [...chosen, option.id],
      }
    }
    case 'hotspot': {
      const spot = question.body.spots[place]
      if (spot === undefined) return null
      const chosen = given?.type === question.type ? given.spots : []
      const spots = spotsWith(chosen, spot.id, question.body.most)
      return spots === null ? null : { type: question.type, spots }
    }
    case 'true_false':
      return place > 1 ? null : { type: question.type, truth: place === 0 }
    default:
      return null
  }
}

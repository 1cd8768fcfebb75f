import { gapScore, isRightIn } from '@quizmentor/engine/question/fill-in'
import { otherNumber } from '@quizmentor/engine/question/numeric'
import { entry, type Option } from '@quizmentor/engine/question/parts'
import type { Given, ShownQuestion, Solution } from '@quizmentor/engine/question/question'
import { matchesText, otherAnswer } from '@quizmentor/engine/question/text-match'

/** What an author has to say to a part of an answer. */
export interface Said {
  /** Which part, in Markdown; empty where there is only one. */
  readonly to: string
  /** In a picture: the place's number, from 1. */
  readonly spot?: number
  /** What is said, in Markdown; empty: nothing. */
  readonly text: string
  /** What it counts, where that isn't plain from its being right or wrong. */
  readonly worth: number | null
}

/** What is said to each part of an answer, by the option, number or text it was. */
export function saidAfter(question: ShownQuestion, solution: Solution, given: Given): Said[] {
  return saidOf(question, solution, given).filter(
    ({ text, worth }) => text !== '' || worth !== null,
  )
}

function saidOf(question: ShownQuestion, solution: Solution, given: Given): Said[] {
  switch (given.type) {
    case 'single_choice': {
      if (question.type !== given.type || solution.type !== given.type) return []
      const { choice, credits = {}, feedback = {} } = solution.key
      const credit = given.choice === choice ? undefined : entry(credits, given.choice)
      return [
        {
          to: textOf(question.body.options, given.choice),
          text: entry(feedback, given.choice) ?? '',
          worth: nonzero(credit),
        },
      ]
    }
    case 'multiple_choice': {
      if (question.type !== given.type || solution.type !== given.type) return []
      const { rule, credits = {}, feedback = {} } = solution.key
      return given.choices.map((choice) => ({
        to: textOf(question.body.options, choice),
        text: entry(feedback, choice) ?? '',
        worth: rule === 'weighted' ? (entry(credits, choice) ?? 0) : null,
      }))
    }
    case 'true_false': {
      if (solution.type !== given.type) return []
      const text = entry(solution.key.feedback ?? {}, String(given.truth)) ?? ''
      return [{ to: '', text, worth: null }]
    }
    case 'hotspot': {
      if (question.type !== given.type || solution.type !== given.type) return []
      const { feedback = {} } = solution.key
      return given.spots.map((spot) => {
        const place = question.body.spots.findIndex(({ id }) => id === spot)
        const to = question.body.spots[place]?.label ?? ''
        return { to, spot: place + 1, text: entry(feedback, spot) ?? '', worth: null }
      })
    }
    case 'numeric': {
      if (question.type !== given.type || solution.type !== given.type) return []
      return toOther(otherNumber({ body: question.body, key: solution.key }, given))
    }
    case 'short_text': {
      if (solution.type !== given.type) return []
      const isRight = matchesText(solution.key, given.text)
      return isRight ? [] : toOther(otherAnswer(solution.key, given.text))
    }
    case 'fill_in': {
      if (question.type !== given.type || solution.type !== given.type) return []
      const { gaps } = solution.key
      return question.body.gaps.flatMap(({ id, choices }) => {
        const match = entry(gaps, id)
        const text = entry(given.gaps, id) ?? ''
        if (match === undefined || isRightIn(match, choices, text)) return []
        return choices.length > 0
          ? [{ to: text, text: '', worth: nonzero(gapScore(match, choices, text)) }]
          : toOther(otherAnswer(match, text), text)
      })
    }
    default:
      return []
  }
}

interface Other {
  readonly credit: number
  readonly feedback?: string | undefined
}

function toOther(other: Other | undefined, to = ''): Said[] {
  return other === undefined
    ? []
    : [{ to, text: other.feedback ?? '', worth: nonzero(other.credit) }]
}

function textOf(options: readonly Option[], id: string): string {
  return options.find((option) => option.id === id)?.text ?? ''
}

function nonzero(credit: number | undefined): number | null {
  return credit === undefined || credit === 0 ? null : credit
}

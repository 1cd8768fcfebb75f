import { rightChoices } from './fill-in.ts'
import { rightlyFilled } from './gap-match.ts'
import { insideOf } from './image.ts'
import { entry } from './parts.ts'
import { nearestStep } from './slider.ts'
import type { Given, QuestionContent } from './question.ts'

/** The right answer, as somebody would give it. Scores 1 where `checkQuestion` finds no error. */
export function keyAsGiven(question: QuestionContent): Given {
  switch (question.type) {
    case 'single_choice':
      return { type: question.type, choice: question.key.choice }
    case 'multiple_choice':
      return { type: question.type, choices: question.key.choices }
    case 'true_false':
      return { type: question.type, truth: question.key.truth }
    case 'numeric': {
      const { type, body, key } = question
      return body.units.length > 0 && key.unit !== undefined
        ? { type, value: key.value, unit: key.unit }
        : { type, value: key.value }
    }
    case 'short_text':
      return { type: question.type, text: question.key.accepted[0] ?? '' }
    case 'ordering':
      return { type: question.type, order: question.key.order }
    case 'matching':
      return { type: question.type, pairs: question.key.pairs }
    case 'hotspot':
      return { type: question.type, spots: question.key.spots }
    case 'select_point': {
      const best = question.key.areas.toSorted((one, other) => other.credit - one.credit)
      const points = best.slice(0, question.body.most).map(({ area }) => insideOf(area))
      return { type: question.type, points }
    }
    case 'associate':
      return { type: question.type, pairs: question.key.pairs }
    case 'gap_match':
      return { type: question.type, gaps: rightlyFilled(question) }
    case 'slider': {
      const { type, body, key } = question
      return { type, value: nearestStep(body, key.value) }
    }
    case 'extended_text': {
      const { model, rubric } = question.key
      const met = rubric.length === 0 ? ['whole'] : rubric.map(({ id }) => id)
      return {
        type: question.type,
        text: model,
        marks: Object.fromEntries(met.map((id) => [id, 1])),
      }
    }
    case 'fill_in': {
      const gaps = question.body.gaps.flatMap(({ id, choices }) => {
        const match = entry(question.key.gaps, id)
        if (match === undefined) return []
        const right = choices.length > 0 ? rightChoices(match, choices)[0] : match.accepted[0]
        return right === undefined ? [] : [[id, right] as const]
      })
      return { type: question.type, gaps: Object.fromEntries(gaps) }
    }
  }
}

import { show, type QuestionContent } from '../question/question.ts'
import { renamedKey } from '../question/relabel.ts'
import type { Random } from '../question/parts.ts'
import { liveTypes, type GameQuestion, type LiveContent } from './types.ts'

/** Whether a question can be played live. */
export function isLive(content: QuestionContent): content is LiveContent {
  return liveTypes.some((type) => type === content.type)
}

/**
 * A question as one game plays it: options in an order drawn from `random`, their ids named after
 * their place. An author's ids go to nobody: where the right option is always `a`, shuffling alone
 * would hide nothing.
 */
export function drawQuestion(
  content: LiveContent,
  random: Random,
): Pick<GameQuestion, 'content' | 'shown' | 'originalIds'> {
  switch (content.type) {
    case 'single_choice': {
      const { type, stem } = content
      const { options, newId, originalIds } = renamed(content, random)
      const body = { ...content.body, options }
      const key = { ...renamedKey(content.key, newId), choice: newId(content.key.choice) }
      return { content: { ...content, body, key }, shown: { type, stem, body }, originalIds }
    }
    case 'multiple_choice': {
      const { type, stem } = content
      const { options, newId, originalIds } = renamed(content, random)
      const body = { ...content.body, options }
      const choices = content.key.choices.map(newId).toSorted()
      const key = { ...renamedKey(content.key, newId), choices }
      return { content: { ...content, body, key }, shown: { type, stem, body }, originalIds }
    }
    case 'true_false': {
      const { type, stem, body } = content
      return { content, shown: { type, stem, body }, originalIds: {} }
    }
    case 'numeric': {
      const { type, stem, body } = content
      return { content, shown: { type, stem, body }, originalIds: {} }
    }
  }
}

type ChoiceContent = Extract<LiveContent, { type: 'single_choice' | 'multiple_choice' }>

function renamed(content: ChoiceContent, random: Random) {
  const shown = show(content, random)
  const drawn = shown.type === content.type && 'options' in shown.body ? shown.body.options : []
  const ids = new Map(drawn.map((option, place) => [option.id, placeId(place)]))
  const newId = (id: string) => ids.get(id) ?? id
  return {
    options: drawn.map((option) => ({ ...option, id: newId(option.id) })),
    newId,
    originalIds: Object.fromEntries(Array.from(ids, ([original, id]) => [id, original])),
  }
}

const placeId = (place: number) => String.fromCodePoint(0x61 + place)

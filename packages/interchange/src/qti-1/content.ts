import { calculated, calculatedIn } from './calculated.ts'
import { choice } from './choice.ts'
import { attributeOf, descendants, numberOf } from './elements.ts'
import type { Feedback } from './feedback.ts'
import { gaps, hasBlanks } from './gaps.ts'
import type { Item } from './item.ts'
import type { Made, Texts } from './made.ts'
import { categories, matching, ordering } from './match.ts'
import { number } from './number.ts'
import { picture } from './picture.ts'
import type { Response } from './presentation.ts'
import { essay, isNumeric, shortText } from './typed.ts'

/** What is asked and what is right, by what the item shows and how it scores; without the stem. */
export async function contentOf(
  item: Item,
  texts: Texts,
  feedback: Feedback,
  stemHtml: string,
): Promise<Made> {
  const { responses } = item.presentation
  const formula = calculatedIn(item)
  const [only] = responses
  if (/upload/.test(item.type))
    return { code: 'file_upload', reason: 'It asks for a file, which no question of ours does.' }
  if (formula !== null) return calculated(item, formula, texts, stemHtml)
  if (only === undefined) return essay(item, null, feedback, texts)
  if (responses.some(({ kind }) => kind === 'unknown'))
    return {
      code: 'unknown_response',
      reason: `It asks for ${only.element.name}, which is unknown.`,
    }
  const choices = responses.filter(({ kind }) => kind === 'choice')
  if (choices.length > 0 && choices.length === responses.length)
    return ofChoices(item, only, texts, feedback)
  if (responses.length > 1)
    return responses.every(({ kind }) => kind === 'text')
      ? gaps(item, texts, feedback)
      : mixed(item, texts, feedback)
  if (only.kind === 'point') return picture(item, only, texts)
  if (only.kind === 'slider') return slider(item, only, feedback)
  return typed(item, only, texts, feedback)
}

function ofChoices(item: Item, only: Response, texts: Texts, feedback: Feedback): Made {
  const { responses } = item.presentation
  if (responses.some(({ cardinality }) => cardinality === 'ordered'))
    return responses.length === 1
      ? ordering(item, only, texts)
      : { code: 'several_parts', reason: 'It has several orders to be found at once.' }
  const inText = !item.type.startsWith('match') && hasBlanks(item, texts)
  if (inText || /^(?:fillinmultiple|multipledropdown|jumbled)/.test(item.type))
    return gaps(item, texts, feedback)
  if (item.type.startsWith('matching')) return matching(item, texts, feedback)
  if (responses.length === 1)
    return only.html !== '' && only.labels.length > 0 && only.cardinality === 'single'
      ? matching(item, texts, feedback)
      : choice(item, only, texts, feedback)
  return responses.every(({ cardinality }) => cardinality === 'multiple')
    ? categories(item, texts)
    : matching(item, texts, feedback)
}

/** Lists and fields in one text. */
function mixed(item: Item, texts: Texts, feedback: Feedback): Made {
  const { responses } = item.presentation
  const fits = responses.every(
    ({ kind, cardinality }) => kind === 'text' || (kind === 'choice' && cardinality === 'single'),
  )
  return fits
    ? gaps(item, texts, feedback)
    : { code: 'several_parts', reason: 'It has several parts of kinds that don’t go together.' }
}

function typed(item: Item, response: Response, texts: Texts, feedback: Feedback): Made {
  if (item.type.startsWith('essay') || item.type.startsWith('shortresponse'))
    return essay(item, response, feedback, texts)
  const { pieces } = item.presentation
  const within = pieces.indexOf(response) < pieces.length - 1 || hasBlanks(item, texts)
  if (within && shortText(item, response, feedback) !== null) return gaps(item, texts, feedback)
  if (isNumeric(item, response)) return number(item, response, feedback)
  const made = shortText(item, response, feedback)
  if (made !== null) return made
  return /^(?:shortanswer|fillintheblank|fib)/.test(item.type)
    ? { code: 'no_key', reason: 'The file names no right answer.' }
    : essay(item, response, feedback, texts)
}

function slider(item: Item, response: Response, feedback: Feedback): Made {
  const [render] = descendants(response.element, 'render_slider')
  const said = (name: string) => (render === undefined ? null : numberOf(attributeOf(render, name)))
  const made = number(item, response, feedback)
  const [from, to] = [said('lowerbound'), said('upperbound')]
  if ('code' in made || from === null || to === null) return made
  const key = 'key' in made.content ? made.content.key : null
  const near =
    typeof key === 'object' && key !== null && 'value' in key && 'tolerance' in key ? key : null
  const tolerance = near?.tolerance
  const amount =
    typeof tolerance === 'object' && tolerance !== null && 'amount' in tolerance
      ? tolerance.amount
      : 0
  return {
    content: {
      type: 'slider',
      body: { from, to, step: said('step') ?? 1 },
      key: { value: near?.value, tolerance: amount },
    },
  }
}

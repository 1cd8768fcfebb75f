import type { Option } from '@quizmentor/engine/question/parts'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { flagOf, numberOf } from './read-names.ts'
import {
  answering,
  bestInRules,
  listsInRules,
  blank,
  leavePrompt,
  nearest,
  noKey,
  responseOf,
  type Item,
  type Probe,
  type Reading,
  type Refused,
} from './read-reading.ts'
import { optionText } from './read-options.ts'

interface Choice extends Option {
  readonly identifier: string
}

/** `choiceInteraction`. */
export function readChoice(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const elements = childrenOf(interaction, 'simpleChoice')
  const choices = elements.map((element, index) => ({
    id: partName(index),
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    text: optionText(item, element),
  }))
  const shuffles = flagOf(interaction, 'shuffle')
  const holds = elements.some((element) => flagOf(element, 'fixed'))
  if (shuffles && holds)
    item.notice('order_fixed', 'Some options keep their place; here all of them do.')
  return chosenFrom(item, interaction, choices, shuffles && !holds)
}

/** A question of choosing from options, one or several of them. */
export function chosenFrom(
  item: Item,
  interaction: XmlElement,
  choices: readonly Choice[],
  shuffle: boolean,
): Reading | Refused {
  const identifier = responseOf(interaction)
  const limit = numberOf(interaction, 'maxChoices') ?? 1
  const cardinality = item.declared.responses.get(identifier)?.cardinality ?? 'single'
  const correct = new Set(item.marker.correct(identifier).list.map(String))
  const alone = choices.map((choice) => ({
    ...choice,
    responses: answering(item, identifier, [choice.identifier]),
  }))
  const known: Known = {
    item,
    identifier,
    choices,
    shuffle,
    limit: cardinality === 'single' ? 1 : limit,
    correct,
    alone: alone.map(({ responses }) => item.marker.points(responses)),
  }
  const isSingle = cardinality === 'single' || (limit === 1 && correct.size < 2)
  const made = isSingle ? single(known) : several(known)
  if ('refused' in made) return made
  const names = made.content.type === 'true_false' ? truthsOf(choices) : []
  return {
    ...made,
    options: new Map(
      alone.map(({ identifier, id, responses }, index) => [
        identifier,
        { id: names[index]?.toString() ?? id, responses },
      ]),
    ),
  }
}

interface Known {
  readonly item: Item
  readonly identifier: string
  readonly choices: readonly Choice[]
  readonly shuffle: boolean
  readonly limit: number
  readonly correct: ReadonlySet<string>
  /** The points for choosing one alone, the rest of the item being right. */
  readonly alone: readonly number[]
}

function single({ item, identifier, choices, shuffle, correct, alone }: Known): Reading | Refused {
  const most = Math.max(...alone)
  const least = item.marker.points(answering(item, identifier, []))
  const isBest = (index: number): boolean => most > 0 && alone[index] === most && most > least
  const declaredRight = choices.findIndex(({ identifier }) => correct.has(identifier))
  const right = isBest(declaredRight) ? declaredRight : choices.findIndex((_, at) => isBest(at))
  const key = choices[right] ?? choices[declaredRight]
  if (key === undefined) return noKey
  const base = Math.max(0, least)
  const credits = choices.flatMap(({ id }, index) => {
    const credit = ((alone[index] ?? 0) - base) / (most - base)
    return id !== key.id && right >= 0 && credit > 0 && credit <= 1
      ? [[id, round(credit)] as const]
      : []
  })
  const type = 'single_choice' as const
  const probes = choices.map((choice): Probe => ({
    given: { type, choice: choice.id },
    responses: answering(item, identifier, [choice.identifier]),
  }))
  const question: QuestionContent = {
    ...blank,
    type,
    body: { options: plainOptions(choices), shuffle },
    key: {
      choice: key.id,
      ...(credits.length > 0 && { credits: Object.fromEntries(credits) }),
    },
  }
  const content = base > 0 ? question : nearest(item, [question], probes)
  return truthOf(choices, content, probes) ?? { content, probes }
}

/** True or false, where the identifiers or the texts say so. */
function truthOf(
  choices: readonly Choice[],
  content: QuestionContent,
  probes: readonly Probe[],
): Reading | null {
  if (content.type !== 'single_choice' || choices.length !== 2) return null
  const truths = truthsOf(choices)
  if (truths[0] === null || truths[1] === null || truths[0] === truths[1]) return null
  if (content.key.credits !== undefined) return null
  const type = 'true_false' as const
  return {
    content: {
      ...blank,
      type,
      body: {},
      key: { truth: truths[choices.findIndex(({ id }) => id === content.key.choice)] === true },
    },
    probes: probes.map(({ responses }, index) => ({
      given: { type, truth: truths[index] === true },
      responses,
    })),
  }
}

function truthsOf(choices: readonly Choice[]): (boolean | null)[] {
  return choices.map(({ identifier, text }) => truthIn(identifier) ?? truthIn(text))
}

function truthIn(text: string): boolean | null {
  if (/^true$/i.test(text.trim())) return true
  return /^false$/i.test(text.trim()) ? false : null
}

function several(known: Known): Reading | Refused {
  const { item, identifier, choices, shuffle, limit, correct, alone } = known
  const named = correct.size > 0 ? correct : new Set(bestInRules(item, identifier))
  const declared = choices.filter((choice) => named.has(choice.identifier))
  const right = declared.length > 0 ? declared : choices.filter((_, at) => (alone[at] ?? 0) > 0)
  if (right.length === 0) return noKey
  const type = 'multiple_choice' as const
  const compared = listsInRules(item, identifier).map((list) =>
    choices.filter((choice) => list.includes(choice.identifier)),
  )
  const probes = [...subsetsOf(choices, right, limit), ...compared].map((subset): Probe => ({
    given: { type, choices: subset.map(({ id }) => id) },
    responses: answering(
      item,
      identifier,
      subset.map(({ identifier }) => identifier),
    ),
  }))
  const most = Math.max(0, ...probes.map(({ responses }) => item.marker.points(responses)))
  const rightNames = right.map(({ identifier }) => identifier)
  const full = item.marker.points(answering(item, identifier, rightNames))
  // A bound keeps an option that costs points from showing it alone.
  const worthOf = (at: number): number => {
    const [points, name] = [alone[at] ?? 0, choices[at]?.identifier ?? '']
    if (points > 0 || rightNames.includes(name)) return points
    const mapping = item.declared.responses.get(identifier)?.mapping
    const added = item.marker.points(answering(item, identifier, [...rightNames, name])) - full
    const entry = mapping?.entries.find(({ key }) => key === name)
    return item.marker.maps ? (entry?.value ?? mapping?.otherwise ?? 0) : Math.min(0, added)
  }
  const smallest = Math.min(...alone.filter((points) => points > 0))
  const isLimited = limit > 0 && limit < choices.length
  const credits = choices.map(({ id }, at) => {
    const points = worthOf(at)
    // Choosing everything must not be worth it where that isn't allowed.
    const worth = isLimited && points === 0 && smallest < Infinity ? -smallest : points
    return [id, round(Math.max(-1, Math.min(1, most > 0 ? worth / most : 0)))] as const
  })
  const body = { options: plainOptions(choices), shuffle }
  const key = { choices: right.map(({ id }) => id) }
  const byRule = (rule: 'all_or_nothing' | 'penalised' | 'per_option'): QuestionContent => ({
    ...blank,
    type,
    body,
    key: { ...key, rule },
  })
  const content = nearest(
    item,
    [
      byRule('all_or_nothing'),
      byRule('penalised'),
      byRule('per_option'),
      {
        ...blank,
        type,
        body,
        key: { ...key, rule: 'weighted', credits: Object.fromEntries(credits) },
      },
    ],
    probes,
  )
  return { content, probes }
}

/** Some ways to choose: each alone, the right ones with one more or less, and others. */
export function subsetsOf<T>(choices: readonly T[], right: readonly T[], limit: number): T[][] {
  const most = limit > 0 ? limit : choices.length
  const wrong = choices.filter((choice) => !right.includes(choice))
  const subsets = [
    [...right],
    ...choices.map((choice) => [choice]),
    ...right.map((left) => right.filter((choice) => choice !== left)),
    ...wrong.map((added) => [...right, added]),
    ...wrong.map((added, at) => [
      ...right.slice(at % right.length, (at % right.length) + 1),
      added,
    ]),
    [...wrong],
    [...choices],
  ]
  return subsets.filter(
    (subset) => subset.length > 0 && subset.length <= Math.max(most, right.length),
  )
}

function plainOptions(choices: readonly Choice[]): Option[] {
  return choices.map(({ id, text }) => ({ id, text }))
}

/** To nine decimals, so that thirds add up to one and no noise is kept. */
function round(credit: number): number {
  const near = Number(credit.toFixed(9))
  return Math.abs(near - credit) < 1e-12 ? near : credit
}

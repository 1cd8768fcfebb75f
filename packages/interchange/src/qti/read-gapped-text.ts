import type { QuestionContent, QuestionOf } from '@quizmentor/engine/question/question'
import { child, childrenOf, type XmlElement } from '../xml.ts'
import {
  answering,
  blank,
  nearest,
  noKey,
  responseOf,
  type Item,
  type Probe,
  type Reading,
  type Refused,
} from './read-reading.ts'
import { textKeyOf, worthIn, type TextKey } from './read-text-key.ts'
import { gapMark, made } from './read-texts.ts'
import type { Scalar } from './read-values.ts'

type GapKey = QuestionOf<'fill_in'>['key']['gaps'][string]

interface Field {
  readonly id: string
  readonly response: string
  readonly choices: readonly { readonly identifier: string; readonly text: string }[]
  readonly key: GapKey
  /** The points of the field, on the item's scale. */
  readonly weight: number
  /** What is right, for the item. */
  readonly right: Scalar
}

const mostOfChoice = 200

/**
 * Inline choices, text entries and choices of one option, all in one text: gaps that are picked or
 * typed.
 */
export function readGappedText(item: Item, interactions: readonly XmlElement[]): Reading | Refused {
  const fields: Field[] = []
  for (const interaction of interactions) {
    const id = `g${fields.length + 1}`
    const field =
      interaction.name === 'textEntryInteraction'
        ? typed(item, id, interaction)
        : picked(item, id, interaction)
    if ('refused' in field) return field
    fields.push(field)
    if (interaction.name === 'choiceInteraction') {
      const prompt = child(interaction, 'prompt')
      const asked = prompt === undefined ? [] : item.texts.shown(prompt.children)
      item.texts.replace(interaction, [made('div', [...asked, ' ', gapMark(id)])])
    } else item.texts.replaceByGap(interaction, id)
  }
  return fieldsAsQuestion(item, fields)
}

function typed(item: Item, id: string, interaction: XmlElement): Field | Refused {
  const response = responseOf(interaction)
  const key = textKeyOf(item, response)
  const [right] = key?.accepted ?? []
  if (key === null || right === undefined) return noKey
  return {
    id,
    response,
    choices: [],
    key: gapKeyOf(key),
    weight: key.weight,
    right: rightOf(item, response, key),
  }
}

/** The answer that goes with the right ones to the other fields. */
function rightOf(item: Item, response: string, key: TextKey): Scalar {
  const right = item.marker.right.get(response)?.[0]
  return right !== undefined && key.accepted.includes(String(right))
    ? right
    : (key.number?.value ?? key.accepted[0] ?? '')
}

function gapKeyOf(key: TextKey): GapKey {
  return {
    accepted: [...key.accepted],
    caseSensitive: key.caseSensitive,
    accentSensitive: key.accentSensitive,
    typos: 0,
    ...(key.wildcards && { wildcards: true }),
    ...(key.number !== null && {
      number: { value: key.number.value, tolerance: key.number.tolerance },
    }),
    ...(key.others.length > 0 && {
      others: key.others.map(({ text, credit }) => ({ accepted: [text], credit })),
    }),
  }
}

function picked(item: Item, id: string, interaction: XmlElement): Field | Refused {
  const response = responseOf(interaction)
  const elements = childrenOf(
    interaction,
    interaction.name === 'choiceInteraction' ? 'simpleChoice' : 'inlineChoice',
  )
  const choices = elements.map((element) => ({
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    text: shortened(item.texts.plain(element) || (element.attributes.get('identifier') ?? '…')),
  }))
  const correct = item.marker.correct(response).list
  const names = choices.map(({ identifier }) => identifier)
  const { shareOf, most } = worthIn(item, response, names)
  const shares = names.map(shareOf)
  const right = choices.filter(({ identifier }, at) =>
    most > 0 ? (shares[at] ?? 0) > 1 - 1e-9 : correct.includes(identifier),
  )
  const [first] = right
  if (first === undefined) return noKey
  const credits = choices.flatMap(({ text }, at) => {
    const credit = most > 0 ? (shares[at] ?? 0) : 0
    return credit > 0 && credit <= 1 - 1e-9 ? [{ choice: text, credit }] : []
  })
  return {
    id,
    response,
    choices,
    key: {
      accepted: right.map(({ text }) => text),
      // A choice is right as it is written.
      caseSensitive: true,
      accentSensitive: true,
      typos: 0,
      ...(credits.length > 0 && { credits }),
    },
    weight: most,
    right: first.identifier,
  }
}

function shortened(text: string): string {
  return text.length > mostOfChoice ? `${text.slice(0, mostOfChoice - 1)}…` : text
}

function fieldsAsQuestion(item: Item, fields: readonly Field[]): Reading {
  const type = 'fill_in' as const
  const total = fields.reduce((sum, { weight }) => sum + weight, 0)
  const differ = fields.some(({ weight }) => Math.abs(weight - (fields[0]?.weight ?? 0)) > 1e-9)
  const weighs = differ && fields.every(({ weight }) => weight > 0)
  const scale = Math.min(...fields.map(({ weight }) => weight))
  const byRule = (rule: 'all_or_nothing' | 'partial'): QuestionContent => ({
    ...blank,
    type,
    body: {
      text: fields.map(({ id }) => `{{${id}}}`).join(' '),
      gaps: fields.map(({ id, choices }) => ({
        id,
        choices: [...new Set(choices.map(({ text }) => text))],
      })),
    },
    key: {
      gaps: Object.fromEntries(
        fields.map(({ id, key, weight }) => [
          id,
          weighs && rule === 'partial' ? { ...key, weight: Math.min(1_000, weight / scale) } : key,
        ]),
      ),
      rule,
    },
  })
  const wholes = fields.map(() => true)
  const filled = [
    wholes,
    ...fields.map((_, at) => wholes.map((_, index) => index === at)),
    ...fields.map((_, at) => wholes.map((_, index) => index !== at)),
  ]
  const probes = [
    ...filled.map((which) => probeOf(item, fields, which)),
    wrongProbe(item, fields),
    alikeProbe(item, fields),
  ]
  const [partial, strict] = [byRule('partial'), byRule('all_or_nothing')]
  const content =
    total > 0 || item.marker.failed !== null ? nearest(item, [partial, strict], probes) : partial
  return { content, probes }
}

/** Some fields right, the others empty. */
function probeOf(item: Item, fields: readonly Field[], which: readonly boolean[]): Probe {
  const responses = new Map(answering(item, '', []))
  const gaps: Record<string, string> = {}
  fields.forEach(({ id, response, key, right, choices }, at) => {
    if (which[at] !== true) return void responses.set(response, [])
    responses.set(response, [right])
    gaps[id] = choices.length > 0 ? (key.accepted[0] ?? '') : String(right)
  })
  return { given: { type: 'fill_in', gaps }, responses }
}

/** All fields filled with something wrong. */
function wrongProbe(item: Item, fields: readonly Field[]): Probe {
  const responses = new Map(answering(item, '', []))
  const gaps: Record<string, string> = {}
  for (const { id, response, choices, key } of fields) {
    const wrong = choices.find(({ text }) => !key.accepted.includes(text))
    if (choices.length > 0 && wrong === undefined) continue
    const isNumber = key.number !== undefined
    responses.set(response, [wrong?.identifier ?? (isNumber ? -987_654 : '~')])
    gaps[id] = wrong?.text ?? (isNumber ? '-987654' : '~')
  }
  return { given: { type: 'fill_in', gaps }, responses }
}

/** The same answer in all fields that are typed. */
function alikeProbe(item: Item, fields: readonly Field[]): Probe {
  const typedFields = fields.filter(({ choices }) => choices.length === 0)
  const [first] = typedFields
  const responses = new Map(answering(item, '', []))
  const gaps: Record<string, string> = {}
  for (const { id, response, right, key, choices } of fields) {
    const answer = choices.length > 0 || first === undefined ? right : first.right
    responses.set(response, [answer])
    gaps[id] = choices.length > 0 ? (key.accepted[0] ?? '') : String(answer)
  }
  return { given: { type: 'fill_in', gaps }, responses }
}

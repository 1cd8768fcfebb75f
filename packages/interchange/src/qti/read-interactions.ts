import { child, type XmlElement } from '../xml.ts'
import { readAssociate } from './read-associate.ts'
import { readChoice } from './read-choice.ts'
import { readCombined } from './read-combined.ts'
import { readExtendedText, readOpenField } from './read-extended-text.ts'
import { readGapMatch } from './read-gap-match.ts'
import { readGappedText } from './read-gapped-text.ts'
import { readGraphicAssociate, readGraphicGapMatch, readGraphicOrder } from './read-graphic.ts'
import { readHotspot } from './read-hotspot.ts'
import { readHottext } from './read-hottext.ts'
import { readMatch } from './read-match.ts'
import { within, withinNamed } from './read-names.ts'
import { readOrder } from './read-order.ts'
import {
  noKey,
  refused,
  responseOf,
  type Item,
  type Reading,
  type Refused,
} from './read-reading.ts'
import { readPositionObject, readSelectPoint } from './read-select-point.ts'
import { readShortText } from './read-short-text.ts'
import { readSlider } from './read-slider.ts'

/** What an item asks, by the interactions in its body. */
export function readInteractions(item: Item, body: XmlElement): Reading | Refused {
  const all = interactionsIn(body)
  const foreign = all.find(({ name }) => unsupported.has(name))
  if (foreign !== undefined)
    return refused('interaction_unsupported', unsupported.get(foreign.name) ?? foreign.name)
  const interactions = withKey(item, all)
  const [only] = interactions
  if (only === undefined)
    return refused('no_interaction', 'The item asks nothing: it has no interaction.')
  if (interactions.length === 1) return readOne(item, body, only)
  const are = (...names: string[]): boolean =>
    interactions.every(({ name }) => names.includes(name))
  if (are('gapMatchInteraction')) {
    item.notice('gaps_combined', 'Choices of each of its parts can be put into gaps of the others.')
    return readGapMatch(item, interactions)
  }
  const isGapped =
    are('inlineChoiceInteraction', 'textEntryInteraction', 'choiceInteraction') &&
    interactions.every((interaction) => fitsGap(item, interaction))
  if (isGapped) {
    if (!are('inlineChoiceInteraction', 'textEntryInteraction'))
      item.notice('choice_as_gap', 'Its several choices are picked from lists in one text.')
    const reading = readGappedText(item, interactions)
    if (!('refused' in reading)) return reading
  }
  const isOpen = interactions.every(
    (interaction) => interaction.name.endsWith('TextInteraction') || !hasKey(item, interaction),
  )
  if (isOpen && !are('extendedTextInteraction', 'textEntryInteraction')) return noKey
  return readCombined(item, interactions)
}

const unsupported = new Map([
  ['uploadInteraction', 'A file is to be handed in; no question of ours takes one.'],
  ['drawingInteraction', 'Something is to be drawn; no question of ours takes a drawing.'],
  ['customInteraction', 'It is answered in a program of its own, which is not run here.'],
  ['portableCustomInteraction', 'It is answered in a program of its own, which is not run here.'],
])

const ignored = new Set(['endAttemptInteraction', 'mediaInteraction'])

function interactionsIn(body: XmlElement): XmlElement[] {
  const stages = withinNamed(body, 'positionObjectStage').filter(
    (stage) => withinNamed(stage, 'positionObjectInteraction').length > 0,
  )
  const inStages = new Set(
    stages.flatMap((stage) => withinNamed(stage, 'positionObjectInteraction')),
  )
  return within(
    body,
    (element) =>
      stages.includes(element) ||
      (element.name.endsWith('Interaction') &&
        !ignored.has(element.name) &&
        !inStages.has(element)),
  )
}

/** Without those that nothing is right for, where others have a right answer. */
function withKey(item: Item, interactions: readonly XmlElement[]): readonly XmlElement[] {
  if (interactions.length < 2) return interactions
  const keyed = interactions.filter(
    (interaction) =>
      hasKey(item, interaction) || /^(?:extendedText|textEntry)Interaction$/.test(interaction.name),
  )
  const some = keyed.some((interaction) => hasKey(item, interaction))
  if (!some || keyed.length === interactions.length) return interactions
  item.notice('part_without_key', 'A part of the item that has no right answer was left out.')
  for (const interaction of interactions)
    if (!keyed.includes(interaction)) item.texts.replace(interaction, [])
  return keyed
}

function hasKey(item: Item, interaction: XmlElement): boolean {
  const stage = withinNamed(interaction, 'positionObjectInteraction')[0]
  const identifier = responseOf(stage ?? interaction)
  const declared = item.declared.responses.get(identifier)
  const processing = child(item.root, 'responseProcessing')
  return (
    item.marker.correct(identifier).list.length > 0 ||
    (declared?.mapping?.entries.length ?? 0) > 0 ||
    (declared?.areas?.entries.length ?? 0) > 0 ||
    (processing !== undefined &&
      withinNamed(processing, 'variable').some(
        (variable) => variable.attributes.get('identifier')?.trim() === identifier,
      ))
  )
}

const longestChoice = 200

/** A choice of one option with short texts goes into a gap. */
function fitsGap(item: Item, interaction: XmlElement): boolean {
  if (interaction.name !== 'choiceInteraction') return true
  const one = item.declared.responses.get(responseOf(interaction))?.cardinality === 'single'
  return (
    one &&
    withinNamed(interaction, 'simpleChoice').every(
      (choice) =>
        item.texts.plain(choice).length <= longestChoice &&
        withinNamed(choice, 'img', 'object', 'math', 'table').length === 0,
    )
  )
}

function readOne(item: Item, body: XmlElement, interaction: XmlElement): Reading | Refused {
  switch (interaction.name) {
    case 'choiceInteraction':
      return readChoice(item, interaction)
    case 'orderInteraction':
      return readOrder(item, interaction)
    case 'matchInteraction':
      return readMatch(item, interaction)
    case 'associateInteraction':
      return readAssociate(item, interaction)
    case 'gapMatchInteraction':
      return readGapMatch(item, [interaction])
    case 'inlineChoiceInteraction':
      return readGappedText(item, [interaction])
    case 'textEntryInteraction':
      return readEntry(item, body, interaction)
    case 'extendedTextInteraction':
      return readExtendedText(item, interaction)
    case 'hottextInteraction':
      return readHottext(item, interaction)
    case 'hotspotInteraction':
      return readHotspot(item, interaction)
    case 'selectPointInteraction':
      return readSelectPoint(item, interaction)
    case 'positionObjectStage':
    case 'positionObjectInteraction':
      return readPositionObject(item, interaction)
    case 'graphicOrderInteraction':
      return readGraphicOrder(item, interaction)
    case 'graphicAssociateInteraction':
      return readGraphicAssociate(item, interaction)
    case 'graphicGapMatchInteraction':
      return readGraphicGapMatch(item, interaction)
    case 'sliderInteraction':
      return readSlider(item, interaction)
    default:
      return refused('interaction_unsupported', `Nobody knows ${interaction.name} here.`)
  }
}

/** A field in a text is a gap; one that stands by itself is the question's own. */
function readEntry(item: Item, body: XmlElement, interaction: XmlElement): Reading {
  item.texts.replaceByGap(interaction, 'g1')
  const paragraphs = item.texts.markdown(body.children).split(/\n{2,}/)
  const around = paragraphs.find((paragraph) => paragraph.includes('{{g1}}'))?.split('{{g1}}')
  const [before = '', after = ''] = around ?? []
  const standsAlone = after.trim() === '' && /^$|[:?=][*_]*$/.test(before.trim())
  if (!standsAlone) {
    const gapped = readGappedText(item, [interaction])
    if (!('refused' in gapped)) return gapped
  }
  return readShortText(item, interaction) ?? readOpenField(item, interaction)
}

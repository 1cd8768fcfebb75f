import { insideOf } from '@quizmentor/engine/question/image'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { paired } from './read-associate.ts'
import { choiceOf, filled, type Gap } from './read-gap-match.ts'
import { noPicture } from './read-hotspot.ts'
import { numberOf, withinNamed } from './read-names.ts'
import { ordersOf } from './read-order.ts'
import { pictureOf } from './read-picture.ts'
import {
  answering,
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

/** `graphicGapMatchInteraction`: choices go onto places of a picture. */
export function readGraphicGapMatch(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const response = responseOf(interaction)
  const shown = withinNamed(interaction, 'gapImg', 'gapText')
  const spots = childrenOf(interaction, 'associableHotspot')
  const picture = pictureOf(item, interaction, [...spots, ...shown])
  if (picture === null) return noPicture
  const choices = shown.map((element, index) => ({ ...choiceOf(item, element, index), response }))
  const gaps: Gap[] = []
  const areas = spots.flatMap((spot) => {
    const area = picture.areas.get(spot)
    if (area === undefined) return []
    const id = `g${gaps.length + 1}`
    gaps.push({ id, identifier: spot.attributes.get('identifier')?.trim() ?? '', response })
    return [{ id, area }]
  })
  if (
    spots.some(
      (spot) => (numberOf(spot, 'matchMax') ?? 1) !== 1 && holdsSeveral(item, response, spot),
    )
  )
    item.notice('gap_takes_one', 'Some places hold several there; here each holds one.')
  return filled(item, choices, gaps, () => ({
    text: '',
    image: picture.image,
    choices: choices.map(({ id, text, uses }) => ({ id, text, uses })),
    gaps: areas,
  }))
}

function holdsSeveral(item: Item, response: string, spot: XmlElement): boolean {
  const name = spot.attributes.get('identifier')?.trim() ?? ''
  return (
    item.marker.correct(response).list.filter((pair) => String(pair).endsWith(` ${name}`)).length >
    1
  )
}

/** `graphicOrderInteraction`: the numbers of the order are put onto the places. */
export function readGraphicOrder(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const identifier = responseOf(interaction)
  const spots = childrenOf(interaction, 'hotspotChoice')
  const picture = pictureOf(item, interaction, spots)
  if (picture === null) return noPicture
  const gaps = spots.flatMap((spot, index) => {
    const area = picture.areas.get(spot)
    const name = spot.attributes.get('identifier')?.trim() ?? ''
    return area === undefined ? [] : [{ id: `g${index + 1}`, area, name }]
  })
  const ids = new Map(gaps.map(({ id, name }) => [name, id]))
  const right = item.marker
    .correct(identifier)
    .list.map(String)
    .filter((name) => ids.has(name))
  if (right.length === 0) return noKey
  item.notice('order_as_numbers', 'The places are put in order by dragging numbers onto them.')
  const type = 'gap_match' as const
  const probes = ordersOf(right).map((order): Probe => ({
    given: {
      type,
      gaps: Object.fromEntries(order.map((name, at) => [ids.get(name) ?? '', partName(at)])),
    },
    responses: answering(item, identifier, order),
  }))
  const byRule = (rule: 'all_or_nothing' | 'partial'): QuestionContent => ({
    ...blank,
    type,
    body: {
      text: '',
      image: picture.image,
      choices: right.map((_, at) => ({ id: partName(at), text: String(at + 1), uses: 1 })),
      gaps: gaps.map(({ id, area }) => ({ id, area })),
    },
    key: {
      gaps: Object.fromEntries(
        gaps.map(({ id, name }) => [
          id,
          right.includes(name) ? [partName(right.indexOf(name))] : [],
        ]),
      ),
      rule,
    },
  })
  return { content: nearest(item, [byRule('all_or_nothing'), byRule('partial')], probes), probes }
}

/** `graphicAssociateInteraction`: places by their labels, or by where they are, in pairs. */
export function readGraphicAssociate(item: Item, interaction: XmlElement): Reading | Refused {
  const spots = childrenOf(interaction, 'associableHotspot')
  const picture = pictureOf(item, interaction, spots)
  if (picture === null) return noPicture
  // The picture stays in the text: its places are told in words.
  item.texts.replace(
    interaction,
    item.texts.shown(interaction.children.filter((node) => !spots.some((spot) => spot === node))),
  )
  item.notice('places_in_words', 'Places of the picture are told in words, and put together so.')
  return paired(
    item,
    interaction,
    spots.map((spot) => {
      const identifier = spot.attributes.get('identifier')?.trim() ?? ''
      const area = picture.areas.get(spot)
      const place = area === undefined ? null : insideOf(area)
      const label = spot.attributes.get('hotspotLabel')?.trim()
      const where = place === null ? '' : ` (x ${Math.round(place.x)}, y ${Math.round(place.y)})`
      return { identifier, text: label || `${identifier}${where}` }
    }),
  )
}

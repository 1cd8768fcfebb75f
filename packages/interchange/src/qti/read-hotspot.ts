import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { subsetsOf } from './read-choice.ts'
import { numberOf } from './read-names.ts'
import { pictureOf } from './read-picture.ts'
import {
  answering,
  blank,
  leavePrompt,
  nearest,
  noKey,
  refused,
  responseOf,
  type Item,
  type Probe,
  type Reading,
  type Refused,
} from './read-reading.ts'

/** `hotspotInteraction`. */
export function readHotspot(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const identifier = responseOf(interaction)
  const elements = childrenOf(interaction, 'hotspotChoice')
  const picture = pictureOf(item, interaction, elements)
  if (picture === null) return noPicture
  const spots = elements.flatMap((element, index) => {
    const area = picture.areas.get(element)
    return area === undefined
      ? []
      : {
          id: partName(index),
          identifier: element.attributes.get('identifier')?.trim() ?? '',
          area,
          label: (element.attributes.get('hotspotLabel') ?? '').trim().slice(0, 200),
        }
  })
  const limit = Math.max(0, Math.min(40, numberOf(interaction, 'maxChoices') ?? 1))
  const correct = item.marker.correct(identifier).list
  const probe = (subset: readonly (typeof spots)[number][]): Probe => ({
    given: { type: 'hotspot', spots: subset.map(({ id }) => id) },
    responses: answering(
      item,
      identifier,
      subset.map(({ identifier }) => identifier),
    ),
  })
  const declared = spots.filter((spot) => correct.includes(spot.identifier))
  const right =
    declared.length > 0
      ? declared
      : spots.filter((spot) => item.marker.points(probe([spot]).responses) > 0)
  if (right.length === 0) return noKey
  const most = limit > 0 ? Math.max(limit, right.length) : 0
  const probes = subsetsOf(spots, right, limit).map(probe)
  const byRule = (rule: 'all_or_nothing' | 'penalised' | 'per_option'): QuestionContent => ({
    ...blank,
    type: 'hotspot',
    body: {
      image: picture.image,
      spots: spots.map(({ id, area, label }) => ({ id, area, label })),
      most,
    },
    key: { spots: right.map(({ id }) => id), rule },
  })
  return {
    content: nearest(
      item,
      [byRule('all_or_nothing'), byRule('penalised'), byRule('per_option')],
      probes,
    ),
    probes,
    options: new Map(
      spots.map((spot) => [spot.identifier, { id: spot.id, responses: probe([spot]).responses }]),
    ),
  }
}

export const noPicture = refused('image_missing', 'There is no picture to answer on.')

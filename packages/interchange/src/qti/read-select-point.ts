import { insideOf, type Area, type Point } from '@quizmentor/engine/question/image'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { child, type XmlElement } from '../xml.ts'
import { noPicture } from './read-hotspot.ts'
import { numberOf, withinNamed } from './read-names.ts'
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
import { pointOf } from './read-shapes.ts'
import { made } from './read-texts.ts'

interface Target {
  readonly area: Area
  readonly points: number
}

const mostAreas = 20
/** How near a single right point has to be met: a share of the picture's width. */
const near = 0.03

/** `selectPointInteraction`. */
export function readSelectPoint(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  return pointed(item, interaction, interaction)
}

/**
 * `positionObjectStage`: where the object is put is where a point is set. Some programs write it the
 * other way round, the stage with the object inside of the interaction.
 */
export function readPositionObject(item: Item, shows: XmlElement): Reading | Refused {
  const isStage = shows.name === 'positionObjectStage'
  const [inner] = withinNamed(shows, isStage ? 'positionObjectInteraction' : 'positionObjectStage')
  if (inner === undefined)
    return refused('no_picture', 'An object is to be put on a picture that the item doesn’t have.')
  const interaction = isStage ? inner : shows
  const prompt = child(interaction, 'prompt')
  const asked = prompt === undefined ? [] : item.texts.shown(prompt.children)
  item.texts.replace(shows, [made('div', asked)])
  item.notice(
    'object_as_point',
    'Instead of putting an object on the picture, its place is marked.',
  )
  return pointed(item, shows, interaction)
}

function pointed(item: Item, shows: XmlElement, interaction: XmlElement): Reading | Refused {
  const identifier = responseOf(interaction)
  const objects = withinNamed(shows, 'positionObjectInteraction', 'positionObjectStage')
  const picture = pictureOf(item, shows, objects)
  if (picture === null) return noPicture
  const declared = item.declared.responses.get(identifier)
  const correct = item.marker
    .correct(identifier)
    .list.flatMap((scalar) => pointOf(String(scalar)) ?? [])
  const mapped = (declared?.areas?.entries ?? [])
    .filter(({ value }) => value > 0)
    .map(({ area, value }): Target => ({ area, points: value }))
  const targets =
    mapped.length > 0 ? mapped : correct.map((point) => around(point, picture.image.width))
  if (targets.length === 0) return noKey
  if (mapped.length === 0)
    item.notice(
      'area_added',
      'Only exact points are right there; here a small area around them is.',
    )
  const limit = numberOf(interaction, 'maxChoices') ?? 1
  const most = Math.min(20, Math.max(1, limit > 0 ? limit : targets.length))
  const best = Math.max(...targets.map(({ points }) => points))
  const areas = targets
    .slice(0, mostAreas)
    .map(({ area, points }) => ({ area, credit: points / best }))
  const type = 'select_point' as const
  const places = targets.map((target) => insideOf(target.area))
  const nowhere = { x: -1, y: -1 }
  const ways: Point[][] = [
    places.slice(0, most),
    ...places.slice(0, 10).map((place) => [place]),
    [nowhere],
  ]
  const probes = ways.map((points): Probe => ({
    given: { type, points },
    responses: answering(
      item,
      identifier,
      points.map(({ x, y }) => `${x} ${y}`),
    ),
  }))
  const byRule = (rule: 'all_or_nothing' | 'partial'): QuestionContent => ({
    ...blank,
    type,
    body: { image: picture.image, most },
    key: { areas, rule },
  })
  const content =
    mapped.length > 0
      ? nearest(item, [byRule('partial'), byRule('all_or_nothing')], probes)
      : byRule('all_or_nothing')
  return { content, probes }
}

function around({ x, y }: Point, width: number): Target {
  const radius = Math.max(4, Math.round(width * near))
  return { area: { shape: 'ellipse', x, y, rx: radius, ry: radius }, points: 1 }
}

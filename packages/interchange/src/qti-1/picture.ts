import type { Area } from '@quizmentor/engine/question/image'
import { imageSize } from '../media.ts'
import { textIn } from '../xml.ts'
import { leavesOf } from './conditions.ts'
import { attributeOf, descendants, numberOf } from './elements.ts'
import type { Item } from './item.ts'
import { idAt, shortened, type Made, type Texts } from './made.ts'
import type { Response } from './presentation.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** A place on a picture: one of its marked spots, or a point in an area that isn't shown. */
export async function picture(item: Item, response: Response, texts: Texts): Promise<Made> {
  const [shown] = descendants(response.element, 'matimage')
  const src = shown === undefined ? '' : attributeOf(shown, 'uri')
  const medium = src === '' ? null : texts.medium(src)
  const size = medium === null ? null : imageSize(await medium.read())
  if (shown === undefined || medium === null || size === null)
    return {
      code: 'image_missing',
      reason: `The picture ${shortened(src)} that is answered on is not in the file.`,
    }
  const image = {
    src: `media:${medium.key}`,
    ...size,
    alt: attributeOf(shown, 'label').slice(0, 1_000),
  }
  const spots = response.labels.flatMap(({ ident, element }) => {
    const area = areaOf(attributeOf(element, 'rarea'), textIn(element), size)
    return area === null ? [] : [{ ident, area }]
  })
  if (spots.length < response.labels.length)
    texts.lose('area_damaged', 'An area without usable coordinates was left out.')
  const wanted = item.conditions
    .filter(({ sets }) => sets.some(({ value }) => value > 0))
    .flatMap(({ test }) => leavesOf(test))
  const named = new Set(
    wanted.flatMap(({ test, wanted: isWanted }) =>
      isWanted && test.kind === 'equal' ? [test.value] : [],
    ),
  )
  const right = spots.flatMap(({ ident }, index) => (named.has(ident) ? [idAt(index)] : []))
  if (right.length > 0)
    return {
      content: {
        type: 'hotspot',
        body: {
          image,
          spots: spots.map(({ area }, index) => ({ id: idAt(index), area })),
          most: response.cardinality === 'single' ? 1 : 0,
        },
        key: { spots: right },
      },
    }
  const inside = wanted.flatMap(({ test }) => {
    if (test.kind !== 'inside') return []
    return areaOf(attributeOf(test.element, 'areatype'), test.value, size) ?? []
  })
  // Newer Canvas names no condition: every area is right.
  const areas = inside.length > 0 ? inside : spots.map(({ area }) => area)
  if (areas.length === 0)
    return { code: 'no_key', reason: 'The file doesn’t say where the right place is.' }
  const most = response.cardinality === 'single' ? 1 : areas.length
  return {
    content: {
      type: 'select_point',
      body: { image, most },
      key: { areas: areas.map((area) => ({ area })) },
    },
  }
}

/** An area by its shape and numbers: in pixels, or in shares of the picture where all are at most 1. */
function areaOf(shape: string, text: string, { width, height }: Size): Area | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(numberOf)
  if (numbers.length < 4 || numbers.length % 2 === 1) return null
  const places = numbers.filter((one) => one !== null)
  if (places.length !== numbers.length) return null
  const shares = places.every((place) => place >= 0 && place <= 1)
  const points = Array.from({ length: places.length / 2 }, (_, index) => ({
    x: (places[2 * index] ?? 0) * (shares ? width : 1),
    y: (places[2 * index + 1] ?? 0) * (shares ? height : 1),
  }))
  const [one, other] = points
  if (one === undefined || other === undefined) return null
  switch (shape.toLowerCase()) {
    case 'bounded':
    case 'poly':
    case 'polygon':
      return points.length < 3 ? null : { shape: 'polygon', points }
    case 'ellipse':
    case 'circle':
      // Two corners in shares; else a centre, and both axes.
      return shares
        ? usable({
            shape: 'ellipse',
            x: (one.x + other.x) / 2,
            y: (one.y + other.y) / 2,
            rx: Math.abs(other.x - one.x) / 2,
            ry: Math.abs(other.y - one.y) / 2,
          })
        : usable({ shape: 'ellipse', x: one.x, y: one.y, rx: other.x / 2, ry: other.y / 2 })
    default:
      // Two corners; or a corner with width and height, where the second can't be a corner.
      return other.x > one.x && other.y > one.y
        ? { shape: 'rectangle', ...one, width: other.x - one.x, height: other.y - one.y }
        : shares || other.x <= 0 || other.y <= 0
          ? null
          : { shape: 'rectangle', ...one, width: other.x, height: other.y }
  }
}

function usable(area: Extract<Area, { shape: 'ellipse' }>): Area | null {
  return area.rx > 0 && area.ry > 0 ? area : null
}

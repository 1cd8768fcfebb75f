import { insideOf, type Image } from '@quizmentor/engine/question/image'
import { judgedSet } from './choices.ts'
import { responseDeclaration } from './declare.ts'
import { choiceName, saidTo, type ItemParts, type Making } from './item.ts'
import { templates, wholeOrNothing } from './rules.ts'
import { onPicture, shapeOf } from './shapes.ts'
import { htmlTag, tag, type Tag } from './tags.ts'

type Drawing = Pick<Making, 'bodies' | 'version' | 'typeOf'>

/** The picture that is answered on: an object in version 2, an image in version 3. */
function picture(image: Image, { bodies, version, typeOf }: Drawing): Tag {
  const src = bodies.source(image.src) ?? ''
  const [width, height] = [image.width, image.height].map((length) =>
    Math.max(1, Math.round(length)),
  )
  const size = { width, height }
  return version === '3.0'
    ? htmlTag('img', { src, alt: image.alt, ...size })
    : htmlTag('object', { data: src, type: typeOf(src), ...size }, image.alt)
}

/** Marked spots of a picture. */
export function hotspot(making: Making<'hotspot'>): ItemParts {
  const { body, key } = making.content
  const cardinality = body.most === 1 ? 'single' : 'multiple'
  const judged = judgedSet(
    body.spots.map(({ id }) => id),
    key.spots,
    // With one choice there is nothing to be partly right about.
    cardinality === 'single' && key.rule === 'penalised' ? 'all_or_nothing' : key.rule,
    {},
    cardinality,
  )
  return {
    ...judged,
    body: [
      tag(
        'hotspotInteraction',
        { responseIdentifier: 'RESPONSE', maxChoices: body.most },
        picture(body.image, making),
        ...body.spots.map(({ id, area, label }) =>
          tag('hotspotChoice', {
            ...shapeOf(area),
            identifier: choiceName(id),
            hotspotLabel: label === '' ? undefined : label,
          }),
        ),
      ),
    ],
    said: saidTo(body.spots, key.feedback),
    several: cardinality === 'multiple',
  }
}

/** Points in areas that nobody sees. */
export function selectPoint(making: Making<'select_point'>): ItemParts {
  const { body, key } = making.content
  const best = key.areas.toSorted((one, other) => other.credit - one.credit).slice(0, body.most)
  const most = Number(best.reduce((sum, { credit }) => sum + credit, 0).toFixed(9))
  const points = best.map(({ area }) => {
    const { x, y } = insideOf(onPicture(area) ?? area)
    return `${Math.max(0, Math.round(x))} ${Math.max(0, Math.round(y))}`
  })
  const areas = tag(
    'areaMapping',
    { defaultValue: 0 },
    ...key.areas.map(({ area, credit }) =>
      tag('areaMapEntry', { ...shapeOf(area), mappedValue: credit }),
    ),
  )
  const cardinality = body.most === 1 ? 'single' : 'multiple'
  return {
    declarations: [responseDeclaration('RESPONSE', cardinality, 'point', points, areas)],
    body: [
      tag(
        'selectPointInteraction',
        { responseIdentifier: 'RESPONSE', maxChoices: body.most },
        picture(body.image, making),
      ),
    ],
    processing:
      key.rule === 'partial'
        ? 'map_response_point'
        : [...templates.map_response_point, wholeOrNothing(most)],
    most,
  }
}

/** Texts and pictures to be put onto areas of a picture. */
export function graphicGaps(making: Making<'gap_match'>): Tag {
  const { body } = making.content
  if (body.image === undefined) return tag('graphicGapMatchInteraction')
  return tag(
    'graphicGapMatchInteraction',
    { responseIdentifier: 'RESPONSE' },
    picture(body.image, making),
    ...body.choices.map(({ id, text, uses }) =>
      tag('gapText', { identifier: choiceName(id), matchMax: uses }, making.bodies.plain(text)),
    ),
    ...body.gaps.flatMap(({ id, area }) =>
      area === undefined
        ? []
        : [tag('associableHotspot', { ...shapeOf(area), identifier: `G_${id}`, matchMax: 1 })],
    ),
  )
}

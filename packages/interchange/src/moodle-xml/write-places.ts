import type { Area, Image } from '@quizmentor/engine/question/image'
import { entry } from '@quizmentor/engine/question/parts'
import type { QuestionOf } from '@quizmentor/engine/question/question'
import { imageSize } from '../media.ts'
import { shapeOf, shownSize } from './shapes.ts'
import { withoutParagraph } from './write-gaps.ts'
import { keyOf, plainField, tag, type Writing } from './written.ts'

/** What is dragged where a question has no names for what is to be found. */
const marker = '●'

/** Points to be found become markers that are all alike. */
export function writeSelectPoint(
  writing: Writing,
  { body, key }: QuestionOf<'select_point'>,
): string {
  if (key.areas.some(({ credit }) => credit < 1))
    writing.lost('credits_rounded', 'In Moodle every place counts the same.')
  if (key.rule === 'all_or_nothing')
    writing.lost('rule_approximated', 'In Moodle every place counts by itself.')
  const areas = key.areas.map(({ area }) => area)
  return writeMarkers(writing, body.image, body.most, areas)
}

/** The right spots become places for markers; the others aren't shown. */
export function writeHotspot(writing: Writing, { body, key }: QuestionOf<'hotspot'>): string {
  writing.lost('hotspot_as_markers', 'Moodle has no spots to choose from; markers are set on them.')
  const right = new Set(key.spots)
  const areas = body.spots.filter(({ id }) => right.has(id)).map(({ area }) => area)
  return writeMarkers(writing, body.image, body.most, areas)
}

function writeMarkers(
  writing: Writing,
  image: Image,
  most: number,
  areas: readonly Area[],
): string {
  const { file, scale } = background(writing, image)
  const drops = areas.map((area, index) => {
    if (area.shape === 'ellipse' && area.rx !== area.ry)
      writing.lost('shape_approximated', 'Moodle has circles only; an ellipse became a polygon.')
    const { shape, coordinates } = shapeOf(area, scale)
    return tag(
      'drop',
      tag('no', String(index + 1)) +
        tag('shape', shape) +
        tag('coords', coordinates) +
        tag('choice', '1'),
    )
  })
  const label = writing.exported.kept['marker']
  const drag = plainField(
    'drag',
    typeof label === 'string' ? label : marker,
    '',
    most === 0 ? '<infinite/>' : tag('noofdrags', String(most)),
  )
  return `<showmisplaced/>${file}${drag.replace('<drag>', '<drag><no>1</no>')}${drops.join('')}`
}

/** Choices to be put onto a picture. */
export function writeDragOntoImage(
  writing: Writing,
  { body, key }: QuestionOf<'gap_match'>,
  image: Image,
): string {
  writing.lost('area_sizes', 'In Moodle a place is as big as what goes there.')
  const { file, scale } = background(writing, image)
  const drags = body.choices.map(({ text, uses }, index) => {
    if (uses > 1) writing.lost('uses', 'In Moodle a choice is used once or any number of times.')
    const picture = /^!\[((?:\\.|[^\]\\])*)\]\((media:[^()\s]+)\)$/.exec(text)
    const label =
      picture === null
        ? withoutParagraph(writing.html(text).html)
        : (picture[1] ?? '').replace(/\\(.)/g, '$1')
    const more =
      tag('draggroup', '1') +
      (uses === 1 ? '' : '<infinite/>') +
      (picture === null ? '' : writing.file(keyOf(picture[2] ?? '')))
    return plainField('drag', label, '', more).replace(
      '<drag>',
      () => `<drag><no>${index + 1}</no>`,
    )
  })
  const drops = body.gaps.flatMap(({ id, area }, index) => {
    const accepted = entry(key.gaps, id) ?? []
    const choice = body.choices.findIndex((each) => each.id === accepted[0]) + 1
    if (accepted.length !== 1)
      writing.lost(
        'gap_alternatives',
        'In Moodle one choice is right in a place, no more and no less.',
      )
    if (area === undefined || choice === 0) return []
    const { x, y } = corner(area)
    return tag(
      'drop',
      tag('text', '') +
        tag('no', String(index + 1)) +
        tag('choice', String(choice)) +
        tag('xleft', String(Math.max(0, Math.round(x * scale)))) +
        tag('ytop', String(Math.max(0, Math.round(y * scale)))),
    )
  })
  return file + drags.join('') + drops.join('')
}

/** The picture's file, and what places on it are multiplied by for the size Moodle makes it. */
function background(writing: Writing, image: Image): { file: string; scale: number } {
  const bytes = writing.bytes(image.src)
  const natural = bytes === null ? null : imageSize(bytes)
  if (bytes === null) writing.lost('image_missing', 'The picture isn’t there any more.')
  if (image.alt !== '') writing.lost('alt', 'Moodle has no description of such a picture.')
  return {
    file: writing.file(keyOf(image.src)),
    scale: shownSize(natural ?? image).width / image.width,
  }
}

function corner(area: Area): { x: number; y: number } {
  switch (area.shape) {
    case 'rectangle':
      return area
    case 'ellipse':
      return { x: area.x - area.rx, y: area.y - area.ry }
    case 'polygon':
      return {
        x: Math.min(...area.points.map(({ x }) => x)),
        y: Math.min(...area.points.map(({ y }) => y)),
      }
  }
}

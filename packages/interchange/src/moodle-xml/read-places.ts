import { child, childrenOf, type XmlElement } from '../xml.ts'
import { field, isOn, numberIn, textOf } from './fields.ts'
import { areaOf, boxAt } from './shapes.ts'
import { partName, refused, type Refused } from '../moodle-answers.ts'
import type { Part, Reading } from './reading.ts'

/** What is dragged onto a picture: a text, or a picture with one. */
interface Drag {
  readonly number: number
  readonly id: string
  readonly group: string
  readonly text: string
  /** How often it may be used; 0: as often as one likes. */
  readonly uses: number
  readonly size: { readonly width: number; readonly height: number }
}

/** `ddimageortext`: texts and pictures to be put on the places of a picture. */
export function readDragOntoImage(question: Reading): Part | Refused {
  const image = question.texts.picture(question.element)
  if (image === null) return noPicture
  const drags = dragsOf(question)
  const drops = childrenOf(question.element, 'drop').flatMap((drop) => {
    const right = drags.find(({ number }) => number === numberIn(field(drop, 'choice')))
    const x = numberIn(field(drop, 'xleft'))
    const y = numberIn(field(drop, 'ytop'))
    if (right === undefined || x === null || y === null) return []
    // A place is as big as the biggest that may go there.
    const sizes = drags.filter(({ group }) => group === right.group).map(({ size }) => size)
    const width = Math.max(...sizes.map((size) => size.width))
    const height = Math.max(...sizes.map((size) => size.height))
    return [{ right, area: boxAt({ x, y }, { width, height }, image) }]
  })
  if (new Set(drags.map(({ group }) => group)).size > 1)
    question.notice('groups_merged', 'Each thing went onto some of the places only; now onto any.')
  return onPicture(question, image, drags, drops)
}

/** `ddmarker`: markers to be set on the right parts of a picture. */
export function readDragMarkers(question: Reading): Part | Refused {
  const image = question.texts.picture(question.element)
  if (image === null) return noPicture
  const drags = dragsOf(question)
  const drops = childrenOf(question.element, 'drop').flatMap((drop) => {
    const right = drags.find(({ number }) => number === numberIn(field(drop, 'choice')))
    const area = areaOf(field(drop, 'shape'), field(drop, 'coords'))
    return right === undefined || area === null ? [] : [{ right, area }]
  })
  const [only, second] = drags
  if (only === undefined || drops.length === 0)
    return refused('no_key', 'None of its markers has a place.')
  if (second === undefined) {
    question.keep('marker', only.text)
    return {
      type: 'select_point',
      body: { image, most: only.uses === 0 ? Math.min(20, drops.length) : only.uses },
      key: { areas: drops.map(({ area }) => ({ area })), rule: 'partial' },
    }
  }
  question.notice('areas_shown', 'The places of the markers weren’t shown; now they are.')
  return onPicture(question, image, drags, drops)
}

function onPicture(
  question: Reading,
  image: unknown,
  drags: readonly Drag[],
  drops: readonly { readonly right: Drag; readonly area: unknown }[],
): Part | Refused {
  if (drops.length === 0) return refused('no_key', 'None of its places has a right choice.')
  const gaps = drops.map(({ right, area }, index) => ({ id: `g${index + 1}`, right, area }))
  return {
    type: 'gap_match',
    body: {
      image,
      choices: drags.map((drag) => ({
        id: drag.id,
        text: drag.text,
        uses:
          drag.uses === 0
            ? 0
            : Math.max(drag.uses, drops.filter(({ right }) => right === drag).length),
      })),
      gaps: gaps.map(({ id, area }) => ({ id, area })),
    },
    key: {
      gaps: Object.fromEntries(gaps.map(({ id, right }) => [id, [right.id]])),
      rule: 'partial',
    },
  }
}

const noPicture = refused('image_missing', 'The picture that is answered on isn’t in the file.')

function dragsOf(question: Reading): Drag[] {
  return childrenOf(question.element, 'drag').flatMap((drag, index): Drag[] => {
    const shown = dragText(question, drag)
    if (shown === null) return []
    return [
      {
        number: numberIn(field(drag, 'no')) ?? index + 1,
        id: partName(index),
        group: field(drag, 'draggroup') || '1',
        uses: isOn(drag, 'infinite', false)
          ? 0
          : Math.min(20, Math.max(1, Math.round(numberIn(field(drag, 'noofdrags')) ?? 1))),
        ...shown,
      },
    ]
  })
}

function dragText({ texts }: Reading, drag: XmlElement): Pick<Drag, 'text' | 'size'> | null {
  const label = textOf(child(drag, 'text'))
  const picture = child(drag, 'file') === undefined ? null : texts.picture(drag)
  if (picture !== null) {
    const name = texts.plainOf(label).replace(/[\\[\]]/g, '\\$&')
    return { text: `![${name}](${picture.src})`, size: picture }
  }
  const text = texts.ofHtml(label, drag)
  // About what a browser makes of it.
  return text === '' ? null : { text, size: { width: 16 + 8 * [...text].length, height: 28 } }
}

import type { Area, Image } from '@quizmentor/engine/question/image'
import type { XmlElement } from '../xml.ts'
import { numberOf, withinNamed } from './read-names.ts'
import type { Item } from './read-reading.ts'
import { areaOf, reachOf, type Size } from './read-shapes.ts'
import { referencesOf } from './read-texts.ts'

/** The picture that an interaction is about, and the areas of some of its elements. */
export interface Picture {
  readonly image: Image
  readonly areas: ReadonlyMap<XmlElement, Area>
}

/** `null` where there is no picture. */
export function pictureOf(
  item: Item,
  interaction: XmlElement,
  places: readonly XmlElement[],
): Picture | null {
  const candidates = withinNamed(interaction, 'object', 'img', 'image').filter(
    (candidate) => referencesOf(candidate).length > 0 && !isPartOf(candidate, places),
  )
  // What the prompt shows is rarely what is answered in.
  const prompts = withinNamed(interaction, 'prompt')
  const element = candidates.find((one) => !isPartOf(one, prompts)) ?? candidates[0]
  if (element === undefined) return null
  const references = referencesOf(element)
  const found = references.flatMap((reference) => item.media.get(reference) ?? [])[0]
  const given = { width: numberOf(element, 'width'), height: numberOf(element, 'height') }
  const rough = reachOf(places.flatMap((place) => areaOf(place, null) ?? []))
  const size: Size = {
    width: positive(given.width) ?? found?.size?.width ?? rough.width,
    height: positive(given.height) ?? found?.size?.height ?? rough.height,
  }
  const areas = new Map<XmlElement, Area>()
  for (const place of places) {
    const area = areaOf(place, size)
    if (area !== null) areas.set(place, area)
  }
  return {
    image: {
      src: found === undefined ? (references[0] ?? '') : `media:${found.medium.key}`,
      ...size,
      alt: (element.attributes.get('alt') ?? item.texts.plain(element)).slice(0, 1_000),
    },
    areas,
  }
}

function isPartOf(element: XmlElement, places: readonly XmlElement[]): boolean {
  return places.some((place) => withinNamed(place, element.name).includes(element))
}

function positive(number: number | null): number | null {
  return number !== null && number > 0 && number <= 20_000 ? number : null
}

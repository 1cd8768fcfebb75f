import { bloomLevels, type BloomLevel } from '@quizmentor/contract/question'
import type { Json } from '../found.ts'
import { child, childrenOf, textIn, type XmlElement } from '../xml.ts'
import { withinNamed, wordsIn } from './read-names.ts'

/** A file that a manifest lists (IMS Content Packaging 1.1 and 1.2). */
export interface Resource {
  readonly kind: 'item' | 'test' | 'other'
  /** As it is written: relative to the manifest. */
  readonly href: string
  readonly metadata: Metadata
}

/** What the IEEE LOM of a resource says that we have a place for. */
export interface Metadata {
  readonly tags: readonly string[]
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  readonly kept: { readonly [name: string]: Json | undefined }
}

export const noMetadata: Metadata = { tags: [], difficulty: null, bloom: null, kept: {} }

/** The resources of a manifest, in order. */
export function resourcesOf(manifest: XmlElement): Resource[] {
  return withinNamed(manifest, 'resources').flatMap((resources) =>
    childrenOf(resources, 'resource').map((resource) => {
      const type = resource.attributes.get('type') ?? ''
      const file = child(resource, 'file')
      const href = resource.attributes.get('href') ?? file?.attributes.get('href') ?? ''
      const metadata = child(resource, 'metadata')
      return {
        kind: kindOf(type),
        href: `${resource.attributes.get('base') ?? ''}${href}`.trim(),
        metadata: metadata === undefined ? noMetadata : metadataOf(metadata),
      }
    }),
  )
}

function kindOf(type: string): Resource['kind'] {
  if (/^imsqti_item_xmlv(?:2|3)/i.test(type)) return 'item'
  if (/^imsqti_(?:test|assessment|section)_xmlv(?:2|3)/i.test(type)) return 'test'
  return 'other'
}

const mostTags = 20
const longestTag = 40
/** The words of LOM for how hard something is, on our scale of 1 to 10. */
const difficulties = new Map([
  ['very easy', 1],
  ['easy', 3],
  ['medium', 5],
  ['difficult', 8],
  ['very difficult', 10],
])

function metadataOf(metadata: XmlElement): Metadata {
  const keywords = withinNamed(metadata, 'keyword').flatMap(stringsIn)
  const taxonomy = withinNamed(metadata, 'taxonPath').map((path) => ({
    source: firstString(child(path, 'source')),
    entries: withinNamed(path, 'entry')
      .map(firstString)
      .filter((entry) => entry !== ''),
  }))
  const paths = taxonomy.filter(({ entries }) => entries.length > 0)
  const isBloom = ({ source }: { source: string }): boolean => /bloom/i.test(source)
  const levels = paths.filter(isBloom).map(({ entries }) => entries.at(-1)?.toLowerCase())
  const topics = paths.filter((path) => !isBloom(path)).map(({ entries }) => entries.at(-1) ?? '')
  return {
    tags: tagsOf([...keywords, ...topics]),
    difficulty: difficultyIn(metadata),
    bloom: bloomLevels.find((level) => levels.includes(level)) ?? null,
    kept: paths.length > 0 ? { taxonomy: paths } : {},
  }
}

function tagsOf(texts: readonly string[]): string[] {
  const tags = texts.map((text) => text.toLowerCase().slice(0, longestTag).trim())
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, mostTags)
}

function difficultyIn(metadata: XmlElement): number | null {
  for (const element of withinNamed(metadata, 'difficulty')) {
    const words = wordsIn(child(element, 'value') ?? element).toLowerCase()
    const number = Number(words)
    if (words !== '' && Number.isInteger(number) && number >= 1 && number <= 10) return number
    const known = difficulties.get(words)
    if (known !== undefined) return known
  }
  return null
}

/** A text of LOM may be there in several languages; each is a text of its own. */
function stringsIn(element: XmlElement): string[] {
  const strings = withinNamed(element, 'string', 'langstring')
  return strings.length > 0 ? strings.map(wordsIn) : [textIn(element).trim()]
}

function firstString(element: XmlElement | undefined): string {
  return element === undefined ? '' : (stringsIn(element).find((text) => text !== '') ?? '')
}

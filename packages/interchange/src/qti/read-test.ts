import type { FoundCategory, Skipped } from '../found.ts'
import { childrenOf, type XmlElement } from '../xml.ts'
import { normalised } from './read-names.ts'
import { isForCandidates, Texts } from './read-texts.ts'

/** An item that a test refers to, or a category, or what is missing, in the test's order. */
export type Part =
  | { readonly kind: 'item'; readonly name: string; readonly category: readonly string[] }
  | FoundCategory
  | Skipped

/** Where references of a test lead. */
export interface References {
  /** The name of a file; `null`: there is none. */
  readonly locate: (from: string, reference: string) => string | null
  /** The root of an XML file; `null`: it can't be read. */
  readonly document: (name: string) => Promise<XmlElement | null>
}

const deepest = 30

/**
 * What a test consists of: its items under the titles of the test, its parts and its sections.
 * Sections in files of their own are read.
 */
export async function* partsOf(
  test: XmlElement,
  from: string,
  references: References,
): AsyncGenerator<Part> {
  yield* inside(normalised(test), { from, references, seen: new Set([from]) }, [], 0)
}

interface Reading {
  readonly from: string
  readonly references: References
  readonly seen: Set<string>
}

async function* inside(
  element: XmlElement,
  reading: Reading,
  above: readonly string[],
  depth: number,
): AsyncGenerator<Part> {
  if (depth > deepest) return
  const path = withTitle(above, element.attributes.get('title'))
  const description = rubricOf(element)
  if (description !== '' && path.length > 0)
    yield { kind: 'category', where: reading.from, path, description }
  for (const child of childrenOf(element)) {
    const reference = child.attributes.get('href')?.trim() ?? ''
    switch (child.name) {
      case 'testPart':
      case 'assessmentSection':
        yield* inside(child, reading, path, depth + 1)
        break
      case 'assessmentItemRef': {
        const name = reading.references.locate(reading.from, reference)
        yield name === null
          ? missing(reading.from, child, reference)
          : { kind: 'item', name, category: path }
        break
      }
      case 'assessmentSectionRef': {
        const name = reading.references.locate(reading.from, reference)
        if (name === null || reading.seen.has(name)) break
        reading.seen.add(name)
        const section = await reading.references.document(name)
        if (section !== null)
          yield* inside(normalised(section), { ...reading, from: name }, path, depth + 1)
      }
    }
  }
}

/** A section that is called as what it stands in adds nothing. */
function withTitle(above: readonly string[], title: string | undefined): readonly string[] {
  const own = title?.replace(/\s+/gu, ' ').trim().slice(0, 200) ?? ''
  return own === '' || own === above.at(-1) ? above : [...above, own]
}

function missing(from: string, reference: XmlElement, href: string): Skipped {
  const name = reference.attributes.get('identifier')?.trim() ?? href
  return {
    kind: 'skipped',
    where: `${from}, ${name}`,
    code: 'item_missing',
    reason: `The test refers to ${href === '' ? name : href}, which isn't there.`,
  }
}

/** What candidates read at the beginning of a section. */
function rubricOf(element: XmlElement): string {
  const blocks = childrenOf(element, 'rubricBlock').filter(isForCandidates)
  if (blocks.length === 0) return ''
  const texts = new Texts({
    templates: new Map(),
    image: () => null,
    file: () => null,
    passage: () => null,
    shownAtFirst: () => true,
    onLost: () => {},
  })
  return texts.markdown(blocks.flatMap(({ children }) => children))
}

import type { BloomLevel } from '@quizmentor/contract/question'
import { rootAttributes } from './question.ts'
import { htmlTag, longTag, tag, type QtiVersion, type Tag } from './tags.ts'

/** An item that is in the package already. */
export interface Listed {
  readonly identifier: string
  readonly href: string
  readonly title: string
  readonly category: readonly string[]
  readonly tags: readonly string[]
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  /** The files that it shows. */
  readonly files: readonly string[]
}

const packaging = {
  '2.1': {
    schema: 'QTIv2.1 Package',
    schemaversion: '1.0.0',
    namespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    location: 'http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd',
    suffix: 'xmlv2p1',
  },
  '2.2': {
    schema: 'QTIv2.2 Package',
    schemaversion: '1.0.0',
    namespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    location: 'http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd',
    suffix: 'xmlv2p2',
  },
  '3.0': {
    schema: 'QTI Package',
    schemaversion: '3.0.0',
    namespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    location: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd',
    suffix: 'xmlv3p0',
  },
} as const

const lom = 'http://ltsc.ieee.org/xsd/LOM'

/** `imsmanifest.xml`: IMS content packaging 1.2 with learning object metadata (IEEE 1484.12.3). */
export function manifest(
  version: QtiVersion,
  items: readonly Listed[],
  tests: readonly ListedTest[],
): Tag {
  const { schema, schemaversion, namespace, location } = packaging[version]
  const root = htmlTag('manifest', {
    xmlns: namespace,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${namespace} ${location}`,
    identifier: 'MANIFEST-quizmentor',
  })
  return longTag(root, [
    htmlTag(
      'metadata',
      {},
      htmlTag('schema', {}, schema),
      htmlTag('schemaversion', {}, schemaversion),
    ),
    htmlTag('organizations'),
    longTag(htmlTag('resources'), resources(version, items, tests)),
  ])
}

function* resources(
  version: QtiVersion,
  items: readonly Listed[],
  tests: readonly ListedTest[],
): Generator<Tag> {
  const { suffix } = packaging[version]
  for (const { identifier, href, items: own } of tests) {
    const type = `imsqti_test_${suffix}`
    const resource = htmlTag('resource', { identifier: resourceName(identifier), type, href })
    yield longTag(resource, dependencies(href, own))
  }
  for (const item of items)
    yield htmlTag(
      'resource',
      {
        identifier: resourceName(item.identifier),
        type: `imsqti_item_${suffix}`,
        href: item.href,
      },
      htmlTag('metadata', {}, metadata(item)),
      htmlTag('file', { href: item.href }),
      ...item.files.map((href) => htmlTag('file', { href })),
    )
}

function* dependencies(href: string, items: readonly Listed[]): Generator<Tag> {
  yield htmlTag('file', { href })
  for (const { identifier } of items)
    yield htmlTag('dependency', { identifierref: resourceName(identifier) })
}

function resourceName(identifier: string): string {
  return `RES-${identifier}`
}

function string(text: string): Tag {
  return htmlTag('string', {}, text)
}

function metadata({ identifier, title, tags, difficulty, bloom }: Listed): Tag {
  const educational =
    difficulty === null
      ? []
      : [
          htmlTag(
            'educational',
            {},
            // From 1 to 10; LOM's own words are too few.
            htmlTag(
              'difficulty',
              {},
              htmlTag('source', {}, 'QuizMentor'),
              htmlTag('value', {}, String(difficulty)),
            ),
          ),
        ]
  const classification =
    bloom === null
      ? []
      : [
          htmlTag(
            'classification',
            {},
            htmlTag(
              'purpose',
              {},
              htmlTag('source', {}, 'LOMv1.0'),
              htmlTag('value', {}, 'educational objective'),
            ),
            htmlTag(
              'taxonPath',
              {},
              htmlTag('source', {}, string('Bloom')),
              htmlTag('taxon', {}, htmlTag('entry', {}, string(bloom))),
            ),
          ),
        ]
  return htmlTag(
    'lom',
    { xmlns: lom },
    htmlTag(
      'general',
      {},
      htmlTag(
        'identifier',
        {},
        htmlTag('catalog', {}, 'QuizMentor'),
        htmlTag('entry', {}, identifier),
      ),
      htmlTag('title', {}, string(title)),
      ...tags.map((keyword) => htmlTag('keyword', {}, string(keyword))),
    ),
    ...educational,
    ...classification,
  )
}

/** A test of the package. */
export interface ListedTest {
  readonly identifier: string
  readonly href: string
  readonly title: string
  readonly items: readonly Listed[]
}

/**
 * A test for each category that stands in no other. Questions without one are in no test, unless
 * there is a title for it.
 */
export function testsOf(items: readonly Listed[], title: string | null): ListedTest[] {
  const byRoot = new Map<string | null, Listed[]>()
  for (const item of items) {
    const root = item.category[0] ?? title
    const own = byRoot.get(root)
    if (own === undefined) byRoot.set(root, [item])
    else own.push(item)
  }
  byRoot.delete(null)
  return [...byRoot].map(([root, own], index) => ({
    identifier: `TEST-${index + 1}`,
    href: `test-${index + 1}.xml`,
    title: root ?? '',
    items: own,
  }))
}

interface Section {
  readonly items: Listed[]
  readonly inner: Map<string, Section>
}

/** `assessmentTest`: a section for each category, in each other as the categories are. */
export function assessmentTest(version: QtiVersion, { identifier, title, items }: ListedTest): Tag {
  const root: Section = { items: [], inner: new Map() }
  for (const item of items) {
    let section = root
    for (const name of item.category.slice(1)) {
      const inner = section.inner.get(name) ?? { items: [], inner: new Map<string, Section>() }
      section.inner.set(name, inner)
      section = inner
    }
    section.items.push(item)
  }
  let count = 0
  const sectionTag = (name: string, section: Section): Tag =>
    longTag(
      tag('assessmentSection', { identifier: `SECTION-${++count}`, title: name, visible: true }),
      within(section),
    )
  function* within({ items: own, inner }: Section): Generator<Tag> {
    for (const item of own)
      yield tag('assessmentItemRef', { identifier: item.identifier, href: item.href })
    for (const [innerName, section] of inner) yield sectionTag(innerName, section)
  }
  const part = tag('testPart', {
    identifier: 'PART-1',
    navigationMode: 'nonlinear',
    submissionMode: 'individual',
  })
  const test = tag('assessmentTest', {
    ...rootAttributes(version),
    identifier,
    title,
    toolName: 'QuizMentor',
    toolVersion: '1',
  })
  return longTag(test, [longTag(part, [sectionTag(title, root)])])
}

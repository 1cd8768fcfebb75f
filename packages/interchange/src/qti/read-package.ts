import { UnreadableFile, type Found, type Skipped, type Warning } from '../found.ts'
import { textOf } from '../text.ts'
import { parseXml, type XmlElement } from '../xml.ts'
import { filesOf, resolved, type Files, type Folder } from './read-files.ts'
import { readItem } from './read-item.ts'
import { noMetadata, resourcesOf, type Metadata } from './read-manifest.ts'
import { isTest, itemsIn } from './read-roots.ts'
import { partsOf } from './read-test.ts'

const mostXml = 16 * 1024 * 1024
const headBytes = 16 * 1024

/**
 * The items of a package (IMS Content Packaging), in the order of its tests, then of its manifests,
 * then those that no manifest lists. A damaged item is skipped, the others are read.
 */
export async function* readPackage(folder: Folder, packageName: string): AsyncGenerator<Found> {
  const files = filesOf(folder)
  const plan = await planned(folder, files, packageName)
  const refs = new Map<string, string>()
  const read = new Set<string>()
  const missing = new Map(plan.missing)
  yield* plan.warnings
  const itemFile = async function* (
    name: string,
    category: readonly string[],
  ): AsyncGenerator<Found> {
    if (read.has(name)) return
    read.add(name)
    const metadata = plan.items.get(name) ?? noMetadata
    const document = await documentOf(folder, name)
    if ('code' in document) {
      yield document
      return
    }
    const items = itemsIn(document)
    for (const item of items) {
      const identifier = item.attributes.get('identifier')?.trim() ?? ''
      const isTaken = refs.has(identifier) && refs.get(identifier) !== name
      if (!isTaken) refs.set(identifier, name)
      yield readItem(
        item,
        {
          where: items.length === 1 ? name : `${name}, ${identifier}`,
          from: name,
          ref: isTaken ? `${identifier}@${name}` : null,
          category,
          ...metadata,
        },
        files,
      )
    }
    if (items.length === 0 && plan.listed.has(name)) yield notAnItem(name)
  }
  for (const name of plan.tests) {
    const document = await documentOf(folder, name)
    if ('code' in document) {
      yield { ...document, kind: 'warning' }
      continue
    }
    const parts = partsOf(document, name, {
      locate: (from, reference) => {
        const found = files.locate(from, reference)
        // Told by the test already.
        if (found === null) missing.delete(resolved(from, reference) ?? reference)
        return found
      },
      document: async (section) => {
        const root = await documentOf(folder, section)
        return 'code' in root ? null : root
      },
    })
    for await (const part of parts)
      if (part.kind === 'item') yield* itemFile(part.name, part.category)
      else yield part
  }
  for (const name of plan.items.keys()) yield* itemFile(name, [])
  yield* missing.values()
}

interface Plan {
  readonly tests: readonly string[]
  readonly items: ReadonlyMap<string, Metadata>
  /** The items that a manifest lists. */
  readonly listed: ReadonlySet<string>
  /** What a manifest lists and isn't there, by name. */
  readonly missing: ReadonlyMap<string, Skipped>
  readonly warnings: readonly Warning[]
}

async function planned(folder: Folder, files: Files, packageName: string): Promise<Plan> {
  const tests = new Set<string>()
  const items = new Map<string, Metadata>()
  const missing = new Map<string, Skipped>()
  const warnings: Warning[] = []
  const others = new Set<string>()
  for (const manifest of folder.names.filter((name) => /(?:^|\/)imsmanifest\.xml$/i.test(name))) {
    others.add(manifest)
    const document = await documentOf(folder, manifest)
    if ('code' in document) {
      if (document.code !== 'xml_malformed')
        throw new UnreadableFile(document.code, document.where, document.reason)
      // Its items are found without it.
      warnings.push({ ...document, kind: 'warning' })
      continue
    }
    for (const { kind, href, metadata } of resourcesOf(document)) {
      const name = files.locate(manifest, href)
      if (name === null) {
        const absent = resolved(manifest, href) ?? href
        if (kind === 'item')
          missing.set(absent, {
            kind: 'skipped',
            where: manifest,
            code: 'item_missing',
            reason: `The manifest lists ${absent}, which isn't there.`,
          })
      } else if (kind === 'item') items.set(name, metadata)
      else if (kind === 'test') tests.add(name)
    }
  }
  const listed = new Set(items.keys())
  for (const name of folder.names) {
    if (!/\.(?:xml|qti)$/i.test(name) || items.has(name) || tests.has(name) || others.has(name))
      continue
    const kind = await rootOf(folder, name)
    if (kind === 'test') tests.add(name)
    else if (kind === 'item') items.set(name, noMetadata)
  }
  if (items.size + tests.size + missing.size === 0)
    throw new UnreadableFile('qti_empty', packageName, 'The package holds no item of QTI 2 or 3.')
  return { tests: [...tests], items, listed, missing, warnings }
}

/** What a file is by its beginning, without reading all of it. */
async function rootOf(folder: Folder, name: string): Promise<'item' | 'test' | null> {
  const source = await folder.source(name)
  const head = new TextDecoder('latin1')
    .decode(await source.read(0, Math.min(source.size, headBytes)))
    .replaceAll('\0', '')
    .replace(/<!--[\s\S]*?-->/g, '')
  const root = /<(?:[\w-]+:)?([A-Za-z][\w-]*)[\s>/]/.exec(head)?.[1] ?? ''
  if (/^(?:qti-assessment-item|assessmentItem)$/.test(root)) return 'item'
  return isTest(root) ? 'test' : null
}

async function documentOf(folder: Folder, name: string): Promise<XmlElement | Skipped> {
  try {
    const { text } = await textOf(await folder.source(name), mostXml)
    return parseXml(text, name)
  } catch (error) {
    if (!(error instanceof UnreadableFile) || /^zip_(?:bomb|damaged)$/.test(error.code)) throw error
    return { kind: 'skipped', where: error.where, code: error.code, reason: error.message }
  }
}

function notAnItem(name: string): Skipped {
  return {
    kind: 'skipped',
    where: name,
    code: 'not_an_item',
    reason: 'The manifest calls this file an item of QTI, but it is none.',
  }
}

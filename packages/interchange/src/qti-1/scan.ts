import { UnreadableFile, type Warning } from '../found.ts'
import type { Source } from '../source.ts'
import { decoded, textOf } from '../text.ts'
import { childrenOf, xmlElements, type XmlElement } from '../xml.ts'
import { attributeOf, descendants } from './elements.ts'
import { mendedRoot } from './mended.ts'

/** A document that was looked through once: it can be read to its end. */
export interface Scanned {
  readonly source: Source
  /** The name of its root. */
  readonly root: string
  /** What its questions are called. */
  readonly idents: ReadonlySet<string>
  /** All of it, where it isn't well-formed and was mended. */
  readonly mended: XmlElement | null
}

/** A test, a section of one, or a bank. */
export interface Group {
  readonly outer: Group | null
  readonly ident: string
  /** What its questions are about, by name. */
  readonly stimulus: string
  /** Of a bank, it comes after it was opened. */
  title: string
}

const mostMendedBytes = 16 * 1024 * 1024

/**
 * Looks a document through, without holding it. A small one that isn't quite well-formed is mended,
 * with a warning.
 */
export async function scanned(
  source: Source,
  onWarning: (warning: Warning) => void,
): Promise<Scanned> {
  let root = ''
  const idents = new Set<string>()
  const warnings: Warning[] = []
  const none = (path: readonly string[], attributes: Readonly<Record<string, string>>) => {
    if (path.length === 1) root = path[0] ?? ''
    if (path.at(-1) === 'item') idents.add(attributes['ident'] ?? '')
    return false
  }
  try {
    const pieces = decoded(source, (warning) => warnings.push(warning))
    await xmlElements(pieces, source.name, none).next()
    warnings.forEach(onWarning)
    return { source, root, idents, mended: null }
  } catch (error) {
    const isMalformed = error instanceof UnreadableFile && error.code === 'xml_malformed'
    if (!isMalformed || source.size > mostMendedBytes) throw error
    const { text } = await textOf(source, mostMendedBytes)
    const mended = mendedRoot(text)
    if (mended === null) throw error
    warnings.forEach(onWarning)
    onWarning({
      kind: 'warning',
      where: error.where,
      code: 'xml_mended',
      reason: `${error.message} It was read all the same; look at the questions around that line.`,
    })
    const names = descendants(mended, 'item').map((item) => attributeOf(item, 'ident'))
    return { source, root: mended.name, idents: new Set(names), mended }
  }
}

/** The whole of a document. */
export async function treeOf({ source, mended }: Scanned): Promise<XmlElement> {
  if (mended !== null) return mended
  const roots = xmlElements(decoded(source), source.name, ({ length }) => length === 1)
  for await (const root of roots) return root
  throw new UnreadableFile('xml_malformed', source.name, 'There is no element.')
}

const groups = new Set(['assessment', 'section', 'objectbank'])
const parts = new Set(
  'item bankentry_item itemref sectionref qtimetadata presentation_material objectives rubric'.split(
    ' ',
  ),
)

/** A question, a reference to one, or what is said of a group; with the group that it stands in. */
export interface Part {
  readonly element: XmlElement
  readonly group: Group
}

const outside: Group = { outer: null, ident: '', stimulus: '', title: '' }

/** The parts of a document, one after the other. */
export async function* partsIn({ source, mended }: Scanned): AsyncGenerator<Part> {
  if (mended !== null) {
    yield* partsInTree(mended, outside)
    return
  }
  // The parser is ahead of the elements that it gives.
  const waiting: Group[] = []
  const open: { readonly depth: number; readonly group: Group }[] = []
  const wanted = (path: readonly string[], attributes: Readonly<Record<string, string>>) => {
    const name = path.at(-1) ?? ''
    while ((open.at(-1)?.depth ?? 0) >= path.length) open.pop()
    const outer = open.at(-1)?.group ?? outside
    if (groups.has(name))
      open.push({
        depth: path.length,
        group: groupOf(outer, (key) => attributes[key] ?? ''),
      })
    if (!parts.has(name)) return false
    waiting.push(outer)
    return true
  }
  for await (const element of xmlElements(decoded(source), source.name, wanted))
    yield { element, group: waiting.shift() ?? outside }
}

function* partsInTree(element: XmlElement, group: Group): Generator<Part> {
  for (const inner of childrenOf(element))
    if (groups.has(inner.name))
      yield* partsInTree(
        inner,
        groupOf(group, (key) => attributeOf(inner, key)),
      )
    else if (parts.has(inner.name)) yield { element: inner, group }
}

function groupOf(outer: Group, said: (key: string) => string): Group {
  return {
    outer,
    ident: said('ident'),
    stimulus: said('parent_stimulus_item_ident'),
    title: said('title').trim(),
  }
}

/** The titles of the groups around, from the outermost. */
export function categoryOf(group: Group): string[] {
  const titles: string[] = []
  for (let at: Group | null = group; at !== null; at = at.outer)
    if (at.title !== '') titles.unshift(at.title)
  return titles
}

import { openArchive, type Archive } from '../archive.ts'
import { UnreadableFile, type Found, type Skipped, type Warning } from '../found.ts'
import { toMarkdown } from '../html/to-markdown.ts'
import type { Source } from '../source.ts'
import { child, parseXml, textIn } from '../xml.ts'
import { Files } from './files.ts'
import { foundIn, type Reading } from './document.ts'
import { scanned, type Scanned } from './scan.ts'

/**
 * The questions of a QTI 1.2 document (IMS ASI, 2002), or of a package with such documents: a QTI
 * package, or a common cartridge, as Canvas, Respondus, Blackboard and Moodle write them.
 * @throws {UnreadableFile}
 */
export async function* readQti1(source: Source): AsyncGenerator<Found> {
  if (await isZip(source)) yield* packed(source)
  else yield* lone(source)
}

/** Whether a file is an archive, by its first bytes. */
export async function isZip(source: Source): Promise<boolean> {
  const start = await source.read(0, Math.min(4, source.size))
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)
}

async function* lone(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const document = await scanned(source, (warning) => warnings.push(warning))
  yield* warnings
  if (document.root !== 'questestinterop')
    throw new UnreadableFile(
      'not_qti',
      source.name,
      `The document is <${document.root}>, not QTI 1.2 (<questestinterop>).`,
    )
  const all = reading(new Files(null), false)
  for (const ident of document.idents) all.idents.add(ident)
  yield* foundIn(document, all)
}

function reading(files: Files, packed: boolean): Reading {
  return { format: 'qti-1.2', files, packed, seen: new Map(), idents: new Set() }
}

async function* packed(source: Source): AsyncGenerator<Found> {
  const archive = await openArchive(source)
  try {
    const all = reading(new Files(archive), true)
    const documents: Scanned[] = []
    let damaged = 0
    for (const name of candidates(archive.names)) {
      const warnings: Warning[] = []
      try {
        const document = await documentIn(archive, name, (warning) => warnings.push(warning))
        if (document?.root !== 'questestinterop') continue
        documents.push(document)
        for (const ident of document.idents) all.idents.add(ident)
        yield* warnings
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error
        damaged++
        yield skippedFile(error, name)
      }
    }
    if (documents.length + damaged === 0)
      throw new UnreadableFile('not_qti', source.name, 'The package holds no QTI 1.2 document.')
    for (const document of documents) {
      const meta = metaName(document.source.name)
      if (archive.has(meta)) yield* description(await archive.read(meta), meta)
      yield* foundIn(document, all)
    }
  } finally {
    archive.close()
  }
}

/** A file of an archive that holds questions of QTI 1.2 or a pool; `null`: something else. */
export async function documentIn(
  archive: Archive,
  name: string,
  onWarning: (warning: Warning) => void,
): Promise<Scanned | null> {
  const source = await archive.source(name)
  const start = new TextDecoder().decode(await source.read(0, Math.min(4_000, source.size)))
  return /<(?:[\w-]+:)?(?:POOL|questestinterop)[\s>]/.test(start.replaceAll('\0', ''))
    ? scanned(source, onWarning)
    : null
}

/** Of what a file of an archive holds, nothing is known. */
export function skippedFile(error: UnreadableFile, name: string): Skipped {
  return { kind: 'skipped', where: error.where || name, code: error.code, reason: error.message }
}

/** What may hold questions; Canvas's own writing first, since a common cartridge holds less. */
function candidates(names: readonly string[]): string[] {
  const documents = names.filter(
    (name) =>
      /\.(?:xml|qti|dat)$/i.test(name) &&
      !/(?:^|\/)(?:imsmanifest|assessment_meta)\.xml$|(?:^|\/)course_settings\//i.test(name),
  )
  const rank = (name: string) => (name.startsWith('non_cc_assessments/') ? 0 : 1)
  return documents.toSorted((one, other) => rank(one) - rank(other))
}

/** Where Canvas describes the quiz of a document. */
function metaName(name: string): string {
  const own = /^non_cc_assessments\/(.+)\.xml\.qti$/.exec(name)?.[1]
  const folder = own === undefined ? name.slice(0, name.lastIndexOf('/') + 1) : `${own}/`
  return `${folder}assessment_meta.xml`
}

function* description(bytes: Uint8Array, where: string): Generator<Found> {
  try {
    const quiz = parseXml(new TextDecoder().decode(bytes), where)
    const title = textIn(child(quiz, 'title')).trim()
    const said = textIn(child(quiz, 'description')).trim()
    if (title !== '' && said !== '')
      yield {
        kind: 'category',
        where,
        path: [title],
        description: toMarkdown(said).markdown.trim(),
      }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield { kind: 'warning', where, code: error.code, reason: error.message }
  }
}

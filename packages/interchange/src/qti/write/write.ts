import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import { writeArchive, type ArchiveFile } from '../../archive.ts'
import type { Exported, ExportedMedium, WriteOptions } from '../../exported.ts'
import { mediaKeys } from '../../media-keys.ts'
import { assessmentTest, manifest, testsOf, type Listed } from './package.ts'
import { assessmentItem } from './question.ts'
import { longDocument, xmlDocument, type QtiVersion } from './tags.ts'
import { Bodies } from './texts.ts'

export interface QtiWriteOptions extends WriteOptions {
  /** 3.0 unless said. */
  readonly version?: QtiVersion
  /** What the test of the questions without a category is called; without, they are in none. */
  readonly title?: string
}

/**
 * A package of 1EdTech QTI 2.1, 2.2 or 3.0: an item for each question, their files, a test for
 * each category with a section for each in it, and the manifest. Formulas stay LaTeX in \( \). Of the questions, only
 * their names are held until the end.
 */
export async function* writeQti(
  questions: AsyncIterable<Exported>,
  options: QtiWriteOptions = {},
): AsyncGenerator<Uint8Array> {
  yield* writeArchive(filesOf(questions, options))
}

async function* filesOf(
  questions: AsyncIterable<Exported>,
  options: QtiWriteOptions,
): AsyncGenerator<ArchiveFile> {
  const { version = '3.0', title = null } = options
  const listed: Listed[] = []
  const names = new Set<string>()
  const packed = new Map<string, string>()
  for await (const question of questions) {
    const identifier = identifierOf(question, names)
    const href = `items/${identifier}.xml`
    const told = new Set<string>()
    const lose = (code: string, reason: string): void => {
      if (told.has(code)) return
      told.add(code)
      options.onLost?.({ where: question.ref ?? question.id, code, reason })
    }
    const media = await mediaOf(question, lose)
    for (const { path, bytes } of media.values())
      if (packed.get(path) === undefined) {
        packed.set(path, path)
        yield { name: path, bytes }
      }
    const paths = new Map([...media].map(([key, { path }]) => [key, `../${path}`]))
    const types = new Map([...media.values()].map(({ path, type }) => [`../${path}`, type]))
    const name = titleOf(question)
    const item = assessmentItem(
      {
        content: question.content,
        version,
        bodies: new Bodies(paths, lose),
        typeOf: (path) => types.get(path) ?? /^data:([\w/+.-]+)/.exec(path)?.[1] ?? 'image/png',
        lose,
      },
      identifier,
      name,
    )
    yield { name: href, bytes: xmlDocument(item, version) }
    const { category, tags, difficulty, bloom } = question
    const files = [...new Set([...media.values()].map(({ path }) => path))]
    listed.push({ identifier, href, title: name, category, tags, difficulty, bloom, files })
  }
  const tests = testsOf(listed, title)
  for (const test of tests)
    yield { name: test.href, bytes: longDocument(assessmentTest(version, test), version) }
  yield { name: 'imsmanifest.xml', bytes: longDocument(manifest(version, listed, tests), version) }
}

/** What the file it came from called it, where that is a name of XML; else by its own id. */
function identifierOf({ id, ref }: Exported, names: Set<string>): string {
  const own = ref !== null && /^[A-Za-z_][\w.-]{0,60}$/.test(ref) ? ref : null
  const plain = `q-${id.replace(/[^\w.-]/g, '-')}`
  let name = own === null || names.has(own.toLowerCase()) ? plain : own
  for (let count = 2; names.has(name.toLowerCase()); count++) name = `${plain}-${count}`
  names.add(name.toLowerCase())
  return name
}

function titleOf({ title, content }: Exported): string {
  const text = (title ?? stripMarkdown(content.stem)).replace(/\s+/g, ' ').trim()
  return text.length > 100 ? `${text.slice(0, 99).toWellFormed()}…` : text || 'Question'
}

interface PackedMedium extends ExportedMedium {
  readonly path: string
}

const endings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
}

/** The files that a question names, each with its place in the package. */
async function mediaOf(
  question: Exported,
  lose: (code: string, reason: string) => void,
): Promise<Map<string, PackedMedium>> {
  const found = new Map<string, PackedMedium>()
  for (const key of mediaKeys(JSON.stringify(question.content))) {
    const medium = await question.media(key)
    if (medium === null) {
      lose('image_missing', `The file ${key} is gone and was left out.`)
      continue
    }
    const ending = /\.[A-Za-z0-9]{2,5}$/.test(key) ? '' : (endings[medium.type] ?? '')
    // Questions may call different files by the same key.
    const path = `media/${checksum(medium.bytes)}-${key}${ending}`
    found.set(key, { ...medium, path })
  }
  return found
}

/** FNV-1a with 32 bits, and the length: enough to tell files of one name apart. */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return `${(hash >>> 0).toString(36)}${bytes.length.toString(36)}`
}

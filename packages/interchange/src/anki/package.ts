import { createZstdDecompress } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'
import { openArchive, type Archive } from '../archive.ts'
import { UnreadableFile } from '../found.ts'
import { chunksOf, wholeOf, type Source } from '../source.ts'
import { protobufFields, protobufNumber, protobufText } from './protobuf.ts'

/** The files of an Anki package. */
export interface AnkiPackage {
  /** The collection's SQLite file. */
  collection(): AsyncIterable<Uint8Array>
  hasMedium(name: string): boolean
  /** The bytes of a media file, by the name that notes give it. */
  medium(name: string): Promise<Uint8Array>
  close(): void
}

const mostCollectionBytes = 1024 ** 3
const mostMediumBytes = 100 * 1024 ** 2
const mostListBytes = 16 * 1024 ** 2

/** Opens an `.apkg` or `.colpkg` of any version, or a lone `.anki2` collection. */
export async function openPackage(source: Source): Promise<AnkiPackage> {
  const head = await source.read(0, Math.min(16, source.size))
  if (new TextDecoder('latin1').decode(head) === 'SQLite format 3\0') return loneCollection(source)
  const archive = await openArchive(source)
  const version = archive.has('meta') ? protobufNumber(await archive.read('meta', 1024), 1) : 0
  if (version > 3)
    throw new UnreadableFile(
      'anki_version',
      'meta',
      `The package has Anki's format ${version}; 1 to 3 are known. Export it again with “Support older Anki versions”.`,
    )
  // Newer packages hold a `collection.anki2`, too, with nothing but a note that says to update.
  const name = ['collection.anki21b', 'collection.anki21', 'collection.anki2'].find((each) =>
    archive.has(each),
  )
  if (name === undefined)
    throw new UnreadableFile(
      'not_anki',
      source.name,
      'The archive holds no Anki collection (collection.anki2, .anki21 or .anki21b).',
    )
  const compressed = name.endsWith('b')
  const files = await mediaFiles(archive, compressed)
  return {
    async *collection() {
      const file = await archive.source(name)
      yield* compressed ? unpacked(file, mostCollectionBytes) : chunksOf(file)
    },
    hasMedium: (medium) => files.has(medium.normalize('NFC')),
    async medium(medium) {
      const file = files.get(medium.normalize('NFC')) ?? ''
      if (!compressed) return archive.read(file, mostMediumBytes)
      return collected(unpacked(await archive.source(file), mostMediumBytes))
    },
    close: () => archive.close(),
  }
}

function loneCollection(source: Source): AnkiPackage {
  return {
    collection: () => chunksOf(source),
    hasMedium: () => false,
    medium: () => Promise.resolve(new Uint8Array()),
    close() {},
  }
}

/** Names of media files, as notes have them, with their names in the archive. */
async function mediaFiles(archive: Archive, compressed: boolean): Promise<Map<string, string>> {
  if (!archive.has('media')) return new Map()
  const file = await archive.source('media')
  const bytes = compressed
    ? await collected(unpacked(file, mostListBytes))
    : await wholeOf(file, mostListBytes)
  const named = compressed ? namesInMessage(bytes) : namesInJson(bytes)
  return new Map(
    named
      .filter(([, file]) => archive.has(file))
      .map(([name, file]) => [name.normalize('NFC'), file]),
  )
}

function namesInMessage(bytes: Uint8Array): [string, string][] {
  return [...protobufFields(bytes)]
    .flatMap(({ number, value }) => (number === 1 && typeof value !== 'number' ? [value] : []))
    .map((entry, index) => {
      const own = protobufFields(entry).find(({ number }) => number === 255)?.value
      return [protobufText(entry, 1), String(typeof own === 'number' ? own : index)]
    })
}

function namesInJson(bytes: Uint8Array): [string, string][] {
  let map: unknown
  try {
    map = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new UnreadableFile('anki_media', 'media', 'The list of media files is damaged.')
  }
  if (typeof map !== 'object' || map === null) return []
  return Object.entries(map).flatMap(([file, name]): [string, string][] =>
    typeof name === 'string' ? [[name, file]] : [],
  )
}

/** What zstd has compressed; no more of it than `most` bytes, nor than a file of this size can say. */
async function* unpacked(file: Source, most: number): AsyncGenerator<Uint8Array> {
  const stream = pipeline(Readable.from(chunksOf(file)), createZstdDecompress(), () => {})
  let bytes = 0
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      bytes += chunk.length
      if (bytes > most || (bytes > 10 * 1024 ** 2 && bytes > 200 * file.size))
        throw new UnreadableFile('zip_bomb', file.name, 'It unpacks to far more than it should.')
      yield chunk
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('zip_damaged', file.name, 'What is compressed in it is damaged.')
  } finally {
    stream.destroy()
  }
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

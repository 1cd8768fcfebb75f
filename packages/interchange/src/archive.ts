import { PassThrough, Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'
import { UnreadableFile } from './found.ts'
import { bytesSource, type Source } from './source.ts'
import { bomb, damaged, guarded, pathFault, SourceReader, streamed, unpacked } from './zip-entry.ts'

/** The files of a ZIP archive that was found to be harmless, by what it says of itself. */
export interface Archive {
  /** Of its files, in the archive's order; without folders. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** A file to be read in order, or in pieces where it is small. */
  source(name: string): Promise<Source>
  /** The bytes of a file, at most `most` of them (64 MB). */
  read(name: string, most?: number): Promise<Uint8Array>
  close(): void
}

export interface ArchiveLimits {
  readonly entries: number
  /** In all, unpacked. */
  readonly bytes: number
  /** Unpacked to packed, for what is over 10 MB unpacked. */
  readonly ratio: number
}

const usualLimits: ArchiveLimits = { entries: 20_000, bytes: 1024 ** 3, ratio: 200 }
const smallBytes = 10 * 1024 ** 2
/** Larger files of an archive are unpacked while they are read. */
const inMemory = 16 * 1024 ** 2

/**
 * Opens a ZIP archive and looks at its whole list of files before any of them is unpacked.
 * @throws {UnreadableFile} `zip_bomb` (ratio, number, size), `zip_path` (names that lead elsewhere),
 *   `zip_symlink`, `zip_encrypted`, `zip_damaged` (truncated, overlapping, doubled, wrong sizes)
 */
export async function openArchive(
  source: Source,
  limits: Partial<ArchiveLimits> = {},
): Promise<Archive> {
  const zip = await guarded(source.name, () =>
    fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      autoClose: false,
      // Names are looked at here: what is wrong with one has a code of its own.
      decodeStrings: true,
      strictFileNames: true,
    }),
  )
  const entries = await listed(zip, source, { ...usualLimits, ...limits })
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name)
    if (entry === undefined)
      throw new UnreadableFile('zip_missing', name, `The archive has no file “${name}”.`)
    return entry
  }
  const read = async (name: string, most = 64 * 1024 ** 2): Promise<Uint8Array> => {
    const entry = entryOf(name)
    if (entry.uncompressedSize > most)
      throw new UnreadableFile(
        'file_too_large',
        name,
        `The file has ${entry.uncompressedSize} bytes; at most ${most} are read.`,
      )
    return unpacked(zip, source, entry)
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read,
    async source(name) {
      const entry = entryOf(name)
      return entry.uncompressedSize <= inMemory
        ? bytesSource(name, await read(name, inMemory))
        : streamed(zip, source, entry)
    },
    close: () => zip.close(),
  }
}

/** The archive's list of files, checked. */
async function listed(
  zip: ZipFile,
  source: Source,
  limits: ArchiveLimits,
): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw bomb(source.name, `it holds ${zip.entryCount} files; at most ${limits.entries} are read`)
  const entries = new Map<string, Entry>()
  const all: Entry[] = []
  let bytes = 0
  let packed = 0
  await guarded(source.name, async () => {
    for await (const entry of zip.eachEntry()) {
      all.push(entry)
      checkEntry(entry, limits)
      bytes += entry.uncompressedSize
      packed += entry.compressedSize
      if (bytes > limits.bytes)
        throw bomb(source.name, `its files have over ${limits.bytes} bytes in all`)
      if (entry.fileName.endsWith('/')) continue
      if (entries.has(entry.fileName))
        throw damaged(entry.fileName, 'there are two files of this name')
      entries.set(entry.fileName, entry)
    }
  })
  if (bytes > smallBytes && bytes > limits.ratio * Math.max(1, packed))
    throw bomb(source.name, `its files are over ${limits.ratio} times as large unpacked`)
  checkOverlap(all, source)
  return entries
}

function checkEntry(entry: Entry, limits: ArchiveLimits): void {
  const { fileName, compressedSize, uncompressedSize } = entry
  const isUnix = entry.versionMadeBy >>> 8 === 3
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (isUnix && kind !== 0 && kind !== 0o100000 && kind !== 0o040000)
    throw new UnreadableFile(
      'zip_symlink',
      fileName,
      `“${fileName}” is a link or a device, not a file.`,
    )
  // oxlint-disable-next-line no-control-regex -- these are what must not be in a name
  if (fileName === '' || /^[a-z]:|[\0-\x1F]/i.test(fileName))
    throw pathFault(fileName, 'its name leads out of the archive')
  if (entry.isEncrypted())
    throw new UnreadableFile('zip_encrypted', fileName, 'The archive is protected by a password.')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw damaged(fileName, `it is packed in a way (${entry.compressionMethod}) that isn't read`)
  if (entry.compressionMethod === 0 && compressedSize !== uncompressedSize)
    throw damaged(fileName, 'its two sizes differ')
  if (uncompressedSize > smallBytes && uncompressedSize > limits.ratio * compressedSize)
    throw bomb(fileName, `it is over ${limits.ratio} times as large unpacked`)
}

/** Files that share their bytes unpack to more than there is. */
function checkOverlap(entries: readonly Entry[], source: Source): void {
  const sorted = [...entries].sort(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  )
  let end = 0
  for (const entry of sorted) {
    const { fileName, relativeOffsetOfLocalHeader: start } = entry
    if (start < end) throw damaged(fileName, 'it overlaps with another file')
    end = start + 30 + entry.fileNameLength + entry.compressedSize
    if (end > source.size) throw damaged(fileName, 'it ends after the archive does')
  }
}

/** A file to be put into an archive. */
export interface ArchiveFile {
  readonly name: string
  /** All of it, or piece by piece, where it is large. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
}

const packedAlready = /\.(?:png|jpe?g|gif|webp|avif|mp3|mp4|m4a|ogg|webm|zip)$/i
/** What is packed at a time: its checksum is computed while others wait. */
const packedAtOnce = 256 * 1024

/**
 * The bytes of a ZIP archive with these files, written while they come. The same files give the
 * same bytes. What fails in `files` fails here; whoever stops reading ends them.
 */
export async function* writeArchive(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipWriter()
  const output = new PassThrough()
  zip.outputStream.pipe(output)
  const stopped = Promise.withResolvers<'stopped'>()
  const added = addAll(zip, files, stopped.promise).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    for await (const chunk of output) if (chunk instanceof Uint8Array) yield chunk
  } finally {
    stopped.resolve('stopped')
    await added
  }
}

async function addAll(
  zip: ZipWriter,
  files: AsyncIterable<ArchiveFile>,
  stopped: Promise<'stopped'>,
): Promise<void> {
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true }
  for await (const { name, bytes } of files) {
    const isWhole = bytes instanceof Uint8Array
    const size = isWhole ? { size: bytes.length } : {}
    const content = Readable.from(isWhole ? slicesOf(bytes) : bytes, { highWaterMark: 1 })
    // The writer keeps what it calls until the end: so that isn't to hold what was written.
    const waiting = [content]
    // The next file is asked for when it is this one's turn to be written, or once it is.
    const turn = new Promise<void>((resolve, reject) => {
      if (!isWhole) content.once('end', resolve).once('error', reject)
      const how = { ...options, ...size, compress: !packedAlready.test(name) }
      zip.addReadStreamLazy(name, how, takenBy(waiting, isWhole ? resolve : null))
    })
    if ((await Promise.race([turn, stopped])) === 'stopped') return void content.destroy()
  }
  zip.end()
}

function takenBy(waiting: Readable[], onTurn: (() => void) | null) {
  return (use: (error: unknown, stream: Readable) => void) => {
    const content = waiting.pop()
    if (content === undefined) return
    use(null, content)
    onTurn?.()
  }
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += packedAtOnce)
    yield bytes.subarray(from, from + packedAtOnce)
}

import { Readable } from 'node:stream'
import { callbackify, promisify } from 'node:util'
import { crc32, createInflateRaw, inflateRaw, inflateRawSync } from 'node:zlib'
import { RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { UnreadableFile } from './found.ts'
import type { Source } from './source.ts'

const inflated = promisify(inflateRaw)

/** A file of an archive, whole. */
export async function unpacked(zip: ZipFile, source: Source, entry: Entry): Promise<Uint8Array> {
  return guarded(entry.fileName, async () => {
    const from = await dataStart(zip, entry)
    const packed = await source.read(from, from + entry.compressedSize)
    // One byte more would be a lie about the size.
    const options = { maxOutputLength: Math.max(1, entry.uncompressedSize) }
    const bytes =
      entry.compressionMethod === 0
        ? packed
        : entry.uncompressedSize < 256 * 1024
          ? inflateRawSync(packed, options)
          : await inflated(packed, options)
    if (bytes.length !== entry.uncompressedSize)
      throw damaged(entry.fileName, 'its size is not what the archive says')
    if (crc32(bytes) !== entry.crc32) throw damaged(entry.fileName, 'its checksum is wrong')
    return bytes
  })
}

async function dataStart(zip: ZipFile, entry: Entry): Promise<number> {
  const header = await zip.readLocalFileHeaderPromise(entry)
  if (!header.fileName.equals(entry.fileNameRaw))
    throw damaged(entry.fileName, 'its name differs in the two places where the archive has it')
  return header.fileDataStart
}

/** A large file, unpacked while it is read; reading again from before begins anew. */
export function streamed(zip: ZipFile, source: Source, entry: Entry): Source {
  let reading: AsyncGenerator<Uint8Array> | null = null
  let piece: Uint8Array = new Uint8Array()
  let at = 0
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    if (reading === null || from < at) {
      await reading?.return(undefined)
      reading = inflating(zip, source, entry)
      piece = new Uint8Array()
      at = 0
    }
    const wanted = new Uint8Array(Math.max(0, Math.min(to, entry.uncompressedSize) - from))
    let filled = 0
    while (filled < wanted.length) {
      if (piece.length === 0) {
        const next = await reading.next()
        if (next.done === true) throw damaged(entry.fileName, 'it ends too early')
        piece = next.value
        continue
      }
      const skip = Math.min(piece.length, Math.max(0, from - at))
      const take = Math.min(piece.length - skip, wanted.length - filled)
      if (at + skip >= from) wanted.set(piece.subarray(skip, skip + take), filled)
      filled += take
      at += skip + take
      piece = piece.subarray(skip + take)
    }
    return wanted
  }
  // One after the other: there is one place where the reading stands.
  let queue: Promise<unknown> = Promise.resolve()
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    read(from, to) {
      const next = queue.then(() => guarded(entry.fileName, () => read(from, to)))
      queue = next.catch(() => {})
      return next
    },
  }
}

async function* inflating(zip: ZipFile, source: Source, entry: Entry): AsyncGenerator<Uint8Array> {
  const from = await dataStart(zip, entry)
  const packed = Readable.from(rangeOf(source, from, from + entry.compressedSize))
  const stream = entry.compressionMethod === 0 ? packed : packed.pipe(createInflateRaw())
  packed.on('error', (error) => stream.destroy(error))
  let size = 0
  let checksum = 0
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      size += chunk.length
      if (size > entry.uncompressedSize)
        throw damaged(entry.fileName, 'it is larger than the archive says')
      checksum = crc32(chunk, checksum)
      if (size === entry.uncompressedSize && checksum !== entry.crc32)
        throw damaged(entry.fileName, 'its checksum is wrong')
      yield chunk
    }
  } finally {
    stream.destroy()
    packed.destroy()
  }
}

async function* rangeOf(source: Source, from: number, to: number): AsyncGenerator<Uint8Array> {
  const step = 256 * 1024
  for (let at = from; at < to; at += step) yield source.read(at, Math.min(to, at + step))
}

/** A source as `yauzl` reads it. */
export class SourceReader extends RandomAccessReader {
  readonly #source: Source

  constructor(source: Source) {
    super()
    this.#source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(rangeOf(this.#source, start, end))
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const fill = callbackify(async () => {
      const bytes = await this.#source.read(position, position + length)
      if (bytes.length !== length) throw new Error('the file ends too early')
      buffer.set(bytes, offset)
    })
    fill((error) => callback(error))
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}

/** What goes wrong in reading an archive, as what is wrong with it. */
export async function guarded<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    const message = error instanceof Error ? error.message : String(error)
    if (/fileName|relative path|absolute path/.test(message)) throw pathFault(where, message)
    if (/encrypt/.test(message))
      throw new UnreadableFile('zip_encrypted', where, 'The archive is protected by a password.')
    throw damaged(where, message)
  }
}

export function bomb(where: string, why: string): UnreadableFile {
  return new UnreadableFile('zip_bomb', where, `The archive isn't unpacked: ${why}.`)
}

export function pathFault(where: string, why: string): UnreadableFile {
  return new UnreadableFile('zip_path', where, `The archive isn't unpacked: ${why}.`)
}

export function damaged(where: string, why: string): UnreadableFile {
  return new UnreadableFile(
    'zip_damaged',
    where,
    `The archive is damaged: ${why.replace(/\.+$/, '')}.`,
  )
}

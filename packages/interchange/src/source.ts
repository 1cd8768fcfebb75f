import { UnreadableFile } from './found.ts'

/** A file to be read: from a disk, from memory, from inside an archive. */
export interface Source {
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Bytes from `from` to before `to`. */
  read(from: number, to: number): Promise<Uint8Array>
}

const chunkBytes = 256 * 1024

/** A file that is in memory. */
export function bytesSource(name: string, bytes: Uint8Array): Source {
  return {
    name,
    size: bytes.length,
    read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  }
}

/** The bytes of a file, piece by piece. */
export async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < source.size; from += chunkBytes)
    yield source.read(from, Math.min(source.size, from + chunkBytes))
}

/** The whole of a file that is known to be small. */
export async function wholeOf(source: Source, mostBytes: number): Promise<Uint8Array> {
  if (source.size > mostBytes)
    throw new UnreadableFile(
      'file_too_large',
      source.name,
      `The file has ${source.size} bytes; at most ${mostBytes} are read.`,
    )
  return source.read(0, source.size)
}

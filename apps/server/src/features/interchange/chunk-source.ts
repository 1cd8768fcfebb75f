import { CHUNK_BYTES } from '@quizmentor/contract/interchange'
import type { Source } from '@quizmentor/interchange/source'

const mostKept = 8

/** The file's bytes can't be got at: nothing that its contents could be blamed for. */
export class ChunkMissing extends Error {
  override readonly name = 'ChunkMissing'
}

/** A file that lies in chunks; those used last are kept at hand. */
export function chunkSource(
  name: string,
  size: number,
  chunk: (number: number) => Promise<Uint8Array | undefined>,
): Source {
  const kept = new Map<number, Promise<Uint8Array>>()

  function get(number: number): Promise<Uint8Array> {
    const found = kept.get(number) ?? load(number)
    kept.delete(number)
    kept.set(number, found)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return found
  }

  async function load(number: number): Promise<Uint8Array> {
    const bytes = await chunk(number)
    if (bytes === undefined) throw new ChunkMissing(`chunk ${number} of ${name} isn't there`)
    return bytes
  }

  return {
    name,
    size,
    async read(from, to) {
      const end = Math.min(to, size)
      const pieces: Uint8Array[] = []
      for (let at = Math.max(0, from); at < end;) {
        const number = Math.floor(at / CHUNK_BYTES)
        const start = number * CHUNK_BYTES
        const piece = (await get(number)).subarray(at - start, end - start)
        if (piece.length === 0) throw new ChunkMissing(`chunk ${number} of ${name} is too short`)
        pieces.push(piece)
        at += piece.length
      }
      const [only] = pieces
      return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces)
    },
  }
}

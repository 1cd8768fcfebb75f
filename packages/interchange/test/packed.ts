import { writeArchive } from '../src/archive.ts'

/** All pieces as one. */
export async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** A ZIP archive with these files. */
export function packed(
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<Uint8Array> {
  const all = (async function* () {
    for (const [name, content] of files) yield { name, bytes: Buffer.from(content) }
  })()
  return joined(writeArchive(all))
}

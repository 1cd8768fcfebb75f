import { UnreadableFile } from '@quizmentor/interchange/found'
import type { Source } from '@quizmentor/interchange/source'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * A file on the disk, to be read in pieces; closed with what it is used for.
 * @throws {UnreadableFile} `not_a_file` for a folder
 */
export async function withFile<Result>(
  path: string,
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  await using file = await open(path, 'r')
  const stats = await file.stat()
  if (stats.isDirectory())
    throw new UnreadableFile('not_a_file', path, 'This is a folder, not a file.')
  const { size } = stats
  return await work({
    name: basename(path),
    size,
    async read(from, to) {
      const wanted = Math.max(0, Math.min(to, size) - from)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, from)
      return buffer.subarray(0, bytesRead)
    },
  })
}

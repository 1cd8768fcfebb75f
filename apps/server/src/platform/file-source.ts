import { UnreadableFile } from '@quizmentor/interchange/found'
import type { Source } from '@quizmentor/interchange/source'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * A file on the disk, to be read in pieces; closed with what it is used for.
 * @throws {UnreadableFile} `not_a_file` for a folder, a pipe or a device
 */
export async function withFile<Result>(
  path: string,
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  // Before it is opened: a pipe would let nobody open it who doesn't write into it.
  const stats = await stat(path)
  if (stats.isDirectory())
    throw new UnreadableFile('not_a_file', path, 'This is a folder, not a file.')
  if (!stats.isFile())
    throw new UnreadableFile('not_a_file', path, 'This is a pipe or a device, not a file.')
  await using file = await open(path, 'r')
  const { size } = await file.stat()
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

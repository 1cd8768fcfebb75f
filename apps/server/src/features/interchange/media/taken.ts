import type { FoundQuestion, Notice } from '@quizmentor/interchange/found'
import { UnreadableFile } from '@quizmentor/interchange/found'
import { mediaKeys } from '@quizmentor/interchange/media-keys'
import { createHash } from 'node:crypto'
import type { NewMedium } from '../queries/media.ts'
import { mediaAddress } from './own-address.ts'
import { storable } from './storable.ts'

/** Of one file, in all. */
const mostBytes = 200 * 1024 * 1024

/** The files that come along with questions, each once. */
export interface TakenMedia {
  /** Bytes of those that wait to be stored. */
  readonly waitingBytes: number
  /**
   * The JSON of a question's content with the addresses of its files in the place of their keys; what
   * can't be taken is told, and stays a key, so that what stands for the picture is shown.
   */
  addressed(question: FoundQuestion, content: string): Promise<Addressed>
  /** Gives what waits, to be stored. */
  release(): readonly NewMedium[]
}

export interface Addressed {
  readonly content: string
  readonly notices: readonly Notice[]
}

/** Takes files into a workspace. */
export function takenMedia(workspaceId: string): TakenMedia {
  const known = new Set<string>()
  let waiting: NewMedium[] = []
  let waitingBytes = 0
  let bytesInAll = 0

  async function take(bytes: Uint8Array, name: string): Promise<string | Omit<Notice, 'where'>> {
    const stored = await storable(bytes, name)
    if ('code' in stored) return stored
    const hash = createHash('sha256').update(stored.bytes).digest('hex')
    if (known.has(hash)) return hash
    bytesInAll += stored.bytes.length
    if (bytesInAll > mostBytes)
      return {
        code: 'media_too_many',
        reason: `“${name}” is left out: the file’s pictures and sounds are over 200 MB in all.`,
      }
    known.add(hash)
    waiting.push({ hash, name: name.slice(0, 200).toWellFormed().replaceAll('\0', ''), ...stored })
    waitingBytes += stored.bytes.length
    return hash
  }

  return {
    get waitingBytes() {
      return waitingBytes
    },
    release() {
      const released = waiting
      waiting = []
      waitingBytes = 0
      return released
    },
    async addressed({ where, media }, content) {
      if (media.length === 0) return { content, notices: [] }
      const wanted = mediaKeys(content)
      const addresses = new Map<string, string>()
      const notices: Notice[] = []
      for (const { key, name, read } of media) {
        if (!wanted.has(key)) continue
        const taken = await readable(read, name).then((bytes) =>
          bytes instanceof Uint8Array ? take(bytes, name) : bytes,
        )
        if (typeof taken === 'string') addresses.set(key, mediaAddress(workspaceId, taken))
        else notices.push({ where, ...taken })
      }
      return { content: withAddresses(content, addresses), notices }
    },
  }
}

/** The same text with what stands for each key in the place of `media:KEY`. */
function withAddresses(text: string, addresses: ReadonlyMap<string, string>): string {
  return text.replace(
    /media:([A-Za-z0-9._-]{1,100})/g,
    (whole, key: string) => addresses.get(key) ?? whole,
  )
}

/** One damaged file of a package is no reason to do without the others. */
async function readable(
  read: () => Promise<Uint8Array>,
  name: string,
): Promise<Uint8Array | Omit<Notice, 'where'>> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { code: 'media_unreadable', reason: `“${name}” can’t be read: ${error.message}` }
  }
}

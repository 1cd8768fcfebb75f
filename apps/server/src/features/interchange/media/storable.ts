import { UnreadableFile } from '@quizmentor/interchange/found'
import { imageSize, mediaType } from '@quizmentor/interchange/media'
import { cleanSvg } from './svg.ts'
import { withoutMetadata } from './without-metadata.ts'

/** The largest file that is kept with questions. */
const mostBytes = 10 * 1024 * 1024

const mostPixels = 50_000_000

/** What is stored of a file, or why nothing is. */
export type Storable =
  | { readonly type: string; readonly bytes: Uint8Array }
  | { readonly code: string; readonly reason: string }

/**
 * A picture, sound, film or PDF as it may be shown to others: its type by what is in it, whatever it
 * is called; pictures without what a camera wrote into them, drawings without programs.
 */
export async function storable(bytes: Uint8Array, name: string): Promise<Storable> {
  if (bytes.length > mostBytes)
    return {
      code: 'media_too_large',
      reason: `“${name}” has ${bytes.length} bytes; at most ${mostBytes} are kept.`,
    }
  const type = mediaType(bytes)
  if (type === null)
    return { code: 'media_unknown', reason: `“${name}” is of no kind that can be shown.` }
  if (type === 'image/svg+xml') return drawing(bytes, name)
  if (!type.startsWith('image/')) return { type, bytes }
  return picture(type, bytes, name)
}

async function drawing(bytes: Uint8Array, name: string): Promise<Storable> {
  const refused = { code: 'media_unsafe', reason: `The drawing “${name}” is damaged or unsafe.` }
  try {
    const clean = await cleanSvg(bytes, name)
    return clean === null ? refused : { type: 'image/svg+xml', bytes: clean }
  } catch (error) {
    if (error instanceof UnreadableFile) return refused
    throw error
  }
}

function picture(type: string, bytes: Uint8Array, name: string): Storable {
  const size = type === 'image/avif' ? avifSize(bytes) : imageSize(bytes)
  if (size === null || size.width === 0 || size.height === 0)
    return { code: 'media_damaged', reason: `The picture “${name}” is damaged.` }
  if (size.width * size.height > mostPixels)
    return {
      code: 'image_too_large',
      reason: `The picture “${name}” has ${size.width} × ${size.height} pixels; at most 50 million are kept.`,
    }
  return { type, bytes: withoutMetadata(type, bytes) }
}

/** ISO 23008-12: the box `ispe` has the size of a picture; the largest counts. */
function avifSize(bytes: Uint8Array): { width: number; height: number } | null {
  const head = Buffer.from(bytes.subarray(0, 64 * 1024))
  let largest: { width: number; height: number } | null = null
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
    if (at + 16 > head.length) break
    const size = { width: head.readUInt32BE(at + 8), height: head.readUInt32BE(at + 12) }
    if (largest === null || size.width * size.height > largest.width * largest.height)
      largest = size
  }
  return largest
}

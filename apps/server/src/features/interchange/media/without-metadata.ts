/**
 * A picture without what a camera or a program wrote beside it: places, names, times, thumbnails. What
 * it looks like stays: colour profiles, and how a photo is to be turned. Of other types, as it is.
 */
export function withoutMetadata(type: string, bytes: Uint8Array): Uint8Array {
  switch (type) {
    case 'image/jpeg':
      return jpeg(bytes)
    case 'image/png':
      return png(bytes)
    case 'image/webp':
      return webp(bytes)
    default:
      return bytes
  }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** ITU T.81: segments up to the start of the scan; APP0, APP2 (profile) and APP14 say how to draw. */
function jpeg(bytes: Uint8Array): Uint8Array {
  const data = view(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && data.getUint8(at) === 0xff) {
    const marker = data.getUint8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xda) break
    const end = at + 2 + data.getUint16(at + 2)
    if (end > bytes.length) break
    const isNote = (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    const isProfile = marker === 0xe2 && latin1(bytes.subarray(at + 4, at + 15)) === 'ICC_PROFILE'
    if (!isNote || isProfile) kept.push(bytes.subarray(at, end))
    else if (marker === 0xe1) kept.push(...turnedBy(bytes.subarray(at + 4, end)))
    at = end
  }
  kept.push(bytes.subarray(at))
  return Buffer.concat(kept)
}

const orientationTag = 0x0112

/** An Exif segment that says how the picture is to be turned, where the given one does. */
function turnedBy(exif: Uint8Array): Uint8Array[] {
  if (latin1(exif.subarray(0, 6)) !== 'Exif\0\0' || exif.length < 14) return []
  const tiff = view(exif.subarray(6))
  const little = tiff.getUint16(0) === 0x4949
  const from = tiff.getUint32(4, little)
  if (from + 2 > tiff.byteLength) return []
  const entries = tiff.getUint16(from, little)
  for (let index = 0; index < entries; index++) {
    const at = from + 2 + index * 12
    if (at + 12 > tiff.byteLength) return []
    if (tiff.getUint16(at, little) !== orientationTag) continue
    const turn = tiff.getUint16(at + 8, little)
    return turn > 1 && turn <= 8 ? [exifSaying(turn)] : []
  }
  return []
}

function exifSaying(turn: number): Uint8Array {
  const head = 'FFE1 0022 457869660000 4D4D 002A 00000008 0001 0112 0003 00000001'
  const value = `${turn.toString(16).padStart(4, '0')} 0000 00000000`
  return Buffer.from(`${head}${value}`.replaceAll(' ', ''), 'hex')
}

const pngNotes = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

/** PNG 1.2: a signature, then chunks of length, type, data, checksum. */
function png(bytes: Uint8Array): Uint8Array {
  const data = view(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + data.getUint32(at)
    const type = latin1(bytes.subarray(at + 4, at + 8))
    if (end > bytes.length) break
    if (!pngNotes.has(type)) kept.push(bytes.subarray(at, end))
    at = end
    // What hangs behind the end is no picture.
    if (type === 'IEND') return Buffer.concat(kept)
  }
  kept.push(bytes.subarray(at))
  return Buffer.concat(kept)
}

const exifFlag = 0x08
const xmpFlag = 0x04

/** RIFF: chunks of four letters, length, data, padded to an even length. */
function webp(bytes: Uint8Array): Uint8Array {
  const data = view(bytes)
  const kept: Uint8Array[] = []
  let at = 12
  while (at + 8 <= bytes.length) {
    const type = latin1(bytes.subarray(at, at + 4))
    const length = data.getUint32(at + 4, true)
    const end = Math.min(bytes.length, at + 8 + length + (length % 2))
    if (type === 'VP8X') {
      const chunk = Buffer.from(bytes.subarray(at, end))
      chunk[8] = (chunk[8] ?? 0) & ~(exifFlag | xmpFlag)
      kept.push(chunk)
    } else if (type !== 'EXIF' && type !== 'XMP ') kept.push(bytes.subarray(at, end))
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF....WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

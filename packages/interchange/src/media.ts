const signatures: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1A\n'],
  ['image/jpeg', 0, '\xFF\xD8\xFF'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['video/webm', 0, '\x1A\x45\xDF\xA3'],
  ['application/pdf', 0, '%PDF-'],
]

/**
 * What a file is, by its first bytes: PNG, JPEG, GIF, WebP, AVIF, SVG, MP3, M4A, Ogg, WAV, MP4, WebM
 * or PDF. `null`: none of them.
 */
export function mediaType(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, 16))
  for (const [type, at, signature] of signatures)
    if (head.startsWith(signature, at) && (at === 0 || head.startsWith('RIFF'))) return type
  if (head.startsWith('ftyp', 4)) return isoMedia(head.slice(8, 12))
  // A frame of MPEG audio, layer III: 11 bits for synchronisation.
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg'
  return isSvg(bytes) ? 'image/svg+xml' : null
}

function isoMedia(brand: string): string {
  if (brand === 'avif' || brand === 'avis') return 'image/avif'
  return brand.startsWith('M4A') ? 'audio/mp4' : 'video/mp4'
}

function isSvg(bytes: Uint8Array): boolean {
  const start = latin1(bytes.subarray(0, 4096)).replaceAll('\0', '')
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg[\s\S]*?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!ENTITY[^>]*>\s*)*(?:\]>\s*)?<(?:\w+:)?svg[\s>]/i.test(
    start,
  )
}

export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** The size of a PNG, JPEG, GIF, WebP or SVG image in pixels, as its head says; `null`: unknown. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    switch (mediaType(bytes)) {
      case 'image/png':
        return { width: view.getUint32(16), height: view.getUint32(20) }
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
      case 'image/jpeg':
        return jpegSize(view)
      case 'image/webp':
        return webpSize(view)
      case 'image/svg+xml':
        return svgSize(latin1(bytes.subarray(0, 64 * 1024)))
      default:
        return null
    }
  } catch (error) {
    // The file ends before its head does.
    if (error instanceof RangeError) return null
    throw error
  }
}

function jpegSize(view: DataView): ImageSize | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Start of frame, of any kind; C4, C8 and CC are something else.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}

function webpSize(view: DataView): ImageSize | null {
  switch (String.fromCharCode(view.getUint8(15))) {
    case 'X': {
      const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65536
      return { width: three(24) + 1, height: three(27) + 1 }
    }
    case 'L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    default:
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
  }
}

function svgSize(text: string): ImageSize | null {
  const tag = /<(?:\w+:)?svg\b[^>]*>/i.exec(text)?.[0] ?? ''
  const number = (name: string) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag)?.[1])
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag)
  const width = number('width') || Number(box?.[1])
  const height = number('height') || Number(box?.[2])
  return width > 0 && height > 0 ? { width, height } : null
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Widths to try, from good to just readable, and the qualities of each. */
const widths = [1280, 960, 720, 560, 440, 340, 260] as const
const best = [0.8, 0.6] as const
const least = 0.4
const MOST_BYTES = 200 * 1024

/**
 * A picture drawn anew, so that nothing but its pixels is kept, and small enough to stand in a text
 * as a `data:` address of at most `room` characters; `null` where it can't be made so small.
 */
export async function smallImage(file: Blob, room: number): Promise<string | null> {
  const picture = await createImageBitmap(file)
  try {
    const smaller = widths.filter((width) => width < picture.width)
    for (const width of picture.width <= 1280 ? [picture.width, ...smaller] : smaller) {
      // The least first: where even that is too large, only a smaller picture helps.
      const smallest = await drawn(picture, width, least)
      if (!fits(smallest, room)) continue
      for (const quality of best) {
        const better = await drawn(picture, width, quality)
        if (fits(better, room)) return await asAddress(better)
      }
      return await asAddress(smallest)
    }
    return null
  } finally {
    picture.close()
  }
}

/** Whether a picture is small enough: four characters for three bytes, and the address's beginning. */
function fits({ size }: Blob, room: number): boolean {
  return size <= MOST_BYTES && Math.ceil(size / 3) * 4 + 24 <= room
}

async function drawn(picture: ImageBitmap, width: number, quality: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = Math.max(1, Math.round((picture.height * width) / picture.width))
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser can’t draw pictures.')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  // A browser that can't write WebP writes PNG.
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob === null ? reject(new Error('The picture could not be drawn.')) : resolve(blob),
      'image/webp',
      quality,
    )
  })
}

function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') resolve(reader.result)
      else reject(new Error('The picture could not be read.'))
    })
    reader.addEventListener('error', () => reject(new Error('The picture could not be read.')))
    reader.readAsDataURL(blob)
  })
}

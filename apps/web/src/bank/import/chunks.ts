/** In how many pieces a file goes up. */
export function chunkCount(size: number, chunkBytes: number): number {
  return Math.ceil(size / chunkBytes)
}

/** The first piece that isn't whole at the server, of those that go up one after the other. */
export function nextChunk(received: number, chunkBytes: number): number {
  return Math.floor(received / chunkBytes)
}

/** A piece of a file, in base64. */
export async function chunkOf(file: Blob, number: number, chunkBytes: number): Promise<string> {
  const piece = file.slice(number * chunkBytes, (number + 1) * chunkBytes)
  return base64Of(new Uint8Array(await piece.arrayBuffer()))
}

// More arguments than this in one call overflow the stack of some browsers.
const atOnce = 0x2000

/** Bytes in base64; older browsers have no `toBase64`. */
export function base64Of(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let start = 0; start < bytes.length; start += atOnce)
    letters.push(String.fromCharCode(...bytes.subarray(start, start + atOnce)))
  return btoa(letters.join(''))
}

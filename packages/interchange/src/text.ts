import { isUtf8 } from 'node:buffer'
import { UnreadableFile, type Warning } from './found.ts'
import { bytesSource, chunksOf, wholeOf, type Source } from './source.ts'

/** A text that was read whole. */
export interface ReadText {
  readonly text: string
  /** As the WHATWG Encoding Standard calls it: `utf-8`, `utf-16le`, `windows-1252`. */
  readonly encoding: string
  /** `encoding_guessed` where the file didn't say. */
  readonly warnings: readonly Warning[]
}

const sampleBytes = 64 * 1024
/**
 * Decoded at once. What readers make of one piece lives until they are given the next; of large
 * ones it is so much that V8 takes it for long-lived, which costs twice the time and 100 MB.
 */
const pieceBytes = 4 * 1024
/** A line longer than this is cut to be decoded. */
const longLine = 1024 * 1024

/**
 * The text of a file, piece by piece. The encoding is that of its byte order mark, of its XML
 * declaration, UTF-16 where its zeros say so, UTF-8 where all of it is, and else windows-1252,
 * line by line: a line that is UTF-8 all the same is read as such. The file is read twice.
 * @throws {UnreadableFile} `not_text`
 */
export async function* decoded(
  source: Source,
  onWarning?: (warning: Warning) => void,
): AsyncGenerator<string> {
  const encoding = await encodingOf(source)
  if (encoding.guessed) onWarning?.(guess(source, encoding.name))
  yield* encoding.name === 'windows-1252' && encoding.guessed
    ? lineByLine(source)
    : inOneEncoding(source, encoding.name)
}

/** The whole text of a file that is known to be small. */
export async function textOf(source: Source, mostBytes: number): Promise<ReadText> {
  const bytes = await wholeOf(source, mostBytes)
  const inMemory = bytesSource(source.name, bytes)
  const encoding = await encodingOf(inMemory)
  let text = ''
  for await (const piece of decoded(inMemory)) text += piece
  return {
    text,
    encoding: encoding.name,
    warnings: encoding.guessed ? [guess(source, encoding.name)] : [],
  }
}

interface Encoding {
  readonly name: string
  readonly guessed: boolean
}

function guess({ name }: Source, encoding: string): Warning {
  return {
    kind: 'warning',
    where: name,
    code: 'encoding_guessed',
    reason: `The file doesn't say how its letters are encoded and isn't UTF-8; it was read as ${encoding}. Look at its accents and umlauts.`,
  }
}

async function encodingOf(source: Source): Promise<Encoding> {
  const start = await source.read(0, Math.min(source.size, sampleBytes))
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf && (await isAllUtf8(source)))
    return { name: 'utf-8', guessed: false }
  if (start[0] === 0xff && start[1] === 0xfe) return { name: 'utf-16le', guessed: false }
  if (start[0] === 0xfe && start[1] === 0xff) return { name: 'utf-16be', guessed: false }
  const zeros = [0, 0]
  if (start.includes(0))
    start.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    })
  const [even = 0, odd = 0] = zeros
  // A character such as Ā has its zero on the other side: one in a hundred may.
  if (odd > 0 && even * 100 <= odd) return { name: 'utf-16le', guessed: true }
  if (even > 0 && odd * 100 <= even) return { name: 'utf-16be', guessed: true }
  if (odd > 0) throw notText(source)
  const declared = declaredEncoding(start)
  if (declared !== null) return { name: declared, guessed: false }
  return (await isAllUtf8(source))
    ? { name: 'utf-8', guessed: false }
    : { name: 'windows-1252', guessed: true }
}

/** What an XML declaration says, where it isn't Unicode: that is seen by the bytes. */
function declaredEncoding(start: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(start.subarray(0, 200))
  const label = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(head)?.[1]
  if (label === undefined || /^(?:utf|ucs|unicode|us-ascii|iso-2022)/i.test(label)) return null
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

async function isAllUtf8(source: Source): Promise<boolean> {
  let left = new Uint8Array()
  for await (const chunk of chunksOf(source)) {
    const bytes = joined(left, chunk)
    const end = bytes.length - unfinished(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return false
    left = bytes.slice(end)
  }
  return left.length === 0
}

/** How many bytes at the end are the beginning of a UTF-8 character, 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

async function* inOneEncoding(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of chunksOf(source))
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      const bytes = chunk.subarray(from, from + pieceBytes)
      yield checked(source, () => decoder.decode(bytes, { stream: true }))
    }
  yield checked(source, () => decoder.decode())
}

async function* lineByLine(source: Source): AsyncGenerator<string> {
  let left = new Uint8Array()
  for await (const chunk of chunksOf(source)) {
    const bytes = joined(left, chunk)
    const end = bytes.lastIndexOf(0x0a) + 1 || (bytes.length > longLine ? bytes.length : 0)
    yield checked(source, () => eachLine(bytes.subarray(0, end)))
    left = bytes.slice(end)
  }
  yield checked(source, () => eachLine(left))
}

const utf8 = new TextDecoder('utf-8')
const windows1252 = new TextDecoder('windows-1252')

function eachLine(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return utf8.decode(bytes)
  let text = ''
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from) + 1 || bytes.length
    const line = bytes.subarray(from, end)
    text += (isUtf8(line) ? utf8 : windows1252).decode(line)
    from = end
  }
  return text
}

function checked(source: Source, decode: () => string): string {
  let text
  try {
    text = decode()
  } catch {
    throw notText(source)
  }
  if (text.includes('\0')) throw notText(source)
  return text
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

function notText({ name }: Source): UnreadableFile {
  return new UnreadableFile('not_text', name, 'This is not a text file, or it is damaged.')
}

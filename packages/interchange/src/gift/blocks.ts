import { lineEnds, unixLines } from '../lines.ts'

/** Lines between blank lines. */
export interface Block {
  readonly text: string
  /** Of its first line. */
  readonly line: number
  /** Whether blank lines stood in it. */
  readonly hadBlankLines: boolean
}

const mostJoined = 200_000
/** A text this long without a blank line is cut. */
const longBlock = 1_000_000

/**
 * The blocks of a text that blank lines divide. A block whose brace is still open goes on after
 * blank lines, up to where the brace is closed or something else begins.
 */
export async function* blocksOf(pieces: AsyncIterable<string>): AsyncGenerator<Block> {
  let open: Block[] = []
  let length = 0
  for await (const block of paragraphsOf(pieces)) {
    if (open.length > 0) {
      length += block.text.length
      const joined = length > mostJoined ? 'apart' : joinedBy(block)
      if (joined === 'open') {
        open.push(block)
        continue
      }
      if (joined === 'closed') {
        yield joinedBlock([...open, block])
        open = []
        continue
      }
      yield* open
      open = []
    }
    if (isOpen(block.text)) {
      open = [block]
      length = block.text.length
    } else yield block
  }
  yield* open
}

function joinedBlock(blocks: readonly Block[]): Block {
  const line = blocks[0]?.line ?? 1
  return { text: blocks.map(({ text }) => text).join('\n\n'), line, hadBlankLines: true }
}

function isOpen(text: string): boolean {
  const from = text.indexOf('{')
  if (from < 0 || text.includes('}', from) || text.length > mostJoined) return false
  const bare = bareOf(text)
  const start = bare.indexOf('{')
  return start >= 0 && !bare.includes('}', start)
}

/** Whether a block goes on with the braces that are open, closes them, or is something else. */
function joinedBy(next: Block): 'open' | 'closed' | 'apart' {
  if (/^\s*(?:::|\/\/|\$CATEGORY:)/.test(next.text)) return 'apart'
  const bare = bareOf(next.text)
  const start = bare.indexOf('{')
  const end = bare.indexOf('}')
  if (end < 0) return start < 0 ? 'open' : 'apart'
  return start < 0 || end < start ? 'closed' : 'apart'
}

/** Without what is escaped and without comments, as far as braces go. */
function bareOf(text: string): string {
  return text.replace(/\\[^]/g, '').replace(/^[^\S\n]*\/\/.*$/gm, '')
}

/** The lines between blank lines, as pieces of a text come in. Line ends are `\n`. */
async function* paragraphsOf(pieces: AsyncIterable<string>): AsyncGenerator<Block> {
  // Joined only when a blank line ends it: a long block is in very many pieces.
  let open: string[] = []
  let length = 0
  /** The last line of what is open, from its line end on, while nothing stands in it. */
  let last = ''
  let line = 1
  for await (const piece of unixLines(pieces)) {
    const hasBlank = blank.test(last + piece)
    open.push(piece)
    length += piece.length
    last = lastLine(last, piece)
    if (!hasBlank && length <= longBlock) continue
    const text = open.join('')
    let from = 0
    for (const { index } of hasBlank ? text.matchAll(blankLine) : []) {
      const lines = text.slice(from, index)
      if (/\S/.test(lines)) yield blockOf(lines, line)
      line += lineEnds(lines) + 1
      from = index + 1
    }
    let rest = text.slice(from)
    if (rest.length > longBlock) {
      const lines = rest.slice(0, cutAt(rest))
      if (/\S/.test(lines)) yield blockOf(lines, line)
      line += lineEnds(lines)
      rest = rest.slice(lines.length)
      last = lastLine('', rest)
    }
    open = [rest]
    length = rest.length
  }
  const rest = open.join('')
  if (/\S/.test(rest)) yield blockOf(rest, line)
}

const blank = /\n[^\S\n]*\n/
/** The second of its two line ends may be the first of the next blank line. */
const blankLine = /\n(?=[^\S\n]*\n)/g
/** A line with more space than this is none of those that divide. */
const mostSpace = 1_000

function lastLine(before: string, piece: string): string {
  const at = piece.lastIndexOf('\n')
  const line = at < 0 ? before + piece : piece.slice(at)
  return line.startsWith('\n') && line.length < mostSpace && !/\S/.test(line) ? line : ''
}

/** Without the blank lines that it begins with. */
function blockOf(lines: string, line: number): Block {
  const lead = /^(?:[^\S\n]*\n)+/.exec(lines)?.[0] ?? ''
  return { text: lines.slice(lead.length), line: line + lineEnds(lead), hadBlankLines: false }
}

/** Where a text without blank lines may be cut: after a question, a line, or anywhere. */
function cutAt(text: string): number {
  const end = Math.max(text.lastIndexOf('}\n') + 1, 0) || text.lastIndexOf('\n')
  return end > 0 ? end + 1 : text.length
}

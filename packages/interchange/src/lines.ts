/** How many lines end in a text. */
export function lineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The pieces of a text with one kind of line end, `\n`, wherever they are cut. */
export async function* unixLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    const text = held + piece
    held = text.endsWith('\r') ? '\r' : ''
    const whole = held === '' ? text : text.slice(0, -1)
    yield whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
  }
  if (held !== '') yield '\n'
}

/** A line longer than this is cut. */
const longLine = 1_000_000

/** The lines of a text, as many at a time as are there. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  // Joined only when its line ends: a long line is in very many pieces.
  let open: string[] = []
  let length = 0
  for await (const piece of unixLines(pieces)) {
    const [first = '', ...lines] = piece.split('\n')
    open.push(first)
    length += first.length
    if (lines.length === 0 && length <= longLine) continue
    lines.unshift(open.join(''))
    const last = lines.length === 1 ? '' : (lines.pop() ?? '')
    open = [last]
    length = last.length
    yield lines
  }
  if (length > 0) yield [open.join('')]
}

/** A text with what is selected in it. */
export interface Selected {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Puts marks around the selection, or takes them off where they are there. */
export function toggledAround({ text, start, end }: Selected, mark: string): Selected {
  const inner = text.slice(start, end)
  const size = mark.length
  const longer = mark[0] ?? ''
  const alone = text[start - size - 1] !== longer && text[end + size] !== longer
  if (alone && text.slice(start - size, start) === mark && text.slice(end, end + size) === mark)
    return {
      text: text.slice(0, start - size) + inner + text.slice(end + size),
      start: start - size,
      end: end - size,
    }
  // Spaces at the ends stay outside: “** bold **” is not bold.
  const lead = inner.length - inner.trimStart().length
  const trail = inner.trim() === '' ? 0 : inner.length - inner.trimEnd().length
  const [from, to] = [start + lead, end - trail]
  return {
    text: text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to),
    start: from + size,
    end: to + size,
  }
}

/** Puts a mark before each selected line, or takes it off where every line has it. */
export function toggledLines({ text, start, end }: Selected, mark: string): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const found = text.indexOf('\n', end)
  const to = found === -1 ? text.length : found
  const lines = text.slice(from, to).split('\n')
  const all = lines.every((line) => line.startsWith(mark))
  const next = lines.map((line) => (all ? line.slice(mark.length) : `${mark}${line}`)).join('\n')
  return { text: text.slice(0, from) + next + text.slice(to), start: from, end: from + next.length }
}

/** Makes the selection a block of code of its own. */
export function codeBlock({ text, start, end }: Selected): Selected {
  const inner = text.slice(start, end)
  const before = start === 0 || text[start - 1] === '\n' ? '' : '\n'
  const after = end === text.length || text[end] === '\n' ? '' : '\n'
  const open = `${before}\`\`\`\n`
  return {
    text: `${text.slice(0, start)}${open}${inner}\n\`\`\`${after}${text.slice(end)}`,
    start: start + open.length,
    end: start + open.length + inner.length,
  }
}

/** Makes the selection a link; what is to be written next is selected. */
export function link({ text, start, end }: Selected): Selected {
  const inner = text.slice(start, end)
  const isAddress = /^https?:\/\/\S+$/.test(inner)
  const made = isAddress ? `[](${inner})` : `[${inner}](https://)`
  const at = isAddress ? start + 1 : start + inner.length + 3
  return {
    text: text.slice(0, start) + made + text.slice(end),
    start: at,
    end: isAddress ? at : at + 'https://'.length,
  }
}

/** Puts a piece in the place of the selection; the cursor stands behind it. */
export function replacedBy({ text, start, end }: Selected, piece: string): Selected {
  const at = start + piece.length
  return { text: text.slice(0, start) + piece + text.slice(end), start: at, end: at }
}

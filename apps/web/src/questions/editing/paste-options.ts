/** A list of answers found in pasted text, and those marked as right. */
export interface PastedOptions {
  /** What stood before the list. */
  readonly before: string
  readonly options: readonly { readonly text: string; readonly right: boolean }[]
}

const MOST = 12

/**
 * Finds a lettered, numbered or bulleted list of answers: “A) … B) …”, in lines or in one line.
 * An asterisk before the mark, a tick, or “Answer: B” at the end says which is right. `null` where
 * the text is no such list.
 */
export function readPastedOptions(text: string): PastedOptions | null {
  const lines = text.replaceAll('\r\n', '\n').trim()
  const { list, right } = withoutAnswerLine(lines)
  // Letters first: in “1. Which …? A) … B) …” the number is the question's.
  const found =
    inLines(list, letters) ??
    inOneLine(list, letters) ??
    inLines(list, numbers) ??
    inOneLine(list, numbers) ??
    bulleted(list)
  if (found === null || found.options.length < 2 || found.options.length > MOST) return null
  if (right === null) return found
  return {
    before: found.before,
    options: found.options.map((option, index) => ({
      ...option,
      right: option.right || right.has(index),
    })),
  }
}

const letters = '[A-La-l]'
const numbers = '\\d{1,2}'

/** The mark of an option: (A), A), A., a: or 1) with a space behind it; “*” or a tick before it is the key. */
function markOf(sign: string): string {
  return `(?<key>\\*|✓|✔|\\[[xX]\\])?\\s*\\(?(?<sign>${sign})[).:]`
}

function inLines(text: string, sign: string): PastedOptions | null {
  const mark = new RegExp(`^\\s*${markOf(sign)}\\s+(?<text>\\S.*)$`)
  const before: string[] = []
  const options: { text: string; right: boolean }[] = []
  for (const line of text.split('\n')) {
    const groups = mark.exec(line)?.groups
    if (groups?.['sign'] !== undefined && placeOf(groups['sign']) === options.length) {
      options.push(option(groups['text'] ?? '', groups['key'] !== undefined))
      continue
    }
    const last = options.at(-1)
    if (last === undefined) before.push(line)
    else if (line.trim() !== '') options[options.length - 1] = joined(last, line)
  }
  return options.length < 2 ? null : { before: before.join('\n').trim(), options }
}

function inOneLine(text: string, sign: string): PastedOptions | null {
  const mark = new RegExp(`(?<=^|\\s)${markOf(sign)}(?=\\s)`, 'g')
  const starts: { at: number; end: number; key: boolean }[] = []
  for (const found of text.matchAll(mark)) {
    if (placeOf(found.groups?.['sign'] ?? '') !== starts.length) continue
    const at = found.index
    starts.push({ at, end: at + found[0].length, key: found.groups?.['key'] !== undefined })
  }
  if (starts.length < 2) return null
  const options = starts.map(({ end, key }, index) =>
    option(text.slice(end, starts[index + 1]?.at ?? text.length).replace(/[;,]\s*$/, ''), key),
  )
  if (options.some((each) => each.text === '')) return null
  return { before: text.slice(0, starts[0]?.at ?? 0).trim(), options }
}

function bulleted(text: string): PastedOptions | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const first = lines.findIndex(isBullet)
  if (first < 0) return null
  const rest = lines.slice(first)
  if (!rest.every(isBullet)) return null
  const options = rest.map((line) => {
    const groups = /^\s*(?:[-*•–+])\s+(?<box>\[[ xX]\]\s+)?(?<text>.*)$/.exec(line)?.groups
    return option(groups?.['text'] ?? '', /x/i.test(groups?.['box'] ?? ''))
  })
  return { before: lines.slice(0, first).join('\n').trim(), options }
}

function isBullet(line: string): boolean {
  return /^\s*[-*•–+]\s+\S/.test(line)
}

/** A last line such as “Answer: B” or “ANSWER: A, C”, taken off. */
function withoutAnswerLine(text: string): { list: string; right: ReadonlySet<number> | null } {
  const found =
    /\n\s*(?:(?:correct|right)\s+)?(?:answers?|key|(?:richtige\s+)?(?:antwort(?:en)?|lösung(?:en)?))\s*[:=]\s*(?<signs>[A-La-l](?:\s*(?:,|;|&|and|und)?\s*[A-La-l])*)[.)]?\s*$/i.exec(
      text,
    )
  const signs = found?.groups?.['signs']
  if (found === null || signs === undefined) return { list: text, right: null }
  const letters = signs.replace(/and|und/gi, ' ').match(/[A-La-l]/g) ?? []
  return { list: text.slice(0, found.index), right: new Set(letters.map(placeOf)) }
}

/** A or 1 → 0, B or 2 → 1 … */
function placeOf(sign: string): number {
  return /\d/.test(sign) ? Number(sign) - 1 : sign.toLowerCase().charCodeAt(0) - 97
}

function option(text: string, right: boolean): { text: string; right: boolean } {
  const ticked = /\s*(?:✓|✔|\((?:correct|right|richtig)\))\s*$/i
  return { text: text.replace(ticked, '').trim(), right: right || ticked.test(text) }
}

function joined(
  last: { text: string; right: boolean },
  line: string,
): { text: string; right: boolean } {
  const whole = option(`${last.text}\n${line.trim()}`, last.right)
  return whole
}

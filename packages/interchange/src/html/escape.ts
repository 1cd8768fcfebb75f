/** Where a piece of text stands, so that no more of it is escaped than must be. */
export interface TextPlace {
  /** The character before it in the Markdown; `''` at the beginning of a paragraph. */
  readonly before: string
  /** Nothing but this text stands in the paragraph: a lone mark has no partner. */
  readonly alone: boolean
  /** The paragraph or its line ends after it. */
  readonly last: boolean
  /** There are formulas in the text, so that any dollar and underscore might meet theirs. */
  readonly withMath: boolean
  /** There are links or images, whose brackets a bracket might meet. */
  readonly withLinks: boolean
  /** Line breaks, and what parts blocks, are `<br>`. */
  readonly breaks: boolean
  readonly inLink: boolean
  readonly inCell: boolean
}

export const aloneInText: TextPlace = {
  before: '',
  alone: true,
  last: true,
  withMath: false,
  withLinks: false,
  breaks: false,
  inLink: false,
  inCell: false,
}

/** Stands after a URL that was a link of its own. */
export const urlEnd = '\uFDD5'

const maybeMark = /[\\`*_~[\]<&$|(]|:\/\/|www\./i
// A URL is looked at as far as 500 characters: no text makes this slow.
const marks =
  /\\|`|\*+|_+|~+|[[\](]|<|&|\$+|\||(?:https?|ftp):\/\/[^\s<\uFDD5]{0,500}|www\.[^\s<\uFDD5]{0,500}|\uFDD5/gi

const space = /^\s$/u
const punctuation = /^[\p{P}\p{S}]$/u

/** Whether Markdown takes a character for space; the edge of a text is space as well. */
function isSpace(character: string): boolean {
  return character === '' || space.test(character)
}

/** Whether Markdown (CommonMark 0.31) takes a character for punctuation. */
export function isPunctuation(character: string): boolean {
  return punctuation.test(character)
}

/** Whether a character is part of a word: neither space nor punctuation. */
export function isWord(character: string): boolean {
  return !isSpace(character) && !isPunctuation(character)
}

/** The last character of a text, whole. */
export function lastOf(text: string): string {
  const code = text.charCodeAt(text.length - 1)
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(-2) : text.slice(-1)
}

/** The first character of a text, whole. */
export function firstOf(text: string): string {
  const code = text.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** A character that Markdown can't take for a mark or for part of a word. */
export function asEntity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`
}

/** Text with a backslash before what Markdown would read as a mark in the middle of a line. */
export function escapeText(text: string, place: TextPlace): string {
  if (!maybeMark.test(text)) return text.replaceAll(urlEnd, '')
  // A `<br>` is no space for a mark to stand beside.
  const ends = place.alone || !place.breaks
  return text.replace(marks, (found, at: number) => {
    const end = at + found.length
    const before = behind(
      at > 0 ? lastOf(text.slice(Math.max(0, at - 2), at)) : place.before,
      place,
    )
    const after = following(text, end)
    const atEnd = !(place.last && ends) && text.slice(end, end + 20).trim() === ''
    const mark = found[0] ?? ''
    const once = place.alone && text.lastIndexOf(mark) - text.indexOf(mark) < found.length
    switch (mark) {
      case '\\':
        return isSpace(after) || /[!-/:-@[-`{-~]/.test(after) ? '\\\\' : found
      case '`':
        return '\\`'
      case '*': {
        const free = isSpace(before) && isSpace(after) && !atEnd
        return free || once ? found : each(found)
      }
      case '_':
        return once || !mayClose(before, after, atEnd, place.withMath || !ends)
          ? found
          : each(found)
      case '~':
        return isSpace(before) || once ? found : each(found)
      case '[':
        return place.inLink || place.withLinks || before === ']' ? '\\[' : found
      case ']':
        return place.inLink ? '\\]' : found
      case '(':
        return before === ']' ? '\\(' : found
      case '<':
        return isSpace(after) && !atEnd ? found : lessThan(text, end, after, place.alone)
      case '&':
        return mayBeEntity(text.slice(end, end + 40), place.last) ? '\\&' : found
      case '$': {
        const harmless = isSpace(before) || /^\d$/.test(after)
        return found.length === 1 && !place.withMath && (harmless || once) ? found : each(found)
      }
      case '|':
        return place.inCell ? '\\|' : found
      case urlEnd:
        return ''
      default:
        return escapedUrl(found, text, end, place)
    }
  })
}

/** What will stand before a mark: a line break may become an element. */
function behind(character: string, { alone, breaks }: TextPlace): string {
  // Beyond the first 65,536 characters, the renderer sees halves.
  if (character.length > 1) return '!'
  return breaks && !alone && (character === '\n' || character === '') ? '>' : character
}

/** What will stand after a mark: a break is written with a backslash or `<`, as a URL may be. */
function following(text: string, end: number): string {
  const next = text.slice(end, end + 9)
  if (/^(?: *\n|https?:\/\/|ftp:\/\/|www\.)/i.test(next)) return '<'
  const character = firstOf(next)
  return character.length > 1 ? '!' : character
}

function each(run: string): string {
  return run.replace(/\S/g, '\\$&')
}

/** Whether a run of underscores may end emphasis; `orOpen`: or begin one. */
function mayClose(before: string, after: string, atEnd: boolean, orOpen: boolean): boolean {
  if (isWord(before) && isWord(after)) return false
  if (isSpace(before)) return orOpen && (atEnd || !isSpace(after))
  return isWord(before) || atEnd || !isWord(after) || orOpen
}

function mayBeEntity(rest: string, last: boolean): boolean {
  return /^(?:#\d+|#x[\da-f]+|\w+);/i.test(rest) || (!last && /^[#\w]*$/.test(rest))
}

function lessThan(text: string, end: number, after: string, alone: boolean): string {
  const isPlain = alone && !/[a-z/!?]/i.test(after) && !text.includes('>', end)
  return isPlain ? '<' : '\\<'
}

/** A URL is a link by itself; what isn't safe to stand in one is set apart from it. */
function escapedUrl(url: string, text: string, end: number, place: TextPlace): string {
  const rest = text.slice(end, end + 20)
  const open = /^(?:<| *\n)/.test(rest) || (rest.replace(urlEnd, '').trim() === '' && !place.last)
  const ends = !open && url.length < 500 && /^(?:\uFDD5[.,;:!?]*)?(?:\s|$)/.test(rest)
  if (ends && !place.inLink && /^[\w\-./:#?=%+,;@!']*$/.test(url) && !/_/.test(url)) return url
  const scheme = /^\w+:/.exec(url)?.[0]
  const isSafe = !place.inLink && !/[<>&\\`|$[\]]/.test(url) && url.length < 500
  if (scheme !== undefined && isSafe) return `<${url}>`
  const start = scheme === undefined ? 'www\\.' : `${scheme.slice(0, -1)}\\:`
  const words = url.slice(scheme?.length ?? 4)
  return start + escapeText(words, { ...place, before: ':', alone: false, last: false })
}

// What makes a line more than a line of its paragraph.
const lineMark =
  /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|={1,}(?=\s*$)|(?:-[ \t]*){3,}$|\[(?=[ xX]\](?:\s|$)|(?:\\.|[^\]\\])*(?:\]:|$)))/

/** A line of a paragraph with a backslash before what would make it a heading, list or the like. */
function escapeLineStart(line: string): string {
  if (/^[\p{L}"'(“„«¿¡]/u.test(line)) return line
  const whole = /^(?:(?:[*_][ \t]*){3,}$|~{3,})/.exec(line)?.[0]
  if (whole !== undefined) return each(whole) + line.slice(whole.length)
  if (lineMark.test(line)) return `\\${line}`
  const number = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line)?.[0]
  if (number !== undefined) return `${number}\\${line.slice(number.length)}`
  // The row under the heads of a table.
  if (/^[|:\-\s]+$/.test(line) && line.includes('-')) return line.replace('-', '\\-')
  return line
}

/** Lines as one paragraph: breaks are kept, or written as `<br>` where there must be one line. */
export function paragraph(text: string, oneLine: boolean): string {
  if (!text.includes('\n')) return escapeLineStart(text)
  return text
    .split('\n')
    .map((line) => escapeLineStart(line.replace(/^ +/, '').trimEnd()))
    .join(oneLine ? '<br>' : '\\\n')
}

/**
 * Plain text as Markdown that says the same. Line breaks stay, empty lines part paragraphs, and
 * spaces at the beginning of a line are kept as no-break spaces. `inline`: one line, with `<br>`.
 */
export function textToMarkdown(text: string, inline = false): string {
  const lines = text
    .replace(/[\t\v\f]/g, ' ')
    .split(/\r\n?|\n/)
    .map(indentKept)
  const alone = lines.length === 1
  return lines
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n|\n$/g, ''))
    .filter((block) => block !== '')
    .map((block) => paragraph(escapeText(block, { ...aloneInText, alone, breaks: inline }), inline))
    .join(inline ? '<br>' : '\n\n')
}

function indentKept(line: string): string {
  const rest = line.trim()
  const indent = rest === '' ? 0 : line.indexOf(rest)
  return indent > 1 ? '\u00A0'.repeat(indent) + rest : rest
}

import { stripMarkdown } from '@quizmentor/engine/question/plain-text'

/**
 * The titles of a category path as Moodle writes it, from the root: `$course$/top/Physics/AC//DC` is
 * Physics, then AC/DC. What stands for the place it was exported from is left out.
 */
export function splitCategoryPath(path: string): string[] {
  const names = path
    .split(/(?<!\/)\/(?!\/)/)
    .map((name) => plainName(name.replaceAll('//', '/')))
    .filter((name) => name !== '')
  const from = /^\$[a-z]+\d*\$$/.test(names[0] ?? '') ? 1 : 0
  return names.slice(names[from] === 'top' ? from + 1 : from)
}

/** The reverse of `splitCategoryPath`, below the course that Moodle imports into. */
export function joinCategoryPath(titles: readonly string[]): string {
  return ['$course$', 'top', ...titles.map(escaped)].join('/')
}

/** A slash is doubled; at an end of a title a space keeps it from those that divide titles. */
function escaped(title: string): string {
  return writtenName(title)
    .replaceAll('/', '//')
    .replace(/^(?=\/)/, ' ')
    .replace(/(?<=\/)$/, ' ')
}

const signs: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
])

/** A name as it is shown: names are text in which tags of HTML mean nothing. */
export function plainName(name: string): string {
  if (/^[\w.,;:?!()'-]+(?: [\w.,;:?!()'-]+)*$/.test(name)) return name
  return name
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs.get(sign) ?? sign)
    .replace(/\s+/g, ' ')
    .trim()
}

/** A name such that `plainName`, and Moodle, show it as it is. */
export function writtenName(name: string): string {
  return /<\/?[a-z]|&(?:\w+|#\d+);/i.test(name)
    ? name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : name
}

/** What a question without a title is called: the beginning of its stem. */
export function nameFor(stem: string): string {
  const words = plainName(stripMarkdown(stem))
  return words.length <= longestName ? words : `${words.slice(0, longestName).trimEnd()}…`
}

/** Whether a name is what `nameFor` makes of a stem. */
export function isNameOf(stem: string, name: string): boolean {
  // Most names begin with a word that the stem hasn't: no need to look at all of it.
  const word = /^[a-z0-9]*/i.exec(name)?.[0] ?? ''
  return stem !== '' && stem.includes(word) && name === nameFor(stem)
}

const longestName = 100

import { refused, type Refused } from '../moodle-answers.ts'
import { withoutGaps } from '../moodle-matching.ts'
import { htmlToPlain } from '../moodle-text.ts'
import { child } from '../xml.ts'
import { answersOf, field, isOn } from './fields.ts'
import type { Part, Reading } from './reading.ts'

/**
 * `gapfill`, a plug-in that many have: the right words stand in the text, in brackets or other
 * signs, `[cat|tomcat]`; they are typed, or picked from a list with wrong ones.
 */
export function readGapfill(question: Reading): Part | Refused {
  const { element, texts, notice, keep } = question
  const signs = field(element, 'delimitchars')
  const [before = '[', after = ']'] = signs.length === 2 ? signs : '[]'
  const caseSensitive = isOn(element, 'casesensitive', false)
  const keys: string[][] = []
  const owner = child(element, 'questiontext')
  const { stem, text } = texts.gapped(owner, (written) =>
    withoutGaps(written).replace(inside(before, after), (whole, words: string | undefined) => {
      if (words === undefined) return whole
      const right = words
        .split('|')
        .map(plain)
        .filter((word) => word !== '')
      return right.length === 0 ? whole : `{{g${keys.push(right)}}}`
    }),
  )
  if (keys.length === 0) return refused('no_gaps', 'Its text has no gaps.')
  const wrong = answersOf(element).flatMap((answer) =>
    answer.fraction > 0 ? [] : [plain(answer.text)],
  )
  const isPicked = ['dragdrop', 'dropdown'].includes(field(element, 'answerdisplay'))
  const choices = isPicked ? [...new Set([...keys.flat(), ...wrong])].filter(Boolean) : []
  if (isOn(element, 'noduplicates', false) && keys.length > 1) {
    keep('noduplicates', '1')
    notice('repeats_count', 'A word that is given in several gaps now counts in each of them.')
  }
  return {
    type: 'fill_in',
    stem,
    body: { text, gaps: keys.map((_, index) => ({ id: `g${index + 1}`, choices })) },
    key: {
      gaps: Object.fromEntries(
        keys.map((accepted, index) => [`g${index + 1}`, { accepted, caseSensitive }]),
      ),
      rule: 'partial',
    },
  }
}

/** What stands between two signs, outside tags. */
function inside(before: string, after: string): RegExp {
  const [open, close] = [before, after].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
  return new RegExp(`<[^<>]*>|${open}([^${open}${close}<>]{1,500})${close}`, 'gu')
}

function plain(html: string): string {
  return htmlToPlain(html).replace(/\s+/g, ' ').trim()
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shown } from '../../test/shown.ts'
import { textToMarkdown } from './escape.ts'
import { toHtml } from './to-html.ts'

const marks =
  '\\ ` `` * ** _ __ _____ ~ ~~ ~~~ # ## > < <b> </b> <br> <u> & &amp; &lt &#65; $ $$ \\( \\) [ ] ( ) ]( [x] ]: ! ![ | --- - + 1. 2) = === http://x.com/ www.x.y mailto: . , " : / { } ^ % |-| <!-- --> <? a b word 1 5 é 漢 。 🎉 €'.split(
    ' ',
  )
const spaces = [' ', '  ', '\n', '\n\n', '\t', '\u00A0', '\v']
const writing = fc
  .array(fc.constantFrom(...marks, ...spaces), { maxLength: 14 })
  .map((pieces) => pieces.join(''))
const anyText = fc.oneof(
  writing,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** What XML can hold of a text, white space as one space. */
function words(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are what XML forbids
      .replace(/[\0-\x08\x0E-\x1F\uFFFE\uFFFF\uFDD0-\uFDD5]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

describe('plain text as Markdown', () => {
  test.each([
    ['What is 2 * 3?', 'What is 2 * 3?'],
    ['It costs $5, not $6.', 'It costs $5, not $6.'],
    ['snake_case and a_b_c', 'snake_case and a_b_c'],
    ['The capital of France is _____.', 'The capital of France is _____.'],
    ['C# and C++', 'C# and C++'],
    ['if a < b and c > d', 'if a < b and c > d'],
    ['AT&T', 'AT&T'],
    ['See https://example.com/a.', 'See https://example.com/a.'],
    ['[B] (b)', '[B] (b)'],
    ['5*3', '5*3'],
    ['about ~5', 'about ~5'],
    ['C:\\temp', 'C:\\temp'],
    ['1. first', '1\\. first'],
    ['- dash', '\\- dash'],
    ['# number', '\\# number'],
    ['> more', '\\> more'],
    ['---', '\\---'],
    ['[ ] task', '\\[ ] task'],
    ['*bold*', '\\*bold\\*'],
    ['`code`', '\\`code\\`'],
    ['[a](b)', '[a]\\(b)'],
    ['<b>', '\\<b>'],
    ['&lt;', '\\&lt;'],
    ['$x$', '$x\\$'],
    ['x$y$', 'x\\$y\\$'],
    ['one\ntwo', 'one\\\ntwo'],
    ['one\n\ntwo', 'one\n\ntwo'],
    ['if:\n    x', 'if:\\\n\u00A0\u00A0\u00A0\u00A0x'],
  ])('%j becomes %j', (text, markdown) => {
    expect(textToMarkdown(text)).toBe(markdown)
  })

  test('in one line has its breaks as tags', () => {
    expect(textToMarkdown('one\n\n- two', true)).toBe('one<br>\\- two')
  })

  test('is shown as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shown(toHtml(textToMarkdown(text)))).toBe(words(text))
      }),
      { numRuns: 1_500 },
    )
  })

  test('in one line is shown as it was, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const markdown = textToMarkdown(text, true)
        expect(shown(toHtml(markdown, { inline: true }))).toBe(words(text))
        expect(shown(toHtml(markdown))).toBe(words(text))
      }),
      { numRuns: 1_500 },
    )
  })
})

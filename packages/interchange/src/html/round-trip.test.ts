import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shown } from '../../test/shown.ts'
import { toHtml } from './to-html.ts'
import { toMarkdown } from './to-markdown.ts'

const pieces =
  'a b word 1 5 é 漢字 🎉 . , ; "q" (1) 「x」 ! ? * ** _ ___ ` ~~ # > &lt; &lt;b> &amp; &amp;lt $ \\ [ ] ]( [x] ![ | --- - + 1. === http://x.com/ www.x.y {} ^ &nbsp;'.split(
    ' ',
  )
const words = fc
  .array(fc.constantFrom(...pieces, ' ', ' ', '\n'), { maxLength: 6 })
  .map((found) => found.join(''))
const inTag = (tag: string, inside: readonly string[]) =>
  `<${tag}>${inside.join('')}</${tag.split(' ')[0] ?? ''}>`

const inlineTags = 'b i u s sub code span kbd em strong mark sup'.split(' ')
const { node: inline } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words,
    fc
      .tuple(
        fc.constantFrom(...inlineTags, 'a href="http://x.y/z"'),
        fc.array(tie('node'), { maxLength: 3 }),
      )
      .map(([tag, inside]) => inTag(tag, inside)),
  ),
}))
const line = fc.array(inline, { maxLength: 4 }).map((nodes) => nodes.join(''))
const { node: document } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    line,
    line.map((inside) => `<p>${inside}</p>`),
    fc
      .tuple(
        fc.constantFrom('div', 'blockquote', 'h2', 'p'),
        fc.array(tie('node'), { maxLength: 3 }),
      )
      .map(([tag, inside]) => inTag(tag, inside)),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('node'), { maxLength: 3 }))
      .map(([tag, items]) =>
        inTag(
          tag,
          items.map((item) => `<li>${item}</li>`),
        ),
      ),
    fc
      .array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((rows) =>
        inTag(
          'table',
          rows.map((cells) =>
            inTag(
              'tr',
              cells.map((cell) => `<td>${cell}</td>`),
            ),
          ),
        ),
      ),
  ),
}))
const withoutMath = document.filter((html) => !/\\[([]|\$\$/.test(html))

/** Blocks part words where HTML does not, and bullets in cells are letters. */
function letters(text: string): string {
  return text.replace(/[\s•]+/g, '')
}

describe('HTML to Markdown and back', () => {
  test('keeps every word, in order', () => {
    fc.assert(
      fc.property(withoutMath, (html) => {
        const markdown = toMarkdown(html).markdown
        expect(letters(shown(toHtml(markdown)))).toBe(letters(shown(html)))
      }),
      { numRuns: 1_500 },
    )
  })

  test('in one line keeps every word, in order', () => {
    fc.assert(
      fc.property(
        withoutMath.filter((html) => !html.includes('<ol>')),
        (html) => {
          const { markdown } = toMarkdown(html, { inline: true })
          expect(letters(shown(toHtml(markdown, { inline: true })))).toBe(letters(shown(html)))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('has a form that stays as it is', () => {
    const again = (markdown: string) => toMarkdown(toHtml(markdown)).markdown
    fc.assert(
      fc.property(document, (html) => {
        const settled = again(again(toMarkdown(html).markdown))
        expect(again(settled)).toBe(settled)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    'Plain words.',
    '**Bold** and *it*, `code`, H<sub>2</sub>O.',
    'One\n\nTwo\\\nlines',
    '- a\n- b\n  - c',
    '1. a\n2. b',
    '> a\n>\n> - b',
    '## Title',
    '```js\nlet x = "<b>"\n```',
    '| a | b |\n| --- | --- |\n| 1 | `x\\|y` |',
    'So $a_1 < b^2$ and $$\\sum_i x_i$$.',
    'Not a formula: \\\\(x\\\\)',
    '[words](https://a.b/c?d=e&f=g)',
    'https://a.b/c',
    '![A map](media:k1)',
    'Costs $5, or 5 < 6 & 7.',
    '\\*not bold\\* \\<b>',
  ])('%j comes back the same', (markdown) => {
    expect(toMarkdown(toHtml(markdown), { image: (src) => src }).markdown).toBe(markdown)
  })
})

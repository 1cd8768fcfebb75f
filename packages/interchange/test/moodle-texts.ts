import fc from 'fast-check'
import { toHtml } from '../src/html/to-html.ts'
import { toMarkdown } from '../src/html/to-markdown.ts'
import { plainToMarkdown } from '../src/moodle-text.ts'
import { withoutParagraph } from '../src/moodle-xml/write-gaps.ts'

const awkward = fc.constantFrom(
  ...[
    ']]>',
    '<![CDATA[',
    '<b>bold</b>',
    '</text>',
    '<script>',
    'a < b > c',
    'AT&T',
    '&amp;',
    '&lt;',
  ],
  ...[
    '"x"',
    "it's",
    '[[1]]',
    '{{g1}}',
    '{1:SHORTANSWER:=a}',
    '{=a}',
    '~',
    '#',
    '%50%',
    '\\',
    '\\(',
  ],
  ...['$5 and $6', '@@PLUGINFILE@@/x', '*', '_', '`', '1. a', '- b', '> c', '|', '!', '::', '//'],
  ...['שלום', 'مرحبا (a) 1', 'Ω≈ç√', '漢字', '😀', 'e\u0301', '\u00A0', '\u202Ertl\u202C'],
)
const word = fc.oneof(
  awkward,
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
  fc.lorem({ maxCount: 2 }),
)

/** Text on one line, trimmed and not empty. */
export const line = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' ').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && text.length < 100)

const formatted = fc.constantFrom(
  '**bold** and *so*',
  '$x_1^2 < 3$ is a formula',
  '$$\\frac{a}{b}$$',
  'H<sub>2</sub>O',
  '- one\n- two',
  '1. one\n2. two',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  '```js\nif (a < b && c) return "]]>"\n```',
  'a `code` and [a link](https://example.org/?a=1&b=2)',
  '> said\n\nafter',
  'one\\\ntwo',
  'את $x$ **כן** 5',
)

/** Markdown as this package writes it: other ways to write the same come back as this. */
export function written(markdown: string): string {
  return toMarkdown(toHtml(markdown)).markdown.trim()
}

/** Texts of all kinds. */
export const markdown = fc
  .oneof(
    { weight: 3, arbitrary: line.map(plainToMarkdown) },
    { weight: 1, arbitrary: formatted },
    {
      weight: 1,
      arbitrary: fc.tuple(line, formatted).map(([a, b]) => `${plainToMarkdown(a)}\n\n${b}`),
    },
  )
  .map((text) => written(written(text)))
  .filter((text) => text !== '' && written(text) === text)
/** What Moodle has as plain text; formulas are read in it. */
export const oneLine = line.filter((text) => !/\\[([]|\$\$/.test(text)).map(plainToMarkdown)

/** What stands on a line of HTML, in the only way that it is written there. */
export const onLine = markdown
  .map((text) => toMarkdown(withoutParagraph(toHtml(text))).markdown.trim())
  .filter((text) => text !== '')

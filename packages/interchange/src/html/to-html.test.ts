import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseXml } from '../xml.ts'
import { toHtml } from './to-html.ts'

describe('Markdown as XHTML', () => {
  test.each([
    ['Hello', '<p>Hello</p>'],
    ['a & b', '<p>a &amp; b</p>'],
    ['a\\\nb', '<p>a<br/>b</p>'],
    ['a<br>b', '<p>a<br/>b</p>'],
    ['H<sub>2</sub>O', '<p>H<sub>2</sub>O</p>'],
    ['<sub>2', '<p><sub>2</sub></p>'],
    ['2</sub>', '<p>2</p>'],
    ['**a <u>b** c</u>', '<p><strong>a <u>b</u></strong> c</p>'],
    ['a&nbsp;b &copy; &amp; &#0;', '<p>a\u00A0b © &amp; \uFFFD</p>'],
    ['The <title> tag', '<p>The &lt;title&gt; tag</p>'],
    ['$x<y$ and $$z$$', '<p>\\(x&lt;y\\) and </p>\n<p>\\[z\\]</p>'],
    ['$5, not $6', '<p>$5, not $6</p>'],
    ['a \\\\(x\\\\)', '<p>a \\<span></span>(x\\<span></span>)</p>'],
    ['- [x] a', '<ul>\n<li>☑ a</li>\n</ul>'],
    ['[a](https://x.y/?a=1&b=2)', '<p><a href="https://x.y/?a=1&amp;b=2">a</a></p>'],
    ['[a](javascript:x)', '<p>a</p>'],
    ['[a](/local)', '<p>a</p>'],
    ['![a](media:k1)', '<p><img src="media:k1" alt="a"/></p>'],
    ['![a](https://x.y/z.png)', '<p>a</p>'],
    ['```js\n<b>\n```', '<pre><code class="language-js">&lt;b&gt;\n</code></pre>'],
    ['<kbd>a &lt; b</kbd>', '<p><kbd>a &lt; b</kbd></p>'],
    ['a\u0001b\uD800', '<p>ab\uFFFD</p>'],
  ])('%j', (markdown, html) => {
    expect(toHtml(markdown)).toBe(html)
  })

  test('in one line has no paragraph', () => {
    expect(toHtml('a **b**', { inline: true })).toBe('a <strong>b</strong>')
    expect(toHtml('a', { inline: true })).toBe('a')
  })

  test('images are where the writer puts them', () => {
    const image = (src: string) => src.replace('media:', '@@PLUGINFILE@@/')
    expect(toHtml('![a](media:k.png)', { image })).toBe(
      '<p><img src="@@PLUGINFILE@@/k.png" alt="a"/></p>',
    )
  })

  test('is well-formed whatever is written', () => {
    const pieces =
      '<sub> </sub> <u> </u> <kbd> <br> <b> ** * _ ` ``` - 1. > # | \n \n\n [a](http://x.y) ![a](media:k) $x$ &nbsp; &copy; &#1; < > & " \' \\ \u0000 \uFFFE \uDC00 a |-|'.split(
        ' ',
      )
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ' '), { maxLength: 15 }), (found) => {
        parseXml(`<body>${toHtml(found.join(''))}</body>`, '')
        parseXml(`<body>${toHtml(found.join(''), { inline: true })}</body>`, '')
      }),
      { numRuns: 1_500 },
    )
  })
})

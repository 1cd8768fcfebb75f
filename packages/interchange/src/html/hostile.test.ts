import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { toHtml } from './to-html.ts'
import { toMarkdown } from './to-markdown.ts'

/** Our own: each would run something, or call somebody, if a reader passed it on. */
const vectors = [
  '<script>alert(1)</script>',
  '<ScRiPt>alert(1)</sCrIpT>',
  '<script src=//x.example></script>',
  '<script/x>alert(1)</script/>',
  '<script\n>alert(1)</script\n>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script>alert(1)',
  '<<script>alert(1)//<</script>',
  '<script type="math/tex">\\href{javascript:alert(1)}{x}</script>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror="alert(1)"',
  '<img/src=x/onerror=alert(1)>',
  '<img src=`x`onerror=alert(1)>',
  '<img src="x" alt="`" onerror="alert(1)">',
  '<img src=x alt="](javascript:alert(1))">',
  '<img src=x alt="<img src=x onerror=alert(1)>">',
  '<img src="javascript:alert(1)">',
  '<img src="https://x.example/pixel.gif">',
  '<img src="//x.example/pixel.gif">',
  '<img src="\\\\x.example\\pixel.gif">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img srcset="https://x.example/a.png 1x">',
  '<img lowsrc="javascript:alert(1)" dynsrc="javascript:alert(1)">',
  '<image xlink:href="javascript:alert(1)">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  '<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math href="javascript:alert(1)"><mi>x</mi></math>',
  '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)"><mi>x</mi></maction></math>',
  '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>',
  '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">\\href{javascript:alert(1)}{x}$<img src=x onerror=alert(1)></annotation></semantics></math>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></mtext></math>',
  '<math><mtext></mtext></math><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#x6a;avascript:alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="https://x.example/)[y](javascript:alert(1)">x</a>',
  '<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>',
  '<a href="https://x.example" title="&quot; onmouseover=&quot;alert(1)">x</a>',
  '<a href="https://x.example/">](javascript:alert(1)) [y</a>',
  '<a href="//x.example" ping="https://x.example">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"><embed src="x.swf"></object>',
  '<embed src="javascript:alert(1)">',
  '<applet code=x></applet>',
  '<form action="https://x.example"><input name=p><button formaction=javascript:alert(1)>go</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)><option>x</select>',
  '<textarea autofocus onfocus=alert(1)></textarea><script>alert(1)</script>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<video poster=javascript:alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1) background="javascript:alert(1)">x',
  '<table background="javascript:alert(1)"><tr><td background="https://x.example">x</td></tr></table>',
  '<style>*{background:url(https://x.example)}</style>',
  '<style>@import "https://x.example";</style>',
  '<div style="background:url(https://x.example)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<link rel=stylesheet href=https://x.example>',
  '<link rel="import" href="https://x.example">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://x.example/">',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<isindex action=javascript:alert(1) type=image>',
  '<portal src="https://x.example"></portal>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!-- --!><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><img src=x onerror=alert(1)>',
  '&lt;img src=x onerror=alert(1)&gt;',
  '&lt;u onclick=alert(1)&gt;x&lt;/u&gt;',
  '&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;',
  '<code>&lt;script>alert(1)&lt;/script></code>',
  '<pre>&lt;/code>&lt;/pre>&lt;script>alert(1)&lt;/script></pre>',
  '<pre><code class="language-x&quot; onclick=&quot;alert(1)">x</code></pre>',
  '<pre>```\n&lt;script>alert(1)&lt;/script>\n```</pre>',
  '[x](javascript:alert(1))',
  '![x](javascript:alert(1))',
  '![x](https://x.example/p.gif)',
  '&lt;javascript:alert(1)&gt;',
  '[x]: javascript:alert(1)\n\n[x]',
  '<p>[x]: javascript:alert(1)</p><p>[x]</p>',
  '[<b>x</b>](javascript:alert(1))',
  '[x]<span></span>(javascript:alert(1))',
  '!<b>[</b>x](https://x.example/p.gif)',
  '<b>[x</b>](javascript:alert(1))',
  '\\(\\href{javascript:alert(1)}{x}\\)',
  '\\(&lt;img src=x onerror=alert(1)&gt;\\)',
  '$$&lt;/p>&lt;script>alert(1)&lt;/script>$$',
  '<span data-equation-content="x">y</span><img data-equation-content="&lt;script>$&lt;img src=x onerror=alert(1)>">',
  '<sub onclick=alert(1)>x</sub>',
  '<kbd/onpointerenter=alert(1)>&lt;script>alert(1)&lt;/script>',
  '<b a="<script>" onx=alert(1)>x</b>',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<img src=x:alert(1) onerror\u0000=alert(1)>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '\uFDD0<script>alert(1)</script>\uFDD1',
]

const elements = new Set(
  'p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del s u sub sup kbd mark a img table thead tbody tr th td span'.split(
    ' ',
  ),
)
const attributes: Record<string, RegExp> = {
  href: /^(?:https?:\/\/|mailto:)/,
  src: /^(?:media:|data:image\/(?:png|jpeg|gif|webp|avif);)/,
  alt: /^/,
  class: /^language-[\w+#-]+$/,
  start: /^\d+$/,
  align: /^(?:left|right|center)$/,
}

function faults(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, given) {
      if (!elements.has(name)) found.push(name)
      for (const [key, value] of Object.entries(given))
        if (attributes[key]?.test(value) !== true) found.push(`${name} ${key}=${value}`)
    },
    oncomment: (text) => found.push(`comment ${text}`),
    onprocessinginstruction: (name) => found.push(name),
  })
  parser.end(html)
  return found
}

describe('what would run or call somebody', () => {
  const image = (src: string) => (src === 'x' ? 'media:k1' : null)

  test.each(vectors)('%s', (html) => {
    for (const inline of [false, true]) {
      const { markdown } = toMarkdown(html, { inline, image })
      expect(faults(toHtml(markdown))).toEqual([])
      expect(faults(toHtml(markdown, { inline: true }))).toEqual([])
    }
    // Markdown that somebody sends us is no safer.
    expect(faults(toHtml(html))).toEqual([])
  })

  test('is told of', () => {
    expect(toMarkdown('<p onclick="x()">a<script>b</script></p>').lost).toEqual(['script'])
    expect(toMarkdown('<img src="https://x.example/p.gif">').lost).toEqual(['remote_image'])
  })

  test('what is in a script is no text', () => {
    expect(toMarkdown('a<script>b</script>').markdown).toBe('a')
  })
})

describe('what would take for ever', () => {
  const times = 100_000
  test.each([
    ['unclosed elements', '<b>'.repeat(times)],
    ['elements in elements', `${'<div>'.repeat(times)}x${'</div>'.repeat(times)}`],
    ['lists in lists', '<ul><li>'.repeat(times / 2)],
    ['quotations in quotations', `${'<blockquote>'.repeat(400)}x`],
    ['closing tags', '<i><b>'.repeat(200) + '</x></i>'.repeat(times)],
    ['opening brackets', '<'.repeat(times)],
    ['ampersands', '&'.repeat(times)],
    ['comments that do not end', '<!--'.repeat(times)],
    ['formulas that do not end', '\\('.repeat(times)],
    ['dollars', `<b>${'$$ '.repeat(times)}`],
    ['marks', `<b>${'*_`~'.repeat(times / 4)}`],
    ['www', `<b>${'www.'.repeat(times / 4)}`],
    ['http', `<b>${'http://'.repeat(times / 4)}`],
    ['brackets', `<b>${'[]('.repeat(times / 4)}`],
    ['backslashes', `<b>${'\\'.repeat(times)}`],
    ['spaces', `<b>a${' '.repeat(times)}b\u00A0${'\u00A0'.repeat(times)}c`],
    ['breaks', '<br>'.repeat(times)],
    ['empty paragraphs', '<p>'.repeat(times)],
    ['emphasis', '<b>a</b><i>b</i>'.repeat(times / 16)],
    ['cells', `<table>${'<tr><td>'.repeat(times / 8)}</table>`],
    ['a wide table', `<table><tr>${'<td>x'.repeat(times / 5)}</table>`],
    ['code', '<code>`</code>'.repeat(times / 10)],
    ['attributes', `<p ${'a '.repeat(times)}>`],
    ['formulas in MathML', `<math>${'<mrow>'.repeat(10_000)}</math>`],
    ['a long style', `<span style="${'text-decoration:'.repeat(times / 16)}">x</span>`],
  ])('%s', (_, html) => {
    expect(toMarkdown(html).markdown.length).toBeLessThan(20 * html.length)
    expect(toMarkdown(html, { inline: true }).markdown.length).toBeLessThan(20 * html.length)
  })
})

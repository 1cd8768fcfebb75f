// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'
import { renderMath } from './math.ts'

function render(text: string, inline = false): HTMLElement {
  const box = document.createElement('div')
  box.append(renderMarkdown(text, inline, renderMath))
  return box
}

describe('what authors write', () => {
  test('becomes paragraphs, emphasis, lists, code and tables', () => {
    const html = render(
      '**Bold** and `code`\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    ).innerHTML
    expect(html).toContain('<strong>Bold</strong>')
    expect(html).toContain('<code>code</code>')
    expect(html).toContain('<li>one</li>')
    expect(html).toContain('<td>1</td>')
  })

  test('keeps code as it is, tags and dollars included', () => {
    expect(
      render('```html\n<b onclick="x()">$5$</b>\n```').querySelector('code')?.textContent,
    ).toBe('<b onclick="x()">$5$</b>\n')
  })

  test('shows a tag outside of code as text', () => {
    expect(render('The <title> element').textContent).toContain('The <title> element')
  })

  test('lets harmless tags stand', () => {
    expect(render('H<sub>2</sub>O, press <kbd>Enter</kbd>').innerHTML).toContain('H<sub>2</sub>O')
  })

  test('begins its headings below that of the page', () => {
    expect(render('# Title').querySelector('h2')?.textContent).toBe('Title')
  })

  test('draws inline and displayed formulas as MathML without styles', () => {
    const box = render('So $a^2+b^2=c^2$.\n\n$$\\frac{1}{2}$$')
    expect(box.querySelectorAll('math')).toHaveLength(2)
    expect(box.querySelector('math[display=block] mfrac')).not.toBeNull()
    expect(box.innerHTML).not.toMatch(/style=|class=/)
  })

  test('leaves prices alone', () => {
    expect(render('It costs $5, not $6.').querySelector('math')).toBeNull()
  })

  test('opens links elsewhere, without telling where from', () => {
    const link = render('[MDN](https://developer.mozilla.org)').querySelector('a')
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc')
    expect(link?.getAttribute('target')).toBe('_blank')
  })

  test('shows images of this site and images in the text', () => {
    expect(render('![a map](/media/map.png)').querySelector('img')?.alt).toBe('a map')
    expect(render('![dot](data:image/png;base64,iVBORw0KGgo=)').querySelector('img')).not.toBeNull()
  })
})

describe('what must not reach the page', () => {
  test.each([
    '![x](https://elsewhere.example/pixel.png)',
    '![x](//elsewhere.example/pixel.png)',
    '![x](data:image/svg+xml;base64,PHN2Zy8+)',
    '![x](javascript:alert(1))',
  ])('the image %s becomes its text', (text) => {
    const box = render(text)
    expect(box.querySelector('img')).toBeNull()
    expect(box.textContent.trim()).toBe('x')
  })

  test('a backslash does not lead to another site', () => {
    const link = render('[x](/\\elsewhere.example)').querySelector('a')
    expect(new URL(link?.href ?? '', location.href).host).toBe(location.host)
  })

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#x6a;avascript:alert(1))',
    '[x](vbscript:msgbox(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](//elsewhere.example)',
    '[x](file:///etc/passwd)',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
  ])('the link %s leads nowhere', (text) => {
    for (const link of render(text).querySelectorAll('a'))
      expect(link.hasAttribute('href')).toBe(false)
  })

  const vectors = [
    '<script>alert(1)</script>',
    '<ScRiPt src=//x.example></sCrIpT>',
    '<img src=x onerror=alert(1)>',
    '<img src="x" onerror="alert(1)"//',
    '<svg onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
    '<svg><use href="data:image/svg+xml,..."/></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<math><maction actiontype="statusline#http://x" xlink:href="javascript:alert(1)">x</maction></math>',
    '<math href="javascript:alert(1)">x</math>',
    '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="javascript:alert(1)">',
    '<form action="https://x.example"><input name=password><button>Sign in</button></form>',
    '<input autofocus onfocus=alert(1)>',
    '<textarea autofocus onfocus=alert(1)>',
    '<select autofocus onfocus=alert(1)>',
    '<details open ontoggle=alert(1)>x</details>',
    '<video><source onerror=alert(1)></video>',
    '<audio src=x onerror=alert(1)>',
    '<body onload=alert(1)>',
    '<style>*{background:url(https://x.example)}</style>',
    '<link rel=stylesheet href=https://x.example>',
    '<meta http-equiv=refresh content="0;url=https://x.example">',
    '<base href="https://x.example/">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="x" style="position:fixed;inset:0">x</a>',
    '<b style="background:url(https://x.example)">x</b>',
    '<div id="root" name="location">x</div>',
    '<p class="poster">x</p>',
    '<template><script>alert(1)</script></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<marquee onstart=alert(1)>x</marquee>',
    '<portal src="https://x.example">',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '<?xml version="1.0"?><img src=x onerror=alert(1)>',
    '<sub onclick=alert(1)>x</sub>',
    '<kbd/onpointerenter=alert(1)>x',
    '`<img src=x onerror=alert(1)>',
    '**<img src=x onerror=alert(1)>**',
    '> <script>alert(1)</script>',
    '- <img src=x onerror=alert(1)>',
    '| <img src=x onerror=alert(1)> |\n| - |\n| <script>alert(1)</script> |',
    '[<img src=x onerror=alert(1)>](https://x.example)',
    '![x" onerror="alert(1)](/x.png)',
    '![x](/x.png" onerror="alert(1))',
    '[x](https://x.example "t\\" onmouseover=\\"alert(1)")',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\url{javascript:alert(1)}$',
    '$\\includegraphics{https://x.example/a.png}$',
    '$\\htmlStyle{position:fixed}{x}$',
    '$\\htmlData{a=b}{x}$',
    '$\\htmlId{root}{x}$',
    '$<img src=x onerror=alert(1)>$',
    '$$\\text{<img src=x onerror=alert(1)>}$$',
    '$\\rule{1000000em}{1000000em}$',
    `$${'{'.repeat(900)}$`,
    `$${'\\sqrt{'.repeat(150)}$`,
    '$\\def\\a{\\a\\a}\\a$',
    '$\\unknown<script>alert(1)</script>$',
  ]

  const allowedTags = new Set(
    'p br hr h2 h3 h4 ul ol li blockquote pre code em strong del s u sub sup kbd mark a img table thead tbody tr th td math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd menclose mpadded mphantom mstyle'.split(
      ' ',
    ),
  )

  test.each(vectors)('%s', (text) => {
    for (const inline of [false, true]) {
      const box = render(text, inline)
      for (const element of box.querySelectorAll('*')) {
        expect(allowedTags).toContain(element.localName)
        for (const { name, value } of element.attributes) {
          expect(name).not.toMatch(/^on|^style$|^class$|^id$|^name$|^xlink/)
          if (name === 'href' || name === 'src')
            expect(value).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\])|data:image\/png)/)
        }
      }
    }
  })

  test('20,000 nested braces are shown as they were written', () => {
    expect(renderMath('{'.repeat(1_999), false)).toContain('<code>')
    expect(renderMath('{'.repeat(20_000), false)).toContain('<code>')
  })

  test('a rule of a million em is held to a size that fits the page', () => {
    const box = render('$\\rule{1000000em}{1000000em}$')
    const widths = [...box.querySelectorAll('[width],[height]')].flatMap((element) => [
      Number.parseFloat(element.getAttribute('width') ?? '0'),
      Number.parseFloat(element.getAttribute('height') ?? '0'),
    ])
    expect(Math.max(0, ...widths)).toBeLessThanOrEqual(20)
  })
})

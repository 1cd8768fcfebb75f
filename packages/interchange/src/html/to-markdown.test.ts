import { describe, expect, test } from 'vitest'
import { parseXml } from '../xml.ts'
import { elementToMarkdown, toMarkdown } from './to-markdown.ts'

describe('HTML as Markdown', () => {
  test.each([
    ['Hello', 'Hello'],
    ['  Hello\n  there  ', 'Hello there'],
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One<div>Two</div>Three</div>', 'One\n\nTwo\n\nThree'],
    ['<p>&nbsp;</p><p>x</p>', 'x'],
    ['one<br>two<br/><br>three', 'one\\\ntwo\\\n\\\nthree'],
    ['<b>bold</b>, <i>it</i>, <strong><em>both</em></strong>', '**bold**, *it*, __*both*__'],
    ['<b> spaced </b>word', '**spaced** word'],
    ['a<b>b</b>c', 'a**b**c'],
    ['「<b>「あ」</b>は', '「**「あ」**&#12399;'],
    ['<b><p>One</p><p>Two</p></b>', '**One**\n\n**Two**'],
    ['<span style="font-weight: bold">B</span>', '**B**'],
    ['H<sub>2</sub>O, x<sup>2</sup>, <u>u</u>', 'H<sub>2</sub>O, x<sup>2</sup>, <u>u</u>'],
    ['<del>old</del><ins>new</ins>', '<s>old</s><u>new</u>'],
    ['<kbd>Enter</kbd> <mark>m</mark>', '<kbd>Enter</kbd> <mark>m</mark>'],
    ['<code>a*b</code> and <code>`</code>', '`a*b` and `` ` ``'],
    ['<pre>if x:\n  y</pre>', '```\nif x:\n  y\n```'],
    ['<pre><code class="language-js">a\n\n```</code></pre>', '````js\na\n\n```\n````'],
    ['<h1>A #</h1>text', '# A \\#\n\ntext'],
    ['<ul><li>a<li>b</ul>', '- a\n- b'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['<ul><li>a<ul><li>b</li></ul></li></ul>', '- a\n  - b'],
    ['<ul><li><p>a</p><p>b</p></li><li>c</li></ul>', '- a\n\n  b\n\n- c'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['a<hr>b', 'a\n\n---\n\nb'],
    [
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>x<br>y</td></tr></table>',
      '| a | b |\n| --- | --- |\n| 1\\|2 | x<br>y |',
    ],
    ['<table><tr><td>1</td><td>2</td></tr></table>', '|  |  |\n| --- | --- |\n| 1 | 2 |'],
    ['<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>', 'a<br>• b'],
    ['<a href="https://a.b/c">words</a>', '[words](https://a.b/c)'],
    ['<a href="https://a.b/c d(e)">[x]</a>', '[\\[x\\]](https://a.b/c%20d%28e%29)'],
    ['<a href="https://a.b/">https://a.b/</a>.', 'https://a.b/.'],
    ['<a href="mailto:a@b.cd">a@b.cd</a>', 'a@b.cd'],
    ['see <b>https://a.b/</b>c', 'see **<https://a.b/>**&#99;'],
    ['<p>1. one</p><p># two</p><p>* three</p>', '1\\. one\n\n\\# two\n\n\\* three'],
    ['5 &lt; 6 &amp;&amp; &lt;b&gt; &amp;copy;', '5 < 6 && \\<b> \\&copy;'],
    ['<q>quoted</q>', '“quoted”'],
    ['<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '漢(kan)'],
    ['<o:p></o:p>x', 'x'],
    ['a<!-- b -->c', 'ac'],
    ['<p dir="rtl">שלום</p>', 'שלום'],
  ])('%s', (html, markdown) => {
    expect(toMarkdown(html)).toEqual({ markdown, lost: [] })
  })

  test.each([
    ['so \\(x^2\\).', 'so $x^2$.'],
    ['\\[ \\frac{1}{2} \\]', '$$\\frac{1}{2}$$'],
    ['$$a$$ and $$b$$', '$$a$$ and $$b$$'],
    ['a \\(x\\)5', 'a $x$&#53;'],
    ['\\(a &lt; b\\)', '$a < b$'],
    ['costs 5$ or \\(x\\)', 'costs 5\\$ or $x$'],
    ['<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>', '$\\frac{1}{2}$'],
    [
      '<m:math><m:semantics><m:mi>x</m:mi><m:annotation encoding="application/x-tex">\\chi</m:annotation></m:semantics></m:math>',
      '$\\chi$',
    ],
    ['<math display="block"><mi>x</mi></math>', '$$x$$'],
    ['<img class="equation_image" data-equation-content="x^2" src="/e/1">', '$x^2$'],
    ['<code>\\(x\\)</code>', '`\\(x\\)`'],
    ['no \\( formula', 'no \\\\( formula'],
  ])('formulas: %s', (html, markdown) => {
    expect(toMarkdown(html).markdown).toBe(markdown)
  })

  test('in one line joins what stands below each other', () => {
    const html = '<p>a</p><ul><li>b</li><li>c</li></ul><pre>x\ny</pre><h2>d</h2>e<br>f'
    expect(toMarkdown(html, { inline: true }).markdown).toBe(
      'a<br>• b<br>• c<br>`x`<br>`y`<br>d<br>e<br>f',
    )
  })

  test('images are what the reader makes of them, or gone with a word', () => {
    const image = (src: string) => (src.startsWith('@@') ? 'media:k1' : null)
    const html =
      '<img src="@@PLUGINFILE@@/a.png" alt="A [map]"><img src="https://x.example/p.gif" alt="far"><img src="b.png">'
    expect(toMarkdown(html, { image })).toEqual({
      markdown: '![A \\[map\\]](media:k1)far',
      lost: ['remote_image', 'image_missing'],
    })
  })

  test('a small image may stand in the text, a large one or another kind may not', () => {
    const small = 'data:image/png;base64,iVBORw0KGgo='
    expect(toMarkdown(`<img src="${small}" alt="dot">`).markdown).toBe(`![dot](${small})`)
    const large = `data:image/png;base64,${'A'.repeat(10_000)}`
    expect(toMarkdown(`<img src="${large}">`).lost).toEqual(['data_url'])
    expect(toMarkdown('<img src="data:image/svg+xml;base64,AA==">').lost).toEqual(['data_url'])
  })

  test.each([
    ['<script>alert(1)</script>x', 'script'],
    ['<p onclick="x()">x</p>', 'script'],
    ['<a href="javascript:x">x</a>', 'script'],
    ['<a href="../page.html">x</a>', 'link'],
    ['<style>p{}</style>x', 'style'],
    ['<iframe src="https://x.example"></iframe>x', 'media'],
    ['<video src="a.mp4">no video</video>x', 'media'],
    ['<input name="a">x', 'form'],
    ['<p dir="rtl">x<span dir="ltr"></span></p>', 'direction'],
  ])('%s is told as %s', (html, code) => {
    expect(toMarkdown(html)).toEqual({ markdown: 'x', lost: [code] })
  })

  test('elements of XML are read as HTML is', () => {
    const body = parseXml(
      '<itemBody><p>What is <m:math><m:mi>x</m:mi></m:math>?</p><ul><li>a</li></ul></itemBody>',
      'item.xml',
    )
    expect(elementToMarkdown(body).markdown).toBe('What is $x$?\n\n- a')
    expect(elementToMarkdown(parseXml('<p>1. a</p>', 'x')).markdown).toBe('1\\. a')
  })
})

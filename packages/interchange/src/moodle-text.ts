import { Parser } from 'htmlparser2'
import { Marked } from 'marked'
import { toMarkdown } from './html/to-markdown.ts'

/** How Moodle's text formats say what a text is written in. */
export type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown'

const names =
  'a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data dd del details dfn dir div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle menclose mpadded mphantom mfenced maction merror mmultiscripts mprescripts none path g circle rect line polygon polyline ellipse'
const tags = new Set(names.split(' '))

/**
 * A text as our Markdown. What had to be left out is added to `lost` by its code. `<` that begins no
 * tag of HTML is the sign, as in x<y.
 */
export function markdownOf(
  text: string,
  format: TextFormat,
  lost: Set<string>,
  image?: ImageOf,
): string {
  if (text === '' || simple.test(text)) return text
  if (format === 'html' || format === 'moodle') {
    const paragraph = simpleParagraph.exec(text)?.[1]
    if (paragraph !== undefined) return paragraph
  }
  if (!/[<&\n]/.test(text) && format !== 'markdown') return fromHtml(text, lost)
  switch (format) {
    case 'plain':
      return fromHtml(escapedHtml(text).replaceAll('\n', '<br>'), lost)
    case 'html':
      return fromHtml(withSigns(text), lost, image)
    case 'moodle':
      return fromHtml(withBreaks(withSigns(text)), lost, image)
    case 'markdown':
      return fromMarkdown(text, lost, image)
  }
}

// Words and signs that mean nothing in HTML or Markdown, wherever they stand.
const simple = /^[a-z](?:[a-z0-9,;'"?%()/-]|:(?= |$)|\.(?![a-z0-9])| (?! |$))*$/i

// One paragraph of them: what Moodle's editors write most.
const simpleParagraph =
  /^<p(?: dir="ltr"| style="text-align: ?left;?")*>([a-z](?:[a-z0-9,;'"?%()/-]|:(?= |<)|\.(?![a-z0-9])| (?! |<))*)<\/p>$/i

type ImageOf = (src: string) => string | null

function fromHtml(html: string, lost: Set<string>, image?: ImageOf): string {
  const made = toMarkdown(html, { image })
  for (const code of made.lost) lost.add(code)
  return made.markdown.trim()
}

/** Where HTML begins in Markdown that isn't among the few tags of ours. */
export const foreignTag = new RegExp(
  `<(?!/?(?:br|sub|sup|kbd|mark|s|u)\\s*/?>)(?=/?(?:${names.replaceAll(' ', '|')})(?:\\s[^<>]*|/)?>|!--)`,
  'i',
)

const marked = new Marked({ gfm: true })

/** Markdown is ours already, but for tags in it and images; formulas are as Moodle has them. */
function fromMarkdown(text: string, lost: Set<string>, image?: ImageOf): string {
  const own = text
    .replace(/\\\\\(([^]{1,1000}?)\\\\\)/g, (_, tex: string) => `$${tex.trim()}$`)
    .replace(/\\\\\[([^]{1,2000}?)\\\\\]/g, (_, tex: string) => `$$${tex.trim()}$$`)
  return foreignTag.test(own) || /!\[[^\]]*\]\(/.test(own)
    ? fromHtml(marked.parse(withSigns(own), { async: false }), lost, image)
    : own.trim()
}

/** Lines end where they end in the file, unless there are paragraphs of HTML. */
function withBreaks(text: string): string {
  if (!text.includes('\n') || /<(?:p|br|div|li|ul|ol|td|tr|pre|h[1-6])\b/i.test(text)) return text
  return text.replaceAll('\n', '<br>\n')
}

// A tag that isn't one of the usual.
const oddTag =
  /<(?!\/?(?:p|br|strong|em|span|div|ul|ol|li|img|table|tbody|tr|td|th|sub|sup|h[1-6])(?:\s[^<>]*)?\/?>|\/?[abiu](?:\s[^<>]*=[^<>]*)?>)/i

function withSigns(text: string): string {
  if (!text.includes('<') || !oddTag.test(text)) return text
  return text.replace(
    /<(?!!--)(\/?)([a-z][a-z0-9]*)?([^<>]*>)?/gi,
    (whole, slash: string, name: string | undefined, rest: string | undefined) => {
      const isTag =
        name !== undefined &&
        rest !== undefined &&
        // Of another language, as <o:p> and <m:math> are, or of HTML.
        (/^:[a-z]/i.test(rest) || tags.has(name.toLowerCase())) &&
        // "a<b and c>d" has no attributes.
        (slash === '/' || name.length > 1 || /^:|^\s*\/?>$|=/.test(rest))
      return isTag ? whole : `&lt;${whole.slice(1)}`
    },
  )
}

/** Text as HTML shows it as it is. */
export function escapedHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Plain text as Markdown that says the same. */
export function plainToMarkdown(text: string): string {
  return markdownOf(text, 'plain', new Set())
}

/** The words of a piece of HTML. */
export function htmlToPlain(html: string): string {
  if (!/[<&]/.test(html)) return html
  let text = ''
  const parser = new Parser({ ontext: (piece) => (text += piece) })
  parser.end(html)
  return text
}

/** What was left out of a question's texts, in one sentence; `null` where nothing was. */
export function lossOf(lost: ReadonlySet<string>): { code: string; reason: string } | null {
  if (lost.size === 0) return null
  const what = [...lost].map((code) => code.replaceAll('_', ' ')).join(', ')
  return { code: 'content_removed', reason: `Left out of its texts: ${what}.` }
}

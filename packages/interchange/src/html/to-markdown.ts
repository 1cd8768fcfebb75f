import { Parser } from 'htmlparser2'
import type { XmlElement } from '../xml.ts'
import { aloneInText, escapeText, paragraph, textToMarkdown } from './escape.ts'
import { mayHaveMath } from './math.ts'
import { MarkdownWriter, TooDeep, type Attributes, type MarkdownOptions } from './writer.ts'

/** A text as Markdown, and codes of what had to be left out of it. */
export interface MadeMarkdown {
  readonly markdown: string
  /** `script`, `style`, `media`, `form`, `remote_image`, `image_missing`, `data_url`, `link`, … */
  readonly lost: readonly string[]
}

/** Code may have dollars, too. */
const mathOrCode = /<(?:(?:\w+:)?math|code|tt|samp)\b|data-equation/i
const nothing: readonly string[] = []

/** What editors write most: one paragraph of text without marks. */
const oneParagraph =
  /^\s*<p(?: (?:dir="ltr"|style="text-align: ?left;?"))*>([^<&]*)(?:<br ?\/?>)?<\/p>\s*$/

/**
 * HTML as our Markdown. Nothing of the file reaches the result but its text, and marks, links
 * (http, https, mailto) and images that are known to be harmless.
 */
export function toMarkdown(html: string, options: MarkdownOptions = {}): MadeMarkdown {
  const bare = oneParagraph.exec(html)?.[1] ?? html
  if (!/[<&]/.test(bare) && !mayHaveMath(bare)) {
    const text = bare.replace(/[ \t\r\n\f]+/g, ' ').trim()
    return { markdown: paragraph(escapeText(text, aloneInText), false), lost: nothing }
  }
  const writer = new MarkdownWriter(options, {
    withMath: mathOrCode.test(html) || mayHaveMath(html),
    withLinks: /<(?:a|img|code|tt|samp)\b/i.test(html),
  })
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.text(text),
      onclosetag: () => writer.close(),
    },
    { decodeEntities: true },
  )
  try {
    parser.write(html)
    parser.end()
    return { markdown: writer.end(), lost: [...writer.lost] }
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return { markdown: textToMarkdown(withoutTags(html), options.inline), lost: ['markup'] }
  }
}

/** The inside of an XML element, such as XHTML in QTI, as our Markdown. */
export function elementToMarkdown(
  element: XmlElement,
  options: MarkdownOptions = {},
): MadeMarkdown {
  const [only] = element.children
  if (element.children.length <= 1 && (only === undefined || typeof only === 'string'))
    if (only === undefined || !mayHaveMath(only)) {
      const text = (only ?? '').replace(/[ \t\r\n\f]+/g, ' ').trim()
      return { markdown: paragraph(escapeText(text, aloneInText), false), lost: nothing }
    }
  const writer = new MarkdownWriter(options, { withMath: true, withLinks: true })
  try {
    tellInside(element, writer)
    return { markdown: writer.end(), lost: [...writer.lost] }
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return { markdown: '', lost: ['markup'] }
  }
}

function tellInside(element: XmlElement, writer: MarkdownWriter): void {
  for (const node of element.children)
    if (typeof node === 'string') writer.text(node)
    else {
      writer.open(node.name.toLowerCase(), attributesOf(node))
      tellInside(node, writer)
      writer.close()
    }
}

function attributesOf({ attributes }: XmlElement): Attributes {
  return attributes.size === 0 ? noAttributes : Object.fromEntries(attributes)
}

const noAttributes: Attributes = {}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ')
}

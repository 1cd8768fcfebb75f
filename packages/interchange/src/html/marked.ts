import {
  Marked,
  type MarkedExtension,
  type RendererExtension,
  type Token,
  type TokenizerExtension,
  type Tokens,
} from 'marked'
import { escapeXml } from '../xml.ts'

/** They stand for the delimiters of formulas until those that are text are set apart. */
export const formulaMarks: Readonly<Record<string, string>> = {
  '\uFDD0': '\\(',
  '\uFDD1': '\\)',
  '\uFDD2': '\\[',
  '\uFDD3': '\\]',
}

/** Our Markdown, as the app reads it: GitHub's, with formulas between dollars. */
export function markedWith(extension: MarkedExtension): Marked {
  return new Marked({ gfm: true }, extension, { extensions: [blockMath, inlineMath] })
}

type Extension = TokenizerExtension & RendererExtension

const blockMath: Extension = {
  name: 'blockMath',
  level: 'block',
  start: (source) => source.match(/\$\$/)?.index,
  tokenizer(source) {
    const match = /^ {0,3}\$\$([\s\S]{1,2000}?)\$\$(?:\n|$)/.exec(source)
    return match ? { type: 'blockMath', raw: match[0], text: match[1]?.trim() } : undefined
  },
  renderer: (token) => `<p>${formula(token, true)}</p>\n`,
}

const inlineMath: Extension = {
  name: 'inlineMath',
  level: 'inline',
  start: (source) => source.match(/\$/)?.index,
  tokenizer(source) {
    const block = /^\$\$([^$]{1,2000}?)\$\$/.exec(source)
    if (block) return { type: 'inlineMath', raw: block[0], text: block[1], display: true }
    const match = /^\$(?!\s)((?:\\.|[^$\\\n]){1,1000}?)(?<!\s)\$(?!\d)/.exec(source)
    return match ? { type: 'inlineMath', raw: match[0], text: match[1], display: false } : undefined
  },
  renderer: (token) => formula(token, token['display'] === true),
}

function formula(token: Tokens.Generic, display: boolean): string {
  const tex = typeof token['text'] === 'string' ? token['text'].trim() : ''
  return display ? `\uFDD2${escapeXml(tex)}\uFDD3` : `\uFDD0${escapeXml(tex)}\uFDD1`
}

const reader = markedWith({})

/** Longer than any text of ours. */
const longest = 25_000

/** Whether two paragraphs show the same words; of long ones it isn't known. */
export function saysTheSame(one: string, other: string): boolean {
  return one.length < longest && wordsOf(one) === wordsOf(other)
}

function wordsOf(markdown: string): string {
  return wordsIn(new reader.Lexer(reader.defaults).inlineTokens(markdown))
}

function wordsIn(tokens: readonly Token[]): string {
  let words = ''
  for (const token of tokens)
    if (token.type !== 'html')
      words +=
        'tokens' in token && token.tokens !== undefined
          ? wordsIn(token.tokens)
          : 'text' in token && typeof token.text === 'string'
            ? token.text
            : token.raw
  return words
}

import { gapSegments } from './fill-in.ts'
import type { QuestionContent } from './question.ts'

/**
 * What a question says, without Markdown: the stem on the first line, then each option, item or
 * gapped text on its own. For lists and searches; holds nothing of the key.
 */
export function plainText(question: QuestionContent): string {
  return [question.stem, ...bodyTexts(question)]
    .map(stripMarkdown)
    .filter((line) => line !== '')
    .join('\n')
}

function bodyTexts(question: QuestionContent): string[] {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return question.body.options.map(({ text }) => text)
    case 'ordering':
      return question.body.items.map(({ text }) => text).toSorted()
    case 'matching':
      return [
        ...question.body.prompts.map(({ text }) => text),
        ...question.body.targets.map(({ text }) => text).toSorted(),
      ]
    case 'fill_in':
      return [
        gapSegments(question.body.text)
          .map((piece) => ('gap' in piece ? '…' : piece.text))
          .join(''),
        ...question.body.gaps.flatMap(({ choices }) => choices),
      ]
    case 'associate':
      return question.body.options.map(({ text }) => text).toSorted()
    case 'gap_match':
      return [
        gapSegments(question.body.text)
          .map((piece) => ('gap' in piece ? '…' : piece.text))
          .join(''),
        ...question.body.choices.map(({ text }) => text).toSorted(),
      ]
    case 'hotspot':
      return [question.body.image.alt, ...question.body.spots.map(({ label }) => label)]
    case 'select_point':
      return [question.body.image.alt]
    case 'slider':
      return question.body.unit === '' ? [] : [question.body.unit]
    case 'numeric':
      return question.body.units
    case 'true_false':
    case 'short_text':
    case 'extended_text':
      return []
  }
}

/** The words of a piece of Markdown on one line: code and formulas stay as written. */
export function stripMarkdown(markdown: string): string {
  const pieces: string[] = []
  let prose: string[] = []
  let fence: string | null = null
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null
      else pieces.push(line)
    } else if (mark !== undefined) {
      pieces.push(stripInline(prose.join('\n')))
      prose = []
      fence = mark
    } else prose.push(stripBlock(line))
  }
  pieces.push(stripInline(prose.join('\n')))
  return pieces.join(' ').replace(/\s+/gu, ' ').trim()
}

/** Takes the mark of a heading, quote, list item, rule or table row off a line. */
function stripBlock(line: string): string {
  const text = line.trim()
  if (/^([-*_])( ?\1){2,}$/.test(text) || /^\|?[\s:|-]*-[\s:|-]*$/.test(text)) return ''
  const unmarked = text.replace(/^(?:>\s?)+/, '').replace(/^(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+/, '')
  return unmarked.startsWith('|') ? unmarked.replace(/(?<!\\)\|/g, ' ') : unmarked
}

// Lengths are capped so that no input takes more than linear time.
const inline = new RegExp(
  [
    '(?<ticks>(?<!`)`{1,8})(?!`)(?<code>[^]{1,2000}?)(?<!`)\\k<ticks>(?!`)',
    '\\$\\$(?<display>[^$]{1,4000})\\$\\$',
    // As in Pandoc, so that "$5 or $10" stays what it is.
    '\\$(?!\\s)(?<math>[^$]{1,1000})(?<!\\s)\\$(?!\\d)',
    // As long as a text may be: an image may stand in it as a data: address.
    '!?\\[(?<text>[^[\\]]{0,1000})\\]\\([^()\\s]{0,20000}(?:\\s+"[^"]{0,500}")?\\)',
    '<(?<link>https?://[^<>\\s]{1,2000})>',
    '(?<tag></?[a-z][^<>]{0,1000}>|<!--[^]{0,2000}?-->|\\\\(?=\\n))',
    '\\\\(?<escaped>[!-/:-@[-`{-~])',
    '&(?<entity>amp|lt|gt|quot|apos|nbsp|#39);',
    '(?<mark>\\*{1,3}(?=\\S)|(?<=\\S)\\*{1,3}|~~|(?<![\\p{L}\\p{N}_])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![\\p{L}\\p{N}_]))',
  ].join('|'),
  'giu',
)

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
}

function stripInline(text: string): string {
  let result = ''
  let from = 0
  for (const found of text.matchAll(inline)) {
    result += text.slice(from, found.index) + replacement(found.groups ?? {})
    from = found.index + found[0].length
  }
  return result + text.slice(from)
}

function replacement(groups: Readonly<Record<string, string | undefined>>): string {
  if (groups['entity'] !== undefined) return entities[groups['entity'].toLowerCase()] ?? ''
  // What stands in square brackets may itself be emphasised; it holds no brackets, so this ends.
  if (groups['text'] !== undefined) return stripInline(groups['text'])
  if (groups['tag'] !== undefined) return ' '
  return (
    groups['code'] ??
    groups['display'] ??
    groups['math'] ??
    groups['link'] ??
    groups['escaped'] ??
    ''
  )
}

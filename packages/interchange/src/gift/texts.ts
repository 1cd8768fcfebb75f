import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import { toHtml } from '../html/to-html.ts'
import { foreignTag, plainToMarkdown } from '../moodle-text.ts'
import { escaped } from './escapes.ts'

/** Says that something of a question is lost. */
export type Say = (code: string, reason: string) => void

/** Markdown as it stands in a GIFT file, formulas as Moodle shows them. */
export function markdownText(markdown: string, say: Say): string {
  const bare = markdown.replace(/!\[([^\]]*)\]\([^)]*\)/g, (_, alt: string) => {
    say('media', 'GIFT has no files: images are left out, their descriptions stand for them.')
    return alt
  })
  return escaped(
    withoutTags(bare).replace(
      /(?<![\\$])\$(?![\s$])((?:\\.|[^$\\\n]){1,1000}?)(?<!\s)\$(?![\d$])/g,
      (_, tex: string) => `\\\\(${tex}\\\\)`,
    ),
  )
}

const tagOutsideCode = new RegExp(`(\`+)[^]+?\\1|${foreignTag.source}`, 'gi')

/** What looks like HTML is text in our Markdown; in Moodle's it isn't. */
function withoutTags(markdown: string): string {
  if (!foreignTag.test(markdown)) return markdown
  return markdown.replace(tagOutsideCode, (found) => (found === '<' ? '&lt;' : found))
}

/** An answer, prompt or feedback: an arrow in it would make it a matching. */
export function written(markdown: string, say: Say): string {
  return withFormat(markdownText(markdown.replaceAll('->', '-\\>'), say))
}

/** A text that doesn't begin as a format or a weight does. */
export function withFormat(text: string): string {
  return /^[[%]/.test(text) ? `[markdown]${text}` : text
}

/** A line of HTML that no sign of GIFT stands in: Moodle takes what is to be ordered as it is. */
export function itemText(markdown: string, say: Say): string {
  const html = toHtml(markdown, {
    inline: true,
    image: () => {
      say('media', 'GIFT has no files: images are left out.')
      return ''
    },
  })
  if (markdown.includes('\n')) say('formatting', 'In GIFT an item to be ordered is one line.')
  return html
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\{}]|#(?=#)|^[[/]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What Moodle shows or compares as it is. */
export function plainText(markdown: string, say: Say): string {
  const plain = stripMarkdown(markdown)
  if (plainToMarkdown(plain) !== markdown)
    say('formatting', 'GIFT has only plain text for what prompts are matched with.')
  return escaped(plain)
}

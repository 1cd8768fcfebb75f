import type { Exported, WriteOptions } from '../exported.ts'
import { joinCategoryPath } from '../moodle-xml/names.ts'
import { bodyOf, type Say } from './body.ts'
import { escaped } from './escapes.ts'
import { markdownText, withFormat } from './texts.ts'

const encoder = new TextEncoder()

/**
 * GIFT as Moodle 4.5 imports it, texts as Markdown. What it can't hold is told by `onLost`; a question
 * of a type that it has nothing for is left out, with the code `not_representable`.
 */
export async function* writeGift(
  questions: AsyncIterable<Exported>,
  { onLost }: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  let category = ''
  let isFirst = true
  for await (const question of questions) {
    const told = new Set<string>()
    const say: Say = (code, reason) => {
      if (!told.has(code)) onLost?.({ where: question.id, code, reason })
      told.add(code)
    }
    const text = questionText(question, say)
    if (text === null) continue
    const path = joinCategoryPath(question.category)
    const change =
      path === category || (isFirst && question.category.length === 0)
        ? ''
        : `$CATEGORY: ${escaped(path).replaceAll('\\n', ' ')}\n\n`
    category = path
    isFirst = false
    yield encoder.encode(`${change}${text}\n\n`)
  }
}

function questionText(question: Exported, say: Say): string | null {
  const { content, title, ref, tags } = question
  const body = bodyOf(content, say)
  if (body === null) return null
  if (content.hints.length > 0) say('hints', 'GIFT has no hints.')
  const bits = [
    ...(ref === null ? [] : [`[id:${inBrackets(ref)}]`]),
    ...tags.map((tag) => `[tag:${inBrackets(tag)}]`),
  ]
  const comment = bits.length === 0 ? '' : `// ${bits.join(' ')}\n`
  const name = title === null ? '' : `::${escaped(title.replace(/\s+/g, ' '))}::`
  const general =
    content.explanation === ''
      ? ''
      : `\n\t####${withFormat(markdownText(content.explanation, say))}`
  const end = body.answers.includes('\n') || general !== '' ? '\n}' : '}'
  return `${comment}${name}[markdown]${body.stem}{${body.answers}${general}${end}${body.after}`
}

function inBrackets(text: string): string {
  // A backslash at the end would take the bracket with it.
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll(']', '\\]')
    .replace(/\\$/, '\\ ')
}

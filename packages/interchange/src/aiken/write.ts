import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import type { Exported, WriteOptions } from '../exported.ts'
import { plainToMarkdown } from '../moodle-text.ts'

const encoder = new TextEncoder()

type Say = (code: string, reason: string) => void

/**
 * Aiken: single choice and true or false as plain lines. What it can't hold is told by `onLost`;
 * questions of other types are left out, with the code `not_representable`.
 */
export async function* writeAiken(
  questions: AsyncIterable<Exported>,
  { onLost }: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  for await (const question of questions) {
    const told = new Set<string>()
    const text = questionText(question, (code, reason) => {
      if (!told.has(code)) onLost?.({ where: question.id, code, reason })
      told.add(code)
    })
    if (text !== null) yield encoder.encode(`${text}\n\n`)
  }
}

function questionText({ content, tags }: Exported, say: Say): string | null {
  const lines = optionsOf(content, say)
  if (lines === null) return null
  if (content.explanation !== '' || content.hints.length > 0 || content.feedback !== undefined)
    say('feedback', 'Aiken has no explanations, hints or feedback.')
  if (tags.length > 0) say('tags', 'Aiken has no tags.')
  return [stemLine(content.stem, say), ...lines].join('\n')
}

function optionsOf(content: Exported['content'], say: Say): string[] | null {
  if (content.type === 'true_false') {
    say('type_changed', 'True or false is a choice between two options in Aiken.')
    if (content.key.feedback !== undefined) say('feedback', 'Aiken has no feedback.')
    return ['A) True', 'B) False', `ANSWER: ${content.key.truth ? 'A' : 'B'}`]
  }
  if (content.type !== 'single_choice' || content.body.options.length > 26) {
    say('not_representable', 'Aiken has only questions with up to 26 options, one of them right.')
    return null
  }
  const { body, key } = content
  if (key.credits !== undefined)
    say('credits', 'Aiken has no credit for options that aren’t right.')
  if (key.feedback !== undefined) say('feedback', 'Aiken has no feedback.')
  if (!body.shuffle) say('shuffle', 'Aiken doesn’t say that options keep their order.')
  const letter = (index: number): string => String.fromCodePoint(65 + index)
  return [
    ...body.options.map(({ text }, index) => `${letter(index)}) ${line(text, say)}`),
    `ANSWER: ${letter(body.options.findIndex(({ id }) => id === key.choice))}`,
  ]
}

/** A stem that would read as an option or an answer begins with a sign that isn't seen. */
function stemLine(stem: string, say: Say): string {
  const text = line(stem, say)
  if (!/^(?:[A-Z][).]|ANSWER\s*[:：]|.?$)/iu.test(text)) return text
  say('formatting', 'A sign that isn’t seen keeps a stem from reading as something else.')
  return `\u2060${text}\u2060`
}

function line(markdown: string, say: Say): string {
  const plain = stripMarkdown(markdown)
  if (plain === '') {
    say('formatting', 'Aiken has only plain text.')
    return '…'
  }
  if (plainToMarkdown(plain) !== markdown) say('formatting', 'Aiken has only plain text.')
  return plain
}

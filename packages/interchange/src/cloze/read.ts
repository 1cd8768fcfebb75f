import type { Found } from '../found.ts'
import { lossOf, markdownOf } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { textOf } from '../text.ts'
import { clozeContent } from './content.ts'
import { divider } from './divider.ts'
import { parseCloze } from './parse.ts'

const mostBytes = 20_000_000
const longestText = 1_000_000

/**
 * The question of a file with Moodle's embedded answers: the whole file is its text. Files of ours
 * may hold several, each after a line `<!-- question -->`.
 * @throws {UnreadableFile} `not_text`, `file_too_large`
 */
export async function* readCloze(source: Source): AsyncGenerator<Found> {
  const { text, warnings } = await textOf(source, mostBytes)
  yield* warnings
  let line = 1
  for (const part of text.replace(/\r\n?/g, '\n').split(divider)) {
    const lead = part.length - part.trimStart().length
    const where = `line ${line + (part.slice(0, lead).split('\n').length - 1)}`
    line += part.split('\n').length - 1
    if (part.trim() !== '') yield questionOf(part.trim(), where)
  }
}

function questionOf(text: string, where: string): Found {
  if (text.length > longestText)
    return { kind: 'skipped', where, code: 'too_long', reason: 'It is longer than any question.' }
  const cloze = parseCloze(text)
  const [problem] = cloze.problems
  if (problem !== undefined) return { kind: 'skipped', where, ...problem }
  const lost = new Set<string>()
  const markdown = markdownOf(cloze.text, 'moodle', lost)
  const loss = lossOf(lost)
  return toFound({
    where,
    content: clozeContent(cloze, markdown, 'Fill in the gaps.'),
    notices: [...cloze.told, ...(loss === null ? [] : [loss])].map((told) => ({ where, ...told })),
  })
}

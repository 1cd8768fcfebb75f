import type { Found, Skipped, Warning } from '../found.ts'
import { blocksOf } from '../gift/blocks.ts'
import { choiceOf, fractionOf, shortTextOf, type Answer } from '../moodle-answers.ts'
import { lossOf, markdownOf } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'

/**
 * The questions of a file in Moodle's missing word format: a text with `{=right ~wrong ~75%partly
 * #feedback}` in it. One answer alone is to be typed.
 * @throws {UnreadableFile} `not_text`
 */
export async function* readMissingWord(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  for await (const { text, line } of blocksOf(
    decoded(source, (warning) => warnings.push(warning)),
  )) {
    yield* warnings.splice(0)
    yield questionOf(text.trim().replace(/\s*\n\s*/g, ' '), `line ${line}`)
  }
  yield* warnings
}

function questionOf(text: string, where: string): Found {
  const start = text.indexOf('{')
  const end = text.indexOf('}', Math.max(0, start))
  if (start < 0 || end < 0)
    return skipped(where, 'brace_missing', `It has no ${start < 0 ? '{' : '}'}.`)
  const lost = new Set<string>()
  const shown = (markup: string): string => markdownOf(markup.trim(), 'html', lost)
  const pieces = text
    .slice(start + 1, end)
    .replaceAll('=', '~=')
    .split('~')
    .map((piece) => piece.trim())
    .filter((piece, index) => index > 0 || piece !== '')
  if (pieces.length === 0) return skipped(where, 'no_key', 'It has no answers.')
  const answers = pieces.map((piece) => answerOf(piece, pieces.length === 1, shown))
  const made =
    pieces.length === 1
      ? shortTextOf(answers.map((answer) => ({ ...answer, fraction: 1 })))
      : choiceOf(answers, true)
  if ('refused' in made) return { kind: 'skipped', where, ...made.refused }
  const { told, ...part } = made
  const stem = shown(`${text.slice(0, start)}_____${text.slice(end + 1)}`)
  const loss = lossOf(lost)
  return toFound({
    where,
    content: { ...part, stem },
    notices: [...told, ...(loss === null ? [] : [loss])].map((notice) => ({ where, ...notice })),
  })
}

function answerOf(piece: string, isTyped: boolean, shown: (text: string) => string): Answer {
  const weight = /^(\d{1,3})%/.exec(piece)
  const isRight = piece.startsWith('=')
  // An underscore keeps a number at the beginning from reading as a weight.
  const text = (isRight ? piece.slice(1) : piece.slice(weight?.[0].length ?? 0)).replace(/^_/, '')
  const at = text.indexOf('#', 1)
  const said = (at < 0 ? text : text.slice(0, at)).trim()
  return {
    text: isTyped ? said : shown(said),
    fraction: isRight ? 1 : fractionOf(Number(weight?.[1] ?? 0)),
    feedback: at < 0 ? '' : shown(text.slice(at + 1)),
  }
}

function skipped(where: string, code: string, reason: string): Skipped {
  return { kind: 'skipped', where, code, reason }
}

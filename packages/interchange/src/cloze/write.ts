import { gapSegments, rightChoices, type GapKey } from '@quizmentor/engine/question/fill-in'
import { entry } from '@quizmentor/engine/question/parts'
import { stripMarkdown } from '@quizmentor/engine/question/plain-text'
import type { QuestionOf } from '@quizmentor/engine/question/question'
import type { Exported, WriteOptions } from '../exported.ts'
import { toHtml } from '../html/to-html.ts'
import { plainToMarkdown } from '../moodle-text.ts'
import { divider } from './divider.ts'

const encoder = new TextEncoder()

type Say = (code: string, reason: string) => void

/**
 * Moodle's embedded answers, each question after a line that Moodle doesn't show. Only texts with
 * gaps can be written; what else a question has is told by `onLost`.
 */
export async function* writeCloze(
  questions: AsyncIterable<Exported>,
  { onLost }: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  for await (const { id, content, tags, title } of questions) {
    const told = new Set<string>()
    const say: Say = (code, reason) => {
      if (!told.has(code)) onLost?.({ where: id, code, reason })
      told.add(code)
    }
    if (content.type !== 'fill_in') {
      say('not_representable', 'A text with embedded answers is all that this format has.')
      continue
    }
    if (content.explanation !== '' || content.hints.length > 0 || content.feedback !== undefined)
      say('feedback', 'The format has no explanation, hints or feedback of the whole.')
    if (title !== null || tags.length > 0) say('title', 'The format has no titles and tags.')
    yield encoder.encode(`${divider}\n${clozeText(content, say)}\n\n`)
  }
}

/** A fill-in question as a text of HTML with its answers embedded. */
function clozeText({ stem, body, key }: QuestionOf<'fill_in'>, say: Say): string {
  const answers = embeddedAnswers({ body, key }, say)
  const html = (markdown: string): string =>
    toHtml(markdown, {
      image: () => {
        say('media', 'The format has no files: images are left out.')
        return ''
      },
    })
  const text = gapSegments(html(body.text))
    .map((piece) => ('gap' in piece ? (answers.get(piece.gap) ?? '') : piece.text))
    .join('')
  return `${html(stem)}\n${text}`
}

/** What stands for each gap of a fill-in question. */
export function embeddedAnswers(
  { body, key }: Pick<QuestionOf<'fill_in'>, 'body' | 'key'>,
  say: Say,
): ReadonlyMap<string, string> {
  if (key.rule === 'all_or_nothing') say('rule', 'In this format each gap counts.')
  return new Map(
    body.gaps.map(({ id, choices }) => {
      const match = entry(key.gaps, id)
      return [id, match === undefined ? '' : embedded(match, choices, say)]
    }),
  )
}

function embedded(match: GapKey, choices: readonly string[], say: Say): string {
  if (match.typos > 0 || match.accentSensitive)
    say('matching_rules', 'The format doesn’t say whether accents and typos count.')
  const weight = Math.max(1, Math.round(match.weight ?? 1))
  if (weight !== (match.weight ?? 1)) say('weight', 'Gaps weigh whole numbers in this format.')
  const [kind, answers] =
    choices.length > 0
      ? ['MULTICHOICE', choiceAnswers(match, choices, say)]
      : match.number === undefined
        ? [match.caseSensitive ? 'SHORTANSWER_C' : 'SHORTANSWER', typedAnswers(match, say)]
        : ['NUMERICAL', numberAnswers(match, match.number, say)]
  return `{${weight}:${kind}:${answers.join('~')}}`
}

function feedbackFor(match: GapKey, answer: string): string | undefined {
  return match.others?.find(({ accepted }) => accepted.includes(answer))?.feedback
}

function choiceAnswers(match: GapKey, choices: readonly string[], say: Say): string[] {
  const right = rightChoices(match, choices)
  return choices.map((choice) => {
    const credit = match.credits?.find((each) => each.choice === choice)?.credit ?? 0
    return answerText(choice, right.includes(choice) ? 1 : credit, feedbackFor(match, choice), say)
  })
}

function typedAnswers(match: GapKey, say: Say): string[] {
  const stars = (text: string): string =>
    match.wildcards === true ? text : text.replaceAll('*', '\\*')
  return [
    ...match.accepted.map((text) => answerText(stars(text), 1, feedbackFor(match, text), say)),
    ...(match.others ?? []).flatMap(({ accepted, credit, feedback }) =>
      accepted
        .filter((text) => !match.accepted.includes(text))
        .map((text) => answerText(stars(text), credit, feedback, say)),
    ),
  ]
}

function numberAnswers(
  match: GapKey,
  { value, tolerance }: NonNullable<GapKey['number']>,
  say: Say,
): string[] {
  const isNumber = (text: string): boolean => Number.isFinite(Number(text)) || text === '*'
  const words = [...match.accepted, ...(match.others ?? []).flatMap(({ accepted }) => accepted)]
  if (!words.every(isNumber))
    say('words', 'What isn’t a number is left out where a number is asked.')
  return [
    answerText(`${value}:${tolerance}`, 1, feedbackFor(match, `${value}`), say),
    ...match.accepted
      .filter((text) => isNumber(text) && text !== `${value}`)
      .map((text) => answerText(`${text}:0`, 1, feedbackFor(match, text), say)),
    ...(match.others ?? []).flatMap(({ accepted, credit, feedback }) =>
      accepted
        .filter((text) => isNumber(text) && !match.accepted.includes(text) && text !== `${value}`)
        .map((text) => answerText(text === '*' ? text : `${text}:0`, credit, feedback, say)),
    ),
  ]
}

function answerText(text: string, credit: number, feedback: string | undefined, say: Say): string {
  const sign =
    credit === 1
      ? '='
      : credit > 0
        ? `%${Number((credit * 100).toFixed(5))}%`
        : /^[=%]/.test(text)
          ? '%0%'
          : ''
  if (feedback === undefined) return `${sign}${encoded(text)}`
  // "&#" would begin an entity.
  return `${sign}${encoded(text).replace(/&amp;$/, '$& ')}#${plain(feedback, say)}`
}

function plain(markdown: string, say: Say): string {
  const text = stripMarkdown(markdown)
  if (plainToMarkdown(text) !== markdown) say('formatting', 'Feedback of gaps is plain text here.')
  return encoded(text)
}

/** As entities, which neither Moodle nor this package takes for signs. */
function encoded(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[~#}\\]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/&amp;(?=#?\w{2,9};)/g, '&amp;amp;')
}

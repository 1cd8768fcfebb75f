import type { FillIn, GapKey } from '@quizmentor/engine/question/fill-in'
import { type Told } from '../moodle-answers.ts'
import { withoutGaps } from '../moodle-matching.ts'
import { escapedHtml, htmlToPlain } from '../moodle-text.ts'
import { gapOf, type Alternative, type Kind } from './gaps.ts'

/** A text with embedded answers, taken apart. */
export interface Cloze {
  /** As it was written, with `{{g1}}`, `{{g2}}` … where the answers stood. */
  readonly text: string
  readonly gaps: FillIn['body']['gaps']
  /** By gap. */
  readonly keys: Record<string, GapKey>
  /** What was approximated. */
  readonly told: readonly Told[]
  /** Why it can't be used, as Moodle would refuse it too; empty where it can. */
  readonly problems: readonly Told[]
}

const start =
  /\{(?<weight>\d{0,9}):(?:(?<number>NUMERICAL|NM)|(?:MULTICHOICE|MC)_?[VHS]{0,2}|(?<response>MULTIRESPONSE|MR)_?[HS]{0,2}|(?<exact>(?:SHORTANSWER|SA|MW)_?C)|(?<text>SHORTANSWER|SA|MW)):/gi

// One alternative, up to the sign that ends it. Entities hold the sign for feedback.
const alternative =
  /(?:(=)|%(-?\d{1,3}(?:[.,]\d{0,10})?)%)?((?:\\[~#}]|\\(?![~#}])|&(?:amp;)?#|&(?!(?:amp;)?#)|[^~#}\\&])*)(?:#((?:\\[~}]|\\(?![~}])|[^~}\\])*))?([~}])/y

/**
 * Moodle's embedded answers: `{2:SHORTANSWER:=right~%50%partly#feedback}`, all kinds of them, in a
 * text of any format; answers and feedback are decoded from HTML.
 */
export function parseCloze(text: string): Cloze {
  const gaps: FillIn['body']['gaps'] = []
  const keys: Record<string, GapKey> = {}
  const told = new Map<string, Told>()
  const problems: Told[] = []
  let made = ''
  let from = 0
  start.lastIndex = 0
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const read = alternativesAt(text, found.index + found[0].length)
    if (read === null) {
      problems.push({ code: 'brace_missing', reason: 'An embedded answer has no closing brace.' })
      break
    }
    made += withoutGaps(text.slice(from, found.index))
    const gap = gapOf(kindOf(found), weightOf(found[1]), read.alternatives, gaps.length)
    for (const each of gap.told) told.set(each.code, each)
    if ('problem' in gap) problems.push(gap.problem)
    else {
      made += gap.gaps.map(({ before, id }) => `${escapedHtml(before)}{{${id}}}`).join(' ')
      for (const { id, choices, key } of gap.gaps) {
        gaps.push({ id, choices })
        keys[id] = key
      }
    }
    from = read.end
    start.lastIndex = from
  }
  if (gaps.length === 0 && problems.length === 0)
    problems.push({ code: 'no_gaps', reason: 'The text has no embedded answers.' })
  return {
    text: made + withoutGaps(text.slice(from)),
    gaps,
    keys,
    told: [...told.values()],
    problems,
  }
}

function kindOf({ groups = {} }: RegExpExecArray): Kind {
  if (groups['number'] !== undefined) return 'number'
  if (groups['response'] !== undefined) return 'response'
  if (groups['exact'] !== undefined) return 'exact_text'
  return groups['text'] === undefined ? 'choice' : 'text'
}

function weightOf(written: string | undefined): number {
  return written === undefined || written === '' ? 1 : Number(written)
}

function alternativesAt(
  text: string,
  from: number,
): { alternatives: Alternative[]; end: number } | null {
  const alternatives: Alternative[] = []
  alternative.lastIndex = from
  for (;;) {
    if (text[alternative.lastIndex] === '~') alternative.lastIndex++
    const found = alternative.exec(text)
    if (found === null) return null
    const [, right, percent, answer = '', feedback = '', sign] = found
    if (answer.trim() !== '')
      alternatives.push({
        text: decoded(answer),
        fraction: right === undefined ? Number((percent ?? '0').replace(',', '.')) / 100 : 1,
        hasFraction: percent !== undefined,
        feedback: decoded(feedback),
      })
    if (sign === '}') return { alternatives, end: alternative.lastIndex }
  }
}

/** Editors write entities, and encode their & once more. Tags say nothing in an answer. */
function decoded(written: string): string {
  const bare = written.replace(/\\([~#}])/g, '$1').replace(/&amp;(?=#?\w{2,9};)/g, '&')
  return htmlToPlain(bare).replace(/\s+/g, ' ').trim()
}

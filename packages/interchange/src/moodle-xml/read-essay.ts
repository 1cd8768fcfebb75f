import { child } from '../xml.ts'
import { field, numberIn, textOf } from './fields.ts'
import { partName } from '../moodle-answers.ts'
import type { Part, Reading } from './reading.ts'

/** `essay`: a text of the learner's own; what was said to graders is what it is compared with. */
export function readEssay({ element, texts, notice, keep }: Reading): Part {
  const lines = numberIn(field(element, 'responsefieldlines')) ?? 15
  const words = numberIn(field(element, 'maxwordlimit')) ?? 0
  if ((numberIn(field(element, 'minwordlimit')) ?? 0) > 0)
    notice('fewest_words', 'The least number of words is kept and not asked for.')
  if (
    (numberIn(field(element, 'attachmentsrequired')) ?? 0) > 0 ||
    field(element, 'responseformat') === 'noinline'
  )
    notice('attachments', 'It asked for files; it now asks for a text.')
  const graderInfo = child(element, 'graderinfo')
  const written = graderInfo === undefined ? null : rubricIn(textOf(graderInfo))
  if (written !== null && written.criteria.length > 20) keep('graderinfo', textOf(graderInfo))
  return {
    type: 'extended_text',
    body: {
      lines: Math.min(40, Math.max(0, Math.round(lines))),
      template: texts.plain(child(element, 'responsetemplate')),
      ...(words > 0 && { mostWords: Math.min(10_000, Math.round(words)) }),
    },
    key: {
      model: written === null ? texts.of(graderInfo) : texts.ofHtml(written.model, graderInfo),
      rubric: (written?.criteria ?? []).slice(0, 20).map(({ html, points }, index) => ({
        id: partName(index),
        text: texts.ofHtml(html, graderInfo),
        points,
      })),
    },
  }
}

const rubricStart = '<ul class="rubric">'
const criterionStart = '<li data-points="'

/** A list of criteria at the end of what is said to graders, as we write it; else `null`. */
function rubricIn(
  html: string,
): { model: string; criteria: { html: string; points: number }[] } | null {
  const start = html.lastIndexOf(rubricStart)
  if (start < 0 || !html.endsWith('</ul>')) return null
  const criteria = html
    .slice(start + rubricStart.length, -'</ul>'.length)
    .split(criterionStart)
    .slice(1)
    .map((piece) => {
      const end = piece.indexOf('">')
      const text = piece.slice(end + 2).trimEnd()
      return { html: text.replace(/<\/li>$/, ''), points: Number(piece.slice(0, end)) }
    })
    .filter(({ points }) => points > 0 && points <= 100)
  return criteria.length === 0 ? null : { model: html.slice(0, start), criteria }
}

/** Criteria as a list that a grader reads and `readEssay` finds again. */
export function rubricHtml(criteria: readonly { html: string; points: number }[]): string {
  if (criteria.length === 0) return ''
  const items = criteria.map(({ html, points }) => `${criterionStart}${points}">${html}</li>`)
  return `${rubricStart}${items.join('')}</ul>`
}

import type { QuestionContent, QuestionOf } from '@quizmentor/engine/question/question'
import { child, type XmlElement } from '../xml.ts'
import { numberOf, withinNamed, wordsIn } from './read-names.ts'
import { blank, responseOf, type Item, type Reading } from './read-reading.ts'
import { readShortText } from './read-short-text.ts'
import { isForCandidates, made, type Nodes } from './read-texts.ts'

type Rubric = QuestionOf<'extended_text'>['key']['rubric']

const perLine = 70

/**
 * `extendedTextInteraction`: a text of one's own. A short answer that the item marks by itself is a
 * short text.
 */
export function readExtendedText(item: Item, interaction: XmlElement): Reading {
  const identifier = responseOf(interaction)
  const declared = item.declared.responses.get(identifier)
  const correct = item.marker.correct(identifier).list
  const lines = numberOf(interaction, 'expectedLines')
  const isMarked =
    child(item.root, 'responseProcessing') !== undefined &&
    correct.every((scalar) => String(scalar).length <= 60 && !String(scalar).includes('\n')) &&
    (declared?.mapping != null || correct.length > 0)
  const prompt = child(interaction, 'prompt')
  const asked = prompt === undefined ? [] : [made('div', item.texts.shown(prompt.children))]
  if (isMarked && (lines ?? 1) <= 1) {
    const short = readShortText(item, interaction)
    item.texts.replace(interaction, asked)
    if (short !== null) return short
  }
  item.texts.replace(interaction, asked)
  const length = numberOf(interaction, 'expectedLength')
  return ownText(item, {
    lines: lines ?? (length === null ? 5 : Math.ceil(length / perLine)),
    template: declared?.initial.list.map(String).join('\n') ?? '',
    model: item.texts.markdown(correct.flatMap((scalar) => linesOf(String(scalar)))),
  })
}

/** Each line of a plain text in a paragraph. */
function linesOf(text: string): Nodes {
  return text.split(/\r?\n/).map((line) => made('p', [line]))
}

/** A field for a short answer that nothing says the right one of. */
export function readOpenField(item: Item, interaction: XmlElement): Reading {
  item.texts.replace(interaction, [])
  item.notice('no_key', 'The item says no right answer; learners mark theirs themselves.')
  return ownText(item, { lines: 1, template: '', model: '' })
}

/** A question that is marked by whoever answers it, or by a teacher. */
export function ownText(
  item: Item,
  { lines, template, model }: { lines: number; template: string; model: string },
): Reading {
  const { rubric, text } = rubricsOf(item)
  const content: QuestionContent = {
    ...blank,
    type: 'extended_text',
    body: {
      lines: Math.min(40, Math.max(0, Math.round(lines))),
      template: template.slice(0, 20_000),
    },
    key: { model: [model, text].filter((part) => part !== '').join('\n\n'), rubric },
  }
  return { content, probes: [] }
}

const mostCriteria = 20

/** What scorers are told: criteria where it is a list, else a part of the model answer. */
function rubricsOf(item: Item): { readonly rubric: Rubric; readonly text: string } {
  const blocks = withinNamed(item.root, 'rubricBlock').filter(
    (block) => !isForCandidates(block) && block.attributes.get('class') !== 'hint',
  )
  const rubric: Rubric = []
  const texts: string[] = []
  for (const block of blocks) {
    const entries = withinNamed(block, 'li').map((entry) => ({
      text: item.texts.markdown(entry.children, true),
      points: pointsIn(wordsIn(entry)),
    }))
    const fit = entries.filter(({ text }) => text !== '' && text.length <= 2_000)
    const isList = fit.length > 0 && fit.length + rubric.length <= mostCriteria
    if (isList && fit.some(({ points }) => points !== null))
      for (const { text, points } of fit)
        rubric.push({ id: `r${rubric.length + 1}`, text, points: points ?? 1 })
    else texts.push(item.texts.markdown(block.children))
  }
  return { rubric, text: texts.join('\n\n') }
}

/** `(2 points)`, `1 punt`: what a criterion is worth. */
function pointsIn(text: string): number | null {
  const found = /(?:^|[\s([])(\d{1,2}(?:[.,]\d+)?)\s*(?:p(?:oi|u)n(?:t|kt)\w*|pts?|p)\b/i.exec(text)
  const points = Number(found?.[1]?.replace(',', '.'))
  return points > 0 && points <= 100 ? points : null
}

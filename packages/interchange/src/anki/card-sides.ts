import { rightChoices } from '@quizmentor/engine/question/fill-in'
import { entry, type Option } from '@quizmentor/engine/question/parts'
import type { QuestionContent, QuestionOf } from '@quizmentor/engine/question/question'
import { toHtml } from '../html/to-html.ts'
import { cardType, gapsType, typedType, type WrittenType } from './new-collection.ts'

/** A note as it is written: its fields' HTML in the type's order, and how many gaps it asks for. */
export interface WrittenNote {
  readonly type: WrittenType
  readonly fields: readonly string[]
  readonly gaps: number
}

type Names = ReadonlyMap<string, { readonly name: string; readonly sound: boolean }>
type Lost = (code: string, reason: string) => void

/** Makes a note of a question. `names` are the package's names of the files that it shows. */
export function noteOf(content: QuestionContent, names: Names, lost: Lost): WrittenNote {
  const html = (markdown: string) => htmlOf(markdown, names)
  const beside = [html(content.explanation), content.hints.map(html).join('<br>')]
  const stem = html(content.stem)
  if (content.feedback !== undefined)
    lost('feedback_lost', 'A card has no place for feedback by how right an answer is.')
  if (content.type === 'fill_in') {
    const text = gapsHtml(content, names, lost)
    return { type: gapsType, fields: [text, stem, ...beside], gaps: content.body.gaps.length }
  }
  if (content.type === 'short_text') {
    const [first = '', ...others] = content.key.accepted
    if (others.length > 0 || content.key.others !== undefined || content.key.wildcards === true)
      lost('answers_lost', 'A card has one answer to type; the other accepted ones are left out.')
    return { type: typedType, fields: [stem, escapedHtml(first), ...beside], gaps: 0 }
  }
  const { front, back } = sidesOf(content)
  if (content.type !== 'extended_text')
    lost('type_lost', 'The question became a card with its question and its answer.')
  const frontHtml = front === '' ? stem : `${stem}${html(front)}`
  return { type: cardType, fields: [frontHtml, html(back), ...beside], gaps: 0 }
}

/** Markdown of what stands on the front below the stem, and of the answer. */
function sidesOf(question: Exclude<QuestionContent, { type: 'fill_in' | 'short_text' }>): {
  front: string
  back: string
} {
  const { type, body, key } = question
  switch (type) {
    case 'single_choice':
      return { front: listOf(body.options), back: textOf(body.options, key.choice) }
    case 'multiple_choice':
      return {
        front: listOf(body.options),
        back: listOf(body.options.filter(({ id }) => key.choices.includes(id))),
      }
    case 'true_false':
      return { front: '', back: key.truth ? 'True' : 'False' }
    case 'numeric': {
      const { kind, amount } = key.tolerance
      const near =
        kind === 'absolute' ? String(amount) : `${Number((amount * 100).toPrecision(12))} %`
      const unit = key.unit === undefined ? '' : ` ${key.unit}`
      return { front: '', back: `${key.value}${unit}${amount === 0 ? '' : ` (± ${near})`}` }
    }
    case 'ordering':
      return {
        front: listOf(body.items),
        back: key.order.map((id, index) => `${index + 1}. ${textOf(body.items, id)}`).join('\n'),
      }
    case 'matching': {
      const pairs = body.prompts.map(
        ({ id, text }) => `- ${text} → ${textOf(body.targets, entry(key.pairs, id) ?? '')}`,
      )
      return {
        front: `${listOf(body.prompts)}\n\n***\n\n${listOf(body.targets)}`,
        back: pairs.join('\n'),
      }
    }
    case 'associate': {
      const pairs = key.pairs.map(
        (pair) => `- ${pair.map((id) => textOf(body.options, id)).join(' – ')}`,
      )
      return { front: listOf(body.options), back: pairs.join('\n') }
    }
    case 'gap_match': {
      const shown = body.text.replace(/\{\{([A-Za-z0-9_-]{1,16})\}\}/g, '[…]')
      const filled = body.gaps.map(({ id }, index) => {
        const right = entry(key.gaps, id)?.[0]
        return `${index + 1}. ${right === undefined ? '–' : textOf(body.choices, right)}`
      })
      const image = body.image === undefined ? '' : `![](${body.image.src})\n\n`
      return { front: `${image}${shown}\n\n${listOf(body.choices)}`, back: filled.join('\n') }
    }
    case 'hotspot': {
      const right = body.spots.filter(({ id }) => key.spots.includes(id))
      return { front: `![](${body.image.src})`, back: right.map(({ label }) => label).join(', ') }
    }
    case 'select_point':
      return { front: `![](${body.image.src})`, back: '' }
    case 'slider':
      return {
        front: `${body.from} – ${body.to} ${body.unit}`,
        back: `${key.value} ${body.unit}`.trim(),
      }
    case 'extended_text': {
      const rubric = key.rubric.map(({ text, points }) => `- ${text} (${points})`)
      return { front: '', back: [key.model, rubric.join('\n')].filter(Boolean).join('\n\n') }
    }
  }
}

function listOf(options: readonly Option[]): string {
  return options.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n')
}

function textOf(options: readonly Option[], id: string): string {
  return options.find((option) => option.id === id)?.text ?? ''
}

/** The text of a cloze note: each gap is asked on a card of its own. */
function gapsHtml({ body, key }: QuestionOf<'fill_in'>, names: Names, lost: Lost): string {
  const gaps = body.gaps.map(({ id, choices }, index) => {
    const match = entry(key.gaps, id)
    const right =
      match === undefined ? [] : choices.length > 0 ? rightChoices(match, choices) : match.accepted
    if (right.length > 1 || match?.others !== undefined)
      lost('answers_lost', 'A gap has one answer; the other accepted ones are left out.')
    const hint = choices.length === 0 ? '' : `::${gapText(choices.join(' / '))}`
    return [id, `{{c${index + 1}::${gapText(right[0] ?? '')}${hint}}}`] as const
  })
  const marked = gaps.reduce(
    (text, [id], index) => text.replaceAll(`{{${id}}}`, `\uE000${index}\uE001`),
    body.text,
  )
  return htmlOf(marked, names).replace(
    /\uE000(\d+)\uE001/g,
    (_, index: string) => gaps[Number(index)]?.[1] ?? '',
  )
}

/** Text in a gap, in which Anki would take some marks for its own. */
function gapText(text: string): string {
  return escapedHtml(text)
    .replaceAll(':', '&#58;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
}

function htmlOf(markdown: string, names: Names): string {
  if (markdown === '') return ''
  const sounds: string[] = []
  const marked = markdown.replace(
    /(?<!!)\[[^[\]]*\]\(media:([A-Za-z0-9._-]{1,100})\)/g,
    (link, key: string) => {
      const file = names.get(key)
      return file?.sound === true ? `\uE002${sounds.push(file.name) - 1}\uE003` : link
    },
  )
  const html = toHtml(marked, {
    image: (src) => encodeURI(names.get(src.replace(/^media:/, ''))?.name ?? src),
  })
  return html.replace(
    /\uE002(\d+)\uE003/g,
    (_, index: string) => `[sound:${sounds[Number(index)]}]`,
  )
}

/** Text as HTML in which Anki sees no formulas and sounds of its own. */
function escapedHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('[', '&#91;')
}

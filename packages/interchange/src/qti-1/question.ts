import type { FoundQuestion, Json, Medium, Skipped, Warning } from '../found.ts'
import { toFound } from '../question.ts'
import { childrenOf } from '../xml.ts'
import { contentOf } from './content.ts'
import { attributeOf } from './elements.ts'
import { feedbackOf, type Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { Texts } from './made.ts'
import { htmlInside } from './material.ts'

/** What an item stands in. */
interface Surroundings {
  readonly format: string
  readonly ref: string | null
  readonly category: readonly string[]
  /** The files that the item's texts name, by the address they use. */
  readonly media: ReadonlyMap<string, Medium>
  /** The text that several items are about, as HTML. */
  readonly stimulus: string
}

/** A question of ours from an item of QTI 1.2. */
export async function questionOf(
  item: Item,
  around: Surroundings,
): Promise<FoundQuestion | Skipped | Warning> {
  const { where } = item
  const texts = new Texts(around.media)
  if (isTextOnly(item))
    return {
      kind: 'warning',
      where,
      code: 'text_only',
      reason: 'A text without a question was left out, but for questions that are about it.',
    }
  const feedback = feedbackOf(item, texts)
  const stemHtml = [around.stimulus, rubricOf(item), shownBefore(item)].filter(Boolean).join('\n')
  const made = await contentOf(item, texts, feedback, stemHtml)
  if ('code' in made) return { kind: 'skipped', where, ...made }
  const {
    stem: ownStem,
    stemEnd,
    ...content
  } = {
    stem: undefined,
    stemEnd: undefined,
    ...made.content,
  }
  const said = [ownStem, stemEnd].filter((part) => typeof part === 'string')
  const stem =
    typeof ownStem === 'string'
      ? [texts.block(around.stimulus), ...said].filter(Boolean)
      : [isFillIn(content) ? texts.block(around.stimulus) : texts.block(stemHtml), ...said]
  const unsaid = leftOver(feedback, made.content)
  const right = feedback.right || (unsaid.length === 1 ? (unsaid[0]?.[1] ?? '') : '')
  const kept = right === feedback.right ? Object.fromEntries(unsaid) : {}
  if (Object.keys(kept).length > 0)
    texts.lose('answer_feedback', 'What is said to single right answers was kept aside.')
  return toFound({
    where,
    ref: around.ref,
    category: around.category,
    title: /^question(?: \d+)?$/i.test(item.title) || item.title === '' ? null : item.title,
    content: {
      ...content,
      stem: stem.filter(Boolean).join('\n\n') || fallbackStem(item, content),
      explanation: explanationOf(feedback, content),
      hints: feedback.hints,
      ...((right !== '' || feedback.wrong !== '') && {
        feedback: {
          ...(right !== '' && { right }),
          ...(feedback.wrong !== '' && { wrong: feedback.wrong }),
        },
      }),
    },
    kept: {
      ...keptOf(item, around.format, made.kept),
      ...(Object.keys(kept).length > 0 && { answerFeedback: kept }),
    },
    notices: texts.notices(where),
    media: texts.media,
  })
}

/** What is said to an answer and has no place in the content: by the answer. */
function leftOver({ byAnswer }: Feedback, content: object): (readonly [string, string])[] {
  const placed = JSON.stringify(content)
  return [...byAnswer]
    .filter(([, text]) => !placed.includes(JSON.stringify(text)))
    .map(([name, text]) => [name.slice(name.indexOf('\n') + 1), text] as const)
}

function isTextOnly({ type, presentation: { responses } }: Item): boolean {
  return (
    type.startsWith('textonly') ||
    (responses.length === 0 && !/essay|upload|shortresponse|calculated/.test(type))
  )
}

function isFillIn(content: object): boolean {
  return 'type' in content && content.type === 'fill_in'
}

function fallbackStem({ title }: Item, content: object): string {
  if (isFillIn(content)) return 'Fill in the gaps.'
  return title || '—'
}

function explanationOf(feedback: Feedback, content: object): string {
  const isEssay = 'type' in content && content.type === 'extended_text'
  return [feedback.explanation, isEssay ? '' : feedback.solution].filter(Boolean).join('\n\n')
}

/** All texts that aren't part of a response. */
function shownBefore({ presentation: { pieces } }: Item): string {
  const texts = pieces.filter((piece) => typeof piece === 'string')
  // A picture's own text stands inside its response.
  const inside = pieces.flatMap((piece) =>
    typeof piece !== 'string' && (piece.kind === 'point' || piece.kind === 'slider')
      ? [piece.html]
      : [],
  )
  return [...texts, ...inside].join('\n')
}

/** What is said to the learner beside the presentation. */
function rubricOf({ element }: Item): string {
  return childrenOf(element, 'rubric')
    .filter((rubric) => /^(?:all|candidate|)$/i.test(attributeOf(rubric, 'view')))
    .map(htmlInside)
    .join('\n')
}

const keptLabels = [
  'points_possible',
  'qmd_absolutescore_max',
  'calculator_type',
  'source_url',
  'qmd_levelofdifficulty',
  'bbmd_negative_points_ind',
]

function keptOf(
  item: Item,
  format: string,
  more: Readonly<Record<string, string | number>> = {},
): { readonly [name: string]: Json } {
  const meta = keptLabels.flatMap((label) => {
    const value = item.meta.get(label)
    return value === undefined || value === '' ? [] : [[label, value] as const]
  })
  return {
    format,
    ...(item.ident !== '' && { ident: item.ident }),
    ...(item.type !== '' && { type: item.type }),
    ...Object.fromEntries(meta),
    ...more,
  }
}

import type { GapKey } from '@quizmentor/engine/question/fill-in'
import { gapSegments, rightChoices } from '@quizmentor/engine/question/fill-in'
import type { QuestionContent, QuestionOf } from '@quizmentor/engine/question/question'
import { entry } from '@quizmentor/engine/question/parts'
import { escaped } from './escapes.ts'
import { itemText, markdownText, plainText, written, type Say } from './texts.ts'

export type { Say } from './texts.ts'

/** The three parts of a question in a GIFT file. */
export interface Body {
  readonly stem: string
  /** What stands between the braces. */
  readonly answers: string
  readonly after: string
}

/** A question in GIFT; `null`, told as `not_representable`, where it has no type for it. */
export function bodyOf(content: QuestionContent, say: Say): Body | null {
  const answers = answersOf(content, say)
  if (answers === null) return null
  if (typeof answers !== 'string') return answers
  return { stem: markdownText(content.stem, say), answers, after: '' }
}

function answersOf(content: QuestionContent, say: Say): string | Body | null {
  switch (content.type) {
    case 'single_choice':
      return singleChoice(content, say)
    case 'multiple_choice':
      return multipleChoice(content, say)
    case 'true_false':
      return trueFalse(content, say)
    case 'short_text':
      return shortText(content, say)
    case 'numeric':
      return numeric(content, say)
    case 'matching':
      return matching(content, say)
    case 'ordering':
      return ordering(content, say)
    case 'extended_text':
      return extendedText(content, say)
    case 'fill_in':
      return missingWord(content, say)
    case 'slider': {
      loseFeedback(content, say)
      say('type_changed', 'A slider is a number to be typed in GIFT.')
      return `#${content.key.value}:${content.key.tolerance}`
    }
    case 'hotspot':
    case 'select_point':
    case 'associate':
    case 'gap_match':
      say('not_representable', 'GIFT has no questions of this type.')
      return null
  }
}

function loseFeedback({ feedback }: QuestionContent, say: Say, held: string[] = []): void {
  const lost = Object.entries(feedback ?? {}).filter(([name]) => !held.includes(name))
  if (lost.length > 0) say('feedback', 'GIFT has no feedback by how right an answer is.')
}

const noted = (feedback: string | undefined, say: Say): string =>
  feedback === undefined ? '' : `#${written(feedback, say)}`

/** A fraction in per cent, with the five decimals that Moodle has. */
function percent(fraction: number): string {
  return `%${Number((fraction * 100).toFixed(5))}%`
}

function singleChoice(content: QuestionOf<'single_choice'>, say: Say): string {
  loseFeedback(content, say)
  if (!content.body.shuffle) say('shuffle', 'GIFT doesn’t say that options keep their order.')
  const { choice, credits = {}, feedback = {} } = content.key
  return lines(
    content.body.options.map(({ id, text }) => {
      const credit = entry(credits, id) ?? 0
      const sign = id === choice ? '=' : credit === 0 ? '~' : `~${percent(credit)}`
      return `${sign}${written(text, say)}${noted(entry(feedback, id), say)}`
    }),
  )
}

function multipleChoice(content: QuestionOf<'multiple_choice'>, say: Say): string {
  loseFeedback(content, say)
  if (!content.body.shuffle) say('shuffle', 'GIFT doesn’t say that options keep their order.')
  const { choices, rule, credits = {}, feedback = {} } = content.key
  if (rule === 'all_or_nothing' || rule === 'per_option')
    say('rule', 'GIFT weighs options: right minus wrong counts instead.')
  const right = new Set(choices)
  const share = 1 / right.size
  const worth = ({ id }: { readonly id: string }): number => {
    if (rule === 'weighted') return entry(credits, id) ?? 0
    return right.has(id) ? share : rule === 'all_or_nothing' ? -1 : -share
  }
  const { options } = content.body
  const sum = options.reduce((total, option) => total + Math.max(0, worth(option)), 0)
  if (
    Math.abs(sum - 1) >= 0.000_5 ||
    options.some((each) => right.has(each.id) !== worth(each) > 0)
  )
    say('credits', 'In GIFT what the right options are worth makes up the whole credit.')
  return lines(
    options.map((option) => {
      const credit = worth(option)
      const sign = credit === 0 ? '~' : `~${percent(credit)}`
      return `${sign}${written(option.text, say)}${noted(entry(feedback, option.id), say)}`
    }),
  )
}

function trueFalse(content: QuestionOf<'true_false'>, say: Say): string {
  loseFeedback(content, say)
  const { truth, feedback = {} } = content.key
  const right = entry(feedback, `${truth}`)
  const wrong = entry(feedback, `${!truth}`)
  const said =
    right === undefined ? noted(wrong, say) : `${noted(wrong, say) || '#'}${noted(right, say)}`
  return `${truth ? 'TRUE' : 'FALSE'}${said}`
}

function shortText(content: QuestionOf<'short_text'>, say: Say): string | null {
  loseFeedback(content, say, ['right', 'wrong'])
  const all = typed(content.key, content.feedback?.right, say)
  if (all.length === 0) return null
  const wrong = content.feedback?.wrong
  return lines(wrong === undefined ? all : [...all, `=%0%*${noted(wrong, say)}`])
}

/** The answers of a written answer's key, right ones first. */
function typed(key: Omit<GapKey, 'weight'>, right: string | undefined, say: Say): string[] {
  if (key.typos > 0 || key.caseSensitive || key.accentSensitive)
    say('matching_rules', 'GIFT doesn’t say whether case, accents and typos count.')
  const wanted = (text: string): boolean => {
    if (text.includes('->')) say('answer_with_arrow', 'An accepted answer with -> is left out.')
    return !text.includes('->')
  }
  const plain = (text: string): string => {
    const stars = key.wildcards === true ? text : text.replaceAll('*', '\\*')
    const safe = escaped(stars)
    return safe.startsWith('[') ? `[plain]${safe}` : safe
  }
  const accepted = key.accepted.filter(wanted)
  if (accepted.length === 0) {
    say('not_representable', 'GIFT can’t hold its answers.')
    return []
  }
  return [
    ...accepted.map((text) => `=%100%${plain(text)}${noted(right, say)}`),
    ...(key.others ?? []).flatMap(({ accepted: texts, credit, feedback }) =>
      texts
        .filter(wanted)
        .map((text) => `=${percent(credit)}${plain(text)}${noted(feedback, say)}`),
    ),
  ]
}

function numeric(content: QuestionOf<'numeric'>, say: Say): string {
  loseFeedback(content, say, ['right', 'wrong'])
  const { value, tolerance, others = [] } = content.key
  if (content.body.units.length > 0) say('units', 'GIFT has no units.')
  const near = (number: number, { kind, amount }: typeof tolerance): string => {
    if (kind === 'absolute') return `${number}:${amount}`
    say('relative_tolerance', 'GIFT has only absolute tolerances.')
    return `${number}:${Number((amount * Math.abs(number)).toPrecision(15))}`
  }
  return lines(
    [
      `=%100%${near(value, tolerance)}${noted(content.feedback?.right, say)}`,
      ...others.map(
        (other) =>
          `=${percent(other.credit)}${near(other.value, other.tolerance)}${noted(other.feedback, say)}`,
      ),
      ...(content.feedback?.wrong === undefined ? [] : [`~${noted(content.feedback.wrong, say)}`]),
    ],
    '#',
  )
}

function matching(content: QuestionOf<'matching'>, say: Say): string {
  loseFeedback(content, say)
  const { pairs, rule, credits } = content.key
  if (credits !== undefined) say('credits', 'In GIFT every pair counts the same.')
  if (rule === 'all_or_nothing') say('rule', 'In GIFT each pair counts.')
  const targets = new Map(content.body.targets.map(({ id, text }) => [id, text]))
  const used = new Set(Object.values(pairs))
  return lines([
    ...content.body.prompts.map(({ id, text }) => {
      const target = targets.get(entry(pairs, id) ?? '') ?? ''
      return `=${written(text, say)} -> ${plainText(target, say)}`
    }),
    ...content.body.targets
      .filter(({ id }) => !used.has(id))
      .map(({ text }) => `= -> ${plainText(text, say)}`),
  ])
}

function ordering(content: QuestionOf<'ordering'>, say: Say): string {
  loseFeedback(content, say)
  const { order, rule } = content.key
  const texts = new Map(content.body.items.map(({ id, text }) => [id, text]))
  const grading = rule === 'all_or_nothing' ? 'ALL_OR_NOTHING' : 'RELATIVE_ALL_PREVIOUS_AND_NEXT'
  const items = order.map((id) => itemText(texts.get(id) ?? '', say))
  return `>${items.length} ALL VERTICAL ${grading} SHOW none\n${items.map((item) => `\t${item}`).join('\n')}`
}

function extendedText(content: QuestionOf<'extended_text'>, say: Say): string {
  loseFeedback(content, say)
  const { body, key } = content
  if (body.lines !== 5 || body.template !== '' || body.mostWords !== undefined)
    say('text_field', 'GIFT doesn’t say how a text is to be written.')
  if (key.model !== '' || key.rubric.length > 0)
    say('model', 'GIFT has no model answer and no rubric.')
  return ''
}

/** A text with one gap is the missing word format. */
function missingWord(content: QuestionOf<'fill_in'>, say: Say): Body | null {
  const { body, key } = content
  const [gap] = body.gaps
  const match = gap === undefined ? undefined : entry(key.gaps, gap.id)
  const segments = gapSegments(body.text)
  const at = segments.findIndex((piece) => 'gap' in piece)
  if (gap === undefined || match === undefined || body.gaps.length > 1 || at < 0) {
    say('not_representable', 'GIFT has no texts with several gaps.')
    return null
  }
  loseFeedback(content, say)
  say('type_changed', 'A text with a gap is a question about a missing word in GIFT.')
  const right = rightChoices(match, gap.choices)
  const answers =
    gap.choices.length > 0
      ? gap.choices.map((choice) => {
          const credit = match.credits?.find((each) => each.choice === choice)?.credit ?? 0
          const sign = right.includes(choice) ? '=' : credit === 0 ? '~' : `~${percent(credit)}`
          return `${sign}[plain]${escaped(choice)}`
        })
      : typed(match, undefined, say)
  if (answers.length === 0) return null
  const text = (pieces: typeof segments): string =>
    pieces.map((piece) => ('gap' in piece ? '' : markdownText(piece.text, say))).join('')
  const after = text(segments.slice(at + 1)).trimEnd()
  return {
    stem: `${markdownText(`${content.stem}\n\n`, say)}${text(segments.slice(0, at))}`,
    answers: lines(answers),
    // Without something after the brace Moodle leaves no gap in the text.
    after: after === '' ? ' .' : after,
  }
}

function lines(answers: readonly string[], first = ''): string {
  return [first, ...answers.map((answer) => `\t${answer}`)].join('\n')
}

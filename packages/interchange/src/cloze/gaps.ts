import type { GapKey } from '@quizmentor/engine/question/fill-in'
import { textKeyOf, type Told } from '../moodle-answers.ts'
import { plainToMarkdown } from '../moodle-text.ts'

export type Kind = 'number' | 'choice' | 'response' | 'text' | 'exact_text'

/** One of the answers of a gap, as plain text. */
export interface Alternative {
  readonly text: string
  readonly fraction: number
  readonly hasFraction: boolean
  readonly feedback: string
}

interface Gap {
  readonly id: string
  /** Stands before the gap in the text. */
  readonly before: string
  readonly choices: string[]
  readonly key: GapKey
}

export type MadeGap =
  | { readonly gaps: readonly Gap[]; readonly told: readonly Told[] }
  | { readonly problem: Told; readonly told: readonly Told[] }

/** The gap, or gaps, that an embedded answer makes; `count` is how many there are before it. */
export function gapOf(
  kind: Kind,
  weight: number,
  alternatives: readonly Alternative[],
  count: number,
): MadeGap {
  const id = `g${count + 1}`
  switch (kind) {
    case 'choice':
      return choiceGap(id, weight, alternatives)
    case 'response':
      return responseGaps(count, weight, alternatives)
    case 'number':
      return numberGap(id, weight, alternatives)
    case 'text':
    case 'exact_text':
      return textGap(id, weight, alternatives, kind === 'exact_text')
  }
}

function problem(code: string, reason: string): MadeGap {
  return { problem: { code, reason }, told: [] }
}

const noKey = (): MadeGap => problem('no_key', 'None of the answers of a gap is right.')

const rules = { caseSensitive: false, accentSensitive: false, typos: 0 } as const

function weighted(weight: number): { weight?: number } {
  return weight === 1 ? {} : { weight: Math.min(1_000, Math.max(0.001, weight)) }
}

function negative(alternatives: readonly Alternative[]): Told[] {
  return alternatives.some(({ fraction }) => fraction < 0)
    ? [{ code: 'negative_credit', reason: 'Answers that cost credit now give none.' }]
    : []
}

/** What is said to each answer; those that are right and say nothing aren't among them. */
function othersOf(alternatives: readonly Alternative[]): {
  others?: NonNullable<GapKey['others']>
} {
  const others = alternatives
    .filter(({ feedback }) => feedback !== '')
    .map(({ text, fraction, feedback }) => ({
      accepted: [text],
      credit: Math.min(1, Math.max(0, fraction)),
      feedback: plainToMarkdown(feedback),
    }))
  return others.length === 0 ? {} : { others }
}

function choiceGap(id: string, weight: number, alternatives: readonly Alternative[]): MadeGap {
  if (alternatives.length < 2)
    return problem('too_few_options', 'A gap has fewer than two answers to choose from.')
  const accepted = alternatives.filter(({ fraction }) => fraction >= 1).map(({ text }) => text)
  if (accepted.length === 0) return noKey()
  const credits = alternatives
    .filter(({ fraction }) => fraction > 0 && fraction < 1)
    .map(({ text, fraction }) => ({ choice: text, credit: fraction }))
  const key: GapKey = {
    accepted: [...new Set(accepted)],
    ...rules,
    ...othersOf(alternatives),
    ...weighted(weight),
    ...(credits.length > 0 && { credits }),
  }
  const choices = [...new Set(alternatives.map(({ text }) => text))]
  return { gaps: [{ id, before: '', choices, key }], told: negative(alternatives) }
}

/** Several may be chosen: each answer has a gap of its own, to say whether it is right. */
function responseGaps(
  count: number,
  weight: number,
  alternatives: readonly Alternative[],
): MadeGap {
  if (alternatives.length < 2)
    return problem('too_few_options', 'A gap has fewer than two answers to choose from.')
  if (!alternatives.some(({ fraction }) => fraction > 0)) return noKey()
  const gaps = alternatives.map(({ text, fraction, feedback }, index): Gap => {
    const accepted = fraction > 0 ? '✓' : '✗'
    const others =
      feedback === ''
        ? {}
        : {
            others: [
              {
                accepted: ['✓'],
                credit: fraction > 0 ? 1 : 0,
                feedback: plainToMarkdown(feedback),
              },
            ],
          }
    return {
      id: `g${count + index + 1}`,
      before: `${text}: `,
      choices: ['✓', '✗'],
      key: {
        accepted: [accepted],
        ...rules,
        ...others,
        ...weighted(weight / alternatives.length),
      },
    }
  })
  const told = {
    code: 'responses_as_gaps',
    reason: 'Where several answers could be chosen, each now has a gap for ✓ or ✗.',
  }
  return { gaps, told: [told] }
}

function textGap(
  id: string,
  weight: number,
  alternatives: readonly Alternative[],
  caseSensitive: boolean,
): MadeGap {
  const made = textKeyOf(
    alternatives.map((answer) => ({ ...answer, feedback: plainToMarkdown(answer.feedback) })),
  )
  if ('refused' in made) return noKey()
  const { others = [], ...match } = made.key
  const right =
    made.right === '' ? [] : [{ accepted: match.accepted, credit: 1, feedback: made.right }]
  const all = [...right, ...others].filter(
    ({ credit, feedback }) => credit > 0 || feedback !== undefined,
  )
  const key: GapKey = {
    ...match,
    ...rules,
    caseSensitive,
    ...(all.length > 0 && { others: all }),
    ...weighted(weight),
  }
  return { gaps: [{ id, before: '', choices: [], key }], told: made.told }
}

const number =
  /^([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[-+]?\d+)?)\s*(?::\s*((?:\d+[.,]?\d*|[.,]\d+)(?:e[-+]?\d+)?))?$/i

/** The first right number has its tolerance; others have to be typed as they are. */
function numberGap(id: string, weight: number, alternatives: readonly Alternative[]): MadeGap {
  const numbers = alternatives
    .filter(({ text }) => text !== '*')
    .map((answer) => {
      const [, value, tolerance] = number.exec(answer.text) ?? []
      return { ...answer, value: numeric(value), tolerance: numeric(tolerance ?? '0') }
    })
  if (numbers.some(({ value }) => Number.isNaN(value)))
    return problem('not_a_number', 'What a gap gives as a number isn’t one.')
  const right = numbers.filter(({ fraction }) => fraction >= 1)
  const [first] = right
  if (first === undefined) return noKey()
  const wrong = alternatives.filter(({ text, feedback }) => text === '*' && feedback !== '')
  const partly = numbers.filter(({ fraction }) => fraction < 1)
  const others = [...right, ...partly]
    .filter(({ fraction, feedback }) => feedback !== '' || (fraction > 0 && fraction < 1))
    .map(({ value, fraction, feedback }) => ({
      accepted: [`${value}`],
      credit: Math.min(1, Math.max(0, fraction)),
      ...(feedback !== '' && { feedback: plainToMarkdown(feedback) }),
    }))
  const key: GapKey = {
    accepted: [...new Set(right.map(({ value }) => `${value}`))],
    ...rules,
    number: { value: first.value, tolerance: first.tolerance },
    ...((others.length > 0 || wrong.length > 0) && {
      others: [
        ...others,
        ...wrong.map(({ feedback }) => ({
          accepted: ['*'],
          credit: 0,
          feedback: plainToMarkdown(feedback),
        })),
      ],
    }),
    ...(wrong.length > 0 && { wildcards: true }),
    ...weighted(weight),
  }
  const isApproximate = [...right.slice(1), ...partly].some(({ tolerance }) => tolerance > 0)
  const told = isApproximate
    ? [
        {
          code: 'tolerance_dropped',
          reason: 'Only the first right number of a gap keeps its tolerance.',
        },
      ]
    : []
  return { gaps: [{ id, before: '', choices: [], key }], told: [...told, ...negative(numbers)] }
}

function numeric(written: string | undefined): number {
  return written === undefined ? Number.NaN : Number(written.replace(',', '.'))
}

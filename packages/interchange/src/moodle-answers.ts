import { nearestGrade } from './moodle-xml/grades.ts'

/** An answer as Moodle's text formats have it. */
export interface Answer {
  /** Markdown where it is shown, plain text where it is compared. */
  readonly text: string
  /** What it is worth: −1 to 1. */
  readonly fraction: number
  /** Markdown; empty where nothing is said. */
  readonly feedback: string
}

export interface NumberAnswer {
  /** `null`: any number. */
  readonly value: number | null
  readonly tolerance: number
  readonly fraction: number
  readonly feedback: string
}

/** What was approximated, or why nothing could be made. */
export interface Told {
  readonly code: string
  readonly reason: string
}

/** The part of a question that its answers make. */
export interface Made {
  readonly type: string
  readonly body: object
  readonly key: object
  readonly feedback?: { readonly right?: string; readonly wrong?: string }
  readonly told: readonly Told[]
}

export interface Refused {
  readonly refused: Told
}

const noKey: Refused = refused('no_key', 'None of its answers is right.')
const noFullCredit: Told = {
  code: 'no_full_credit',
  reason: 'No answer gave all the credit; the best one now does.',
}
const negativeCredit: Told = {
  code: 'negative_credit',
  reason: 'Answers that cost credit now give none.',
}

export function refused(code: string, reason: string): Refused {
  return { refused: { code, reason } }
}

/** Short ids for the parts of a question, in order: a to z, then n26, n27, … */
export function partName(index: number): string {
  return index < 26 ? String.fromCodePoint(97 + index) : `n${index}`
}

/** A percentage as a fraction of at most 1: 33.33333 is a third, as Moodle has it. */
export function fractionOf(percent: number): number {
  const fraction = Math.min(1, Math.max(-1, percent / 100))
  if (fraction === 0 || Math.abs(fraction) === 1) return fraction
  const grade = nearestGrade(fraction)
  return Math.abs(grade - fraction) < 0.000_05 ? grade : fraction
}

/** `single_choice` or `multiple_choice`; answers without text are left out. */
export function choiceOf(answers: readonly Answer[], single: boolean): Made | Refused {
  const named = answers
    .filter(({ text }) => text !== '')
    .map((answer, index) => ({ ...answer, id: partName(index) }))
  if (named.length < 2) return refused('too_few_options', 'It has fewer than two options.')
  const body = { options: named.map(({ id, text }) => ({ id, text })), shuffle: true }
  const said = named.filter(({ feedback }) => feedback !== '')
  const feedback =
    said.length > 0
      ? { feedback: Object.fromEntries(said.map((answer) => [answer.id, answer.feedback])) }
      : {}
  return single ? oneRight(named, body, feedback) : severalRight(named, body, feedback)
}

type Named = Answer & { readonly id: string }

function oneRight(named: readonly Named[], body: object, feedback: object): Made | Refused {
  const most = Math.max(...named.map(({ fraction }) => fraction))
  const right = named.find(({ fraction }) => fraction === most)
  if (right === undefined || most <= 0) return noKey
  const worth = named.filter((answer) => answer !== right && answer.fraction > 0)
  const credits =
    worth.length > 0 ? { credits: Object.fromEntries(worth.map((a) => [a.id, a.fraction])) } : {}
  return {
    type: 'single_choice',
    body,
    key: { choice: right.id, ...credits, ...feedback },
    told: [
      ...(most < 1 ? [noFullCredit] : []),
      ...(named.some(({ fraction }) => fraction < 0) ? [negativeCredit] : []),
    ],
  }
}

function severalRight(named: readonly Named[], body: object, feedback: object): Made | Refused {
  const right = named.filter(({ fraction }) => fraction > 0)
  if (right.length === 0) return noKey
  const key = { choices: right.map(({ id }) => id), ...feedback }
  const share = 1 / right.length
  if (named.every(({ fraction }) => Math.abs(Math.abs(fraction) - share) < 0.000_05))
    return { type: 'multiple_choice', body, key: { ...key, rule: 'penalised' }, told: [] }
  const sum = right.reduce((total, { fraction }) => total + fraction, 0)
  const isWhole = Math.abs(sum - 1) < 0.000_5
  const credits = named
    .filter(({ fraction }) => fraction !== 0)
    .map(({ id, fraction }) => [id, fraction > 0 && !isWhole ? fraction / sum : fraction] as const)
  const told =
    Math.abs(sum - 1) < 0.021
      ? []
      : [
          {
            code: 'credits_adjusted',
            reason: 'The right options together didn’t give the whole credit; they now do.',
          },
        ]
  return {
    type: 'multiple_choice',
    body,
    key: { ...key, rule: 'weighted', credits: Object.fromEntries(credits) },
    told,
  }
}

/** How written answers are compared, and what those that aren't right are worth. */
interface TextKey {
  readonly accepted: string[]
  readonly wildcards?: true
  readonly others?: { accepted: string[]; credit: number; feedback?: string }[]
}

/**
 * The key of a written answer; `*` in an answer stands for any text, `\*` for itself. The right
 * answers that something else is said to than to the first stand among the others, with all the credit.
 */
export function textKeyOf(
  answers: readonly Answer[],
): { key: TextKey; right: string; told: readonly Told[] } | Refused {
  const given = answers.filter(({ text }) => text !== '')
  const most = Math.max(0, ...given.map(({ fraction }) => fraction))
  const first = given.find(({ fraction }) => fraction === most)
  if (first === undefined || most <= 0) return noKey
  const wildcards = given.some(({ text }) => /(?<!\\)\*/.test(text))
  const written = (text: string): string => text.replaceAll('\\*', '*')
  const isRight = (answer: Answer): boolean =>
    answer.fraction === most && answer.feedback === first.feedback
  const others: { accepted: string[]; credit: number; feedback?: string }[] = []
  for (const answer of given) {
    if (isRight(answer)) continue
    const credit = answer.fraction === most ? 1 : Math.max(0, answer.fraction)
    const last = others.at(-1)
    if (credit === last?.credit && answer.feedback === (last.feedback ?? ''))
      last.accepted.push(written(answer.text))
    else
      others.push({
        accepted: [written(answer.text)],
        credit,
        ...(answer.feedback !== '' && { feedback: answer.feedback }),
      })
  }
  return {
    key: {
      accepted: given.filter(isRight).map(({ text }) => written(text)),
      ...(wildcards && { wildcards }),
      ...(others.length > 0 && { others }),
    },
    right: first.feedback,
    told: [
      ...(most < 1 ? [noFullCredit] : []),
      ...(given.some(({ fraction }) => fraction < 0) ? [negativeCredit] : []),
    ],
  }
}

/** `short_text`. An answer `*` at the end that is worth nothing says what wrong answers are told. */
export function shortTextOf(answers: readonly Answer[]): Made | Refused {
  const last = answers.at(-1)
  const isCatchAll = last?.text === '*' && last.fraction <= 0
  const made = textKeyOf(isCatchAll ? answers.slice(0, -1) : answers)
  if ('refused' in made) return made
  const wrong = isCatchAll ? last.feedback : ''
  return {
    type: 'short_text',
    body: {},
    key: made.key,
    ...said(made.right, wrong),
    told: made.told,
  }
}

/** `numeric`: the first answer that gives all the credit is the key. */
export function numericOf(answers: readonly NumberAnswer[]): Made | Refused {
  const numbers = answers.flatMap((answer) =>
    answer.value === null ? [] : [{ ...answer, value: answer.value }],
  )
  const wrong = answers.find(({ value, fraction }) => value === null && fraction <= 0)
  const most = Math.max(0, ...numbers.map(({ fraction }) => fraction))
  const right = numbers.find(({ fraction }) => fraction === most)
  if (right === undefined || most <= 0) return noKey
  const others = numbers
    .filter((answer) => answer !== right)
    .map(({ value, tolerance, fraction, feedback }) => ({
      value,
      tolerance: { kind: 'absolute', amount: tolerance },
      credit: fraction === most ? 1 : Math.max(0, fraction),
      ...(feedback !== '' && { feedback }),
    }))
  return {
    type: 'numeric',
    body: { units: [] },
    key: {
      value: right.value,
      tolerance: { kind: 'absolute', amount: right.tolerance },
      factors: {},
      ...(others.length > 0 && { others }),
    },
    ...said(right.feedback, wrong?.feedback ?? ''),
    told: [
      ...(most < 1 ? [noFullCredit] : []),
      ...(numbers.some(({ fraction }) => fraction < 0) ? [negativeCredit] : []),
      ...(answers.some(({ value, fraction }) => value === null && fraction > 0)
        ? [{ code: 'any_number', reason: 'Credit that any number gave is left out.' }]
        : []),
    ],
  }
}

function said(right: string, wrong: string): Pick<Made, 'feedback'> {
  if (right === '' && wrong === '') return {}
  return { feedback: { ...(right !== '' && { right }), ...(wrong !== '' && { wrong }) } }
}

import { tag, type Tag } from './tags.ts'

/** Response processing, piece by piece (QTI Assessment, Section and Item information model, 2.15). */

export function variable(identifier: string): Tag {
  return tag('variable', { identifier })
}

export function baseValue(baseType: string, value: string | number): Tag {
  return tag('baseValue', { baseType }, String(value))
}

export function setOutcome(identifier: string, expression: Tag): Tag {
  return tag('setOutcomeValue', { identifier }, expression)
}

export function setScore(expression: Tag | number): Tag {
  return setOutcome(
    'SCORE',
    typeof expression === 'number' ? baseValue('float', expression) : expression,
  )
}

/** Adds to the score. */
export function addScore(expression: Tag | number): Tag {
  const amount = typeof expression === 'number' ? baseValue('float', expression) : expression
  return setScore(tag('sum', {}, variable('SCORE'), amount))
}

/** What is done where the first test that holds stands, or else. */
export function condition(
  branches: readonly (readonly [test: Tag, ...rules: Tag[]])[],
  otherwise: readonly Tag[] = [],
): Tag {
  const parts = branches.map(([test, ...rules], index) =>
    tag(index === 0 ? 'responseIf' : 'responseElseIf', {}, test, ...rules),
  )
  const rest = otherwise.length === 0 ? [] : [tag('responseElse', {}, ...otherwise)]
  return tag('responseCondition', {}, ...parts, ...rest)
}

export function isNull(identifier: string): Tag {
  return tag('isNull', {}, variable(identifier))
}

export function mapResponse(identifier: string): Tag {
  return tag('mapResponse', { identifier })
}

function isCorrect(identifier: string): Tag {
  return tag('match', {}, variable(identifier), tag('correct', { identifier }))
}

export function near(
  identifier: string,
  target: Tag,
  tolerance: { readonly kind: 'absolute' | 'relative'; readonly amount: number },
): Tag {
  const { kind, amount } = tolerance
  if (amount === 0) return tag('equal', { toleranceMode: 'exact' }, variable(identifier), target)
  // Relative tolerances are in percent.
  const margin = String(kind === 'relative' ? amount * 100 : amount)
  return tag(
    'equal',
    { toleranceMode: kind, tolerance: `${margin} ${margin}` },
    variable(identifier),
    target,
  )
}

/** The score is nothing unless it is all that can be had. */
export function wholeOrNothing(most: number): Tag {
  return condition([[tag('lt', {}, variable('SCORE'), baseValue('float', most)), setScore(0)]])
}

/** The rules of the standard templates, for where more is to be done than they do. */
export const templates = {
  match_correct: [condition([[isCorrect('RESPONSE'), setScore(1)]], [setScore(0)])],
  map_response: [
    condition([[isNull('RESPONSE'), setScore(0)]], [setScore(mapResponse('RESPONSE'))]),
  ],
  map_response_point: [
    condition(
      [[isNull('RESPONSE'), setScore(0)]],
      [setScore(tag('mapResponsePoint', { identifier: 'RESPONSE' }))],
    ),
  ],
} as const

export type Template = keyof typeof templates

import { child, type XmlElement } from '../xml.ts'
import { mapped, mappedAreas, type Declaration } from './read-declarations.ts'
import { NotCarriedOut } from './read-expressions.ts'
import {
  outcomesOf,
  setsOutcome,
  templateName,
  type Declared,
  type Responses,
} from './read-processing.ts'
import { isSame, single, type Scalar, type Value } from './read-values.ts'

/**
 * What an item says about answers. Its response processing is carried out, so that what it amounts
 * to is seen from what it gives.
 */
export interface Marker {
  /** The points of an answer, on whatever scale. */
  readonly points: (responses: Responses) => number
  /** The outcomes that feedback looks at; `null` where they can't be known. */
  readonly outcomes: (responses: Responses) => ReadonlyMap<string, Value> | null
  /** Why response processing was not carried out, if so. */
  readonly failed: string | null
  /** What is right, by response. */
  readonly correct: (identifier: string) => Value
  /** A right answer to every response: what is declared, or else what is mapped to most. */
  readonly right: Responses
  /** Whether the right answers alone decide, and no mapping nor rule. */
  readonly matches: boolean
  /** Whether the mapping alone decides. */
  readonly maps: boolean
}

/** `null`: no rule is known by this name. */
type Way = 'match' | 'map' | 'areas' | null

export function markerOf(item: XmlElement, declared: Declared): Marker {
  const processing = child(item, 'responseProcessing')
  const template = templateName(processing)
  const correct = (identifier: string): Value =>
    declared.corrects.get(identifier) ??
    declared.responses.get(identifier)?.correct ??
    single('string', '')
  const way = wayOf(template)
  const points = (responses: Responses): number => byDeclarations(declared, responses, way, correct)
  const right = rightAnswers(declared, correct)
  const common = { correct, right, matches: way === 'match', maps: way === 'map' }
  if (processing === undefined || processing.children.every((node) => typeof node === 'string'))
    return {
      ...common,
      points,
      outcomes: (responses) => basicOutcomes(declared, responses, points(responses)),
      failed: template === '' || way !== null ? null : `the template ${template}`,
    }
  const run = (responses: Responses): ReadonlyMap<string, Value> | null => {
    try {
      return outcomesOf(processing, declared, responses)
    } catch (error) {
      if (error instanceof NotCarriedOut) return null
      throw error
    }
  }
  let failed: string | null = null
  try {
    outcomesOf(processing, declared, right)
  } catch (error) {
    if (!(error instanceof NotCarriedOut)) throw error
    failed = error.message
  }
  const scores = scoreOutcomes(processing, declared)
  if (failed !== null || scores.length === 0) return { ...common, points, outcomes: run, failed }
  const sum = (responses: Responses): number => {
    const outcomes = run(responses)
    let total = 0
    for (const identifier of scores) {
      const number = Number(outcomes?.get(identifier)?.list[0] ?? 0)
      if (Number.isFinite(number)) total += number
    }
    return total
  }
  return { ...common, points: sum, outcomes: run, failed: null }
}

function wayOf(template: string): Way {
  if (template.includes('map_response_point')) return 'areas'
  if (template.includes('map_response')) return 'map'
  return template.includes('match') ? 'match' : null
}

/** The outcomes that make up the score: `SCORE`, or else all numbers that are called so. */
function scoreOutcomes(processing: XmlElement, { outcomes }: Declared): string[] {
  if (setsOutcome(processing, (identifier) => identifier === 'SCORE')) return ['SCORE']
  return [...outcomes.values()]
    .filter(
      ({ identifier, base }) =>
        (base === 'float' || base === 'integer') &&
        /score/i.test(identifier) &&
        !/max|min/i.test(identifier) &&
        setsOutcome(processing, (set) => set === identifier),
    )
    .map(({ identifier }) => identifier)
}

/** A right answer to every response; those to be different where several are mapped alike. */
function rightAnswers(
  { responses }: Declared,
  correct: (identifier: string) => Value,
): Map<string, Value['list']> {
  const used = new Set<Scalar>()
  return new Map(
    [...responses.values()].map(({ identifier, cardinality, mapping }) => {
      const { list } = correct(identifier)
      if (list.length > 0)
        return [identifier, cardinality === 'single' ? list.slice(0, 1) : list] as const
      const best = (mapping?.entries ?? [])
        .filter(({ value }) => value > 0)
        .sort((one, other) => other.value - one.value)
        .map(({ key }) => key)
      if (cardinality !== 'single') return [identifier, best] as const
      const own = best.find((key) => !used.has(key)) ?? best[0]
      if (own !== undefined) used.add(own)
      return [identifier, own === undefined ? [] : [own]] as const
    }),
  )
}

/** Each response by its own mapping or right answer; all count. */
function byDeclarations(
  declared: Declared,
  responses: Responses,
  way: Way,
  correct: (identifier: string) => Value,
): number {
  let sum = 0
  for (const response of declared.responses.values()) {
    const given: Value = {
      base: response.base,
      cardinality: response.cardinality,
      list: responses.get(response.identifier) ?? [],
    }
    sum += pointsOf(response, given, correct(response.identifier), way)
  }
  return sum
}

function pointsOf(response: Declaration, given: Value, correct: Value, way: Way): number {
  const hasCorrect = correct.list.length > 0 && correct.list[0] !== ''
  if (way === 'match' && hasCorrect) return matched(given, correct)
  if (response.areas !== null && response.areas.entries.length > 0)
    return mappedAreas(response, given)
  if (response.mapping !== null && response.mapping.entries.length > 0)
    return mapped(response, given)
  return hasCorrect ? matched(given, correct) : 0
}

function matched(given: Value, correct: Value): number {
  return given.list.length > 0 && isSame(given, correct) ? 1 : 0
}

/** As the templates with `FEEDBACKBASIC` set it. */
function basicOutcomes(
  declared: Declared,
  responses: Responses,
  points: number,
): ReadonlyMap<string, Value> {
  const outcomes = new Map<string, Value>()
  for (const { identifier, initial } of declared.outcomes.values())
    outcomes.set(identifier, initial)
  const empty = [...responses.values()].every((list) => list.length === 0)
  const word = empty ? 'empty' : points > 0 ? 'correct' : 'incorrect'
  if (outcomes.has('FEEDBACKBASIC')) outcomes.set('FEEDBACKBASIC', single('identifier', word))
  return outcomes
}

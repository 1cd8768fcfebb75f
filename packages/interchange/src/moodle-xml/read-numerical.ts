import { numericOf, type NumberAnswer, type Refused } from '../moodle-answers.ts'
import { childrenOf, child } from '../xml.ts'
import { answersOf, field, numberIn } from './fields.ts'
import { keepNegative, type Part, type Reading } from './reading.ts'

const mostUnits = 8
const longestUnit = 20

/** `numerical`: a number within a tolerance, perhaps with a unit. */
export function readNumerical(question: Reading): Part | Refused {
  const { element, texts, notice } = question
  const answers = answersOf(element).flatMap(({ element: answer, text, fraction, feedback }) => {
    const value = text === '*' || text === '' ? null : writtenNumber(text)
    if (value === null && text !== '*' && text !== '') {
      notice('not_a_number', 'An answer that is no number was left out.')
      return []
    }
    const tolerance = Math.max(0, writtenNumber(field(answer, 'tolerance')) ?? 0)
    return [{ value, tolerance, fraction, feedback: texts.of(feedback) }]
  })
  return numericPart(question, answers)
}

/** The question for some numbers, with the units it has. */
export function numericPart(question: Reading, answers: readonly NumberAnswer[]): Part | Refused {
  keepNegative(question, answers)
  const { units, unit, factors, scale } = unitsOf(question)
  const made = numericOf(
    answers.map((answer) => ({
      ...answer,
      value: answer.value === null ? null : answer.value * scale,
      tolerance: answer.tolerance * scale,
    })),
  )
  return 'refused' in made || unit === undefined
    ? made
    : { ...made, body: { units }, key: { ...made.key, unit, factors } }
}

/** A number as people write it: 1,5 and 1.5e3 and 1.5 × 10^3; a unit after it is left aside. */
function writtenNumber(text: string): number | null {
  const compact = text
    .replace(/\s+/g, '')
    .replace(/[−–]/g, '-')
    .replace(/[x×*]10(?:\^|\*\*)?\(?([+-]?\d+)\)?/i, 'e$1')
  const pointed = compact.includes('.') ? compact.replaceAll(',', '') : compact.replace(',', '.')
  const match = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i.exec(pointed)
  const value = Number(match?.[0])
  return match !== null && Number.isFinite(value) ? value : null
}

interface Units {
  readonly units: readonly string[]
  readonly unit?: string
  readonly factors: Readonly<Record<string, number>>
  /** By what the file's numbers are multiplied to be in `unit`. */
  readonly scale: number
}

/** Moodle says how many of a unit make one of the base; a key of ours says it the other way round. */
function unitsOf({ element, notice, keep }: Reading): Units {
  const container = child(element, 'units')
  const found = new Map<string, number>()
  for (const unit of container === undefined ? [] : childrenOf(container, 'unit')) {
    const name = field(unit, 'unit_name')
    const multiplier = numberIn(field(unit, 'multiplier')) ?? 1
    if (name !== '' && multiplier > 0 && !found.has(name)) found.set(name, multiplier)
  }
  const units = [...found].filter(([name]) => name.length <= longestUnit).slice(0, mostUnits)
  const [unit, scale] = units.find(([, multiplier]) => multiplier === 1) ?? units[0] ?? []
  // 3: the question has units and asks for none.
  if (unit === undefined || scale === undefined || field(element, 'showunits') === '3')
    return { units: [], factors: {}, scale: 1 }
  if (units.length < found.size)
    notice('units_left_out', `At most ${mostUnits} units of ${longestUnit} characters were taken.`)
  const penalty = numberIn(field(element, 'unitpenalty')) ?? 0
  if (!['', '0'].includes(field(element, 'unitgradingtype')) && penalty < 1)
    notice('unit_penalty', 'A wrong unit cost a part of the credit; it now costs all of it.')
  if (field(element, 'instructions') !== '') keep('instructions', field(element, 'instructions'))
  const others = units.filter(([name]) => name !== unit)
  return {
    units: units.map(([name]) => name),
    unit,
    factors: Object.fromEntries(others.map(([name, multiplier]) => [name, scale / multiplier])),
    scale,
  }
}

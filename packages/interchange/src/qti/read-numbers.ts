import type { XmlElement } from '../xml.ts'
import type { Scope } from './read-expressions.ts'
import { nothing, numeral, truth, type Value } from './read-values.ts'

/** An operator on numbers; `undefined`: it isn't one. NULL in gives NULL out. */
export function calculated(
  element: XmlElement,
  operands: readonly Value[],
  scope: Scope,
): Value | undefined {
  const wanted = amounts(element, scope)
  switch (element.name) {
    case 'randomInteger': {
      const [min, max, step] = [wanted('min', 0), wanted('max', 0), wanted('step', 1) || 1]
      const count = Math.max(1, Math.floor((max - min) / step) + 1)
      return numeral(min + Math.floor(scope.random() * count) * step, 'integer')
    }
    case 'randomFloat': {
      const [min, max] = [wanted('min', 0), wanted('max', 0)]
      return numeral(min + scope.random() * (max - min))
    }
    case 'mathConstant':
      return numeral(element.attributes.get('name') === 'e' ? Math.E : Math.PI)
  }
  const numbers = operands.flatMap(({ list }) => list.map(Number))
  const isNull = operands.some(({ list }) => list.length === 0)
  const [a = Number.NaN, b = Number.NaN] = numbers
  const compare = comparison(element, a, b, wanted)
  if (compare !== undefined) return isNull ? nothing : truth(compare)
  const number = arithmetic(element, numbers, a, b, wanted)
  if (number === undefined) return undefined
  if (isNull) return nothing
  const whole = operands.every(({ base }) => base === 'integer') && Number.isInteger(number)
  const base = whole || alwaysWhole.has(element.name) ? 'integer' : 'float'
  return numeral(number, element.name === 'integerToFloat' ? 'float' : base)
}

const alwaysWhole = new Set(['integerDivide', 'integerModulus', 'truncate', 'round', 'gcd', 'lcm'])

/** An amount given as an attribute, in figures or as the name of a variable. */
function amounts(element: XmlElement, scope: Scope) {
  return (name: string, otherwise: number): number => {
    const text = element.attributes
      .get(name)
      ?.trim()
      .replace(/^\{(.*)\}$/, '$1')
    if (text === undefined || text === '') return otherwise
    const number = Number(text)
    return Number.isFinite(number) ? number : Number(scope.value(text).list[0] ?? otherwise)
  }
}

type Amounts = ReturnType<typeof amounts>

function comparison(
  element: XmlElement,
  a: number,
  b: number,
  wanted: Amounts,
): boolean | undefined {
  switch (element.name) {
    case 'lt':
    case 'durationLT':
    case 'durationLt':
      return a < b
    case 'gt':
      return a > b
    case 'lte':
      return a <= b
    case 'gte':
    case 'durationGTE':
    case 'durationGte':
      return a >= b
    case 'equalRounded': {
      const figures = wanted('figures', 0)
      const round = (number: number): number => rounded(element, number, figures)
      return round(a) === round(b)
    }
    case 'equal': {
      const margins = marginsOf(element, b)
      if (margins === null) return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b))
      const slack = 8 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b))
      return a >= margins.from - slack && a <= margins.to + slack
    }
  }
  return undefined
}

/** Between what numbers `equal` holds for a number; `null`: exactly that. */
export function marginsOf(
  element: XmlElement,
  around: number,
): { readonly from: number; readonly to: number } | null {
  const mode = element.attributes.get('toleranceMode')?.trim() ?? 'exact'
  const amounts = (element.attributes.get('tolerance') ?? '').trim().split(/\s+/).map(Number)
  const below = amounts[0]
  if (mode === 'exact' || below === undefined || amounts.some((amount) => !(amount >= 0)))
    return null
  const above = amounts[1] ?? below
  const unit = mode === 'relative' ? Math.abs(around) / 100 : 1
  return { from: around - below * unit, to: around + above * unit }
}

function rounded(element: XmlElement, number: number, figures: number): number {
  const places = Math.min(15, Math.max(0, Math.floor(figures)))
  return element.attributes.get('roundingMode') === 'significantFigures'
    ? Number(number.toPrecision(Math.max(1, places)))
    : Number(number.toFixed(places))
}

function arithmetic(
  element: XmlElement,
  numbers: readonly number[],
  a: number,
  b: number,
  wanted: Amounts,
): number | undefined {
  const sum = (): number => numbers.reduce((sum, number) => sum + number, 0)
  switch (element.name) {
    case 'sum':
      return sum()
    case 'product':
      return numbers.reduce((product, number) => product * number, 1)
    case 'subtract':
      return a - b
    case 'divide':
      return a / b
    case 'power':
      return a ** b
    case 'integerDivide':
      return Math.floor(a / b)
    case 'integerModulus':
      return a - b * Math.floor(a / b)
    case 'truncate':
      return Math.trunc(a)
    case 'round':
      return Math.floor(a + 0.5)
    case 'roundTo':
      return rounded(element, a, wanted('figures', 0))
    case 'integerToFloat':
      return a
    case 'max':
      return Math.max(...numbers)
    case 'min':
      return Math.min(...numbers)
    case 'gcd':
      return numbers.reduce(divisor, 0)
    case 'lcm':
      return numbers.reduce((one, other) => Math.abs(one * other) / (divisor(one, other) || 1), 1)
    case 'statsOperator':
      return statistic(element.attributes.get('name') ?? '', numbers, sum() / numbers.length)
    case 'mathOperator':
      return functions[element.attributes.get('name') ?? '']?.(a, b)
  }
  return undefined
}

function statistic(name: string, numbers: readonly number[], mean: number): number | undefined {
  if (name === 'mean') return mean
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0)
  const variance = squares / (name.startsWith('sample') ? numbers.length - 1 : numbers.length)
  if (!/^(?:sample|pop)(?:Variance|SD)$/.test(name)) return undefined
  return name.endsWith('SD') ? Math.sqrt(variance) : variance
}

function divisor(one: number, other: number): number {
  let [a, b] = [Math.abs(one), Math.abs(other)]
  while (b > 0 && Number.isFinite(a)) [a, b] = [b, a % b]
  return a
}

const functions: Readonly<Record<string, (a: number, b: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  log: Math.log10,
  ln: Math.log,
  exp: Math.exp,
  abs: Math.abs,
  signum: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  toDegrees: (a) => (a * 180) / Math.PI,
  toRadians: (a) => (a * Math.PI) / 180,
}

/** A number as a text shows it: `printedVariable`. */
export function printed(value: Value, format: string | undefined): string {
  if (value.list.length === 0) return ''
  return value.list
    .map((scalar) => {
      if (typeof scalar !== 'number') return String(scalar)
      const places = /^%[+ 0-9]*\.(\d{1,2})[feg]$/i.exec(format ?? '')?.[1]
      if (places !== undefined) return scalar.toFixed(Number(places))
      return String(Number(scalar.toPrecision(10)))
    })
    .join(', ')
}

/**
 * The value of a formula of Moodle's calculated questions, which is PHP arithmetic with `{name}` for
 * values: + - * / % ** comparisons, `?:` and PHP's mathematical functions. `null` where it isn't one,
 * or has no finite value.
 */
export function evaluated(formula: string, values: ReadonlyMap<string, number>): number | null {
  if (formula.length > 2_000) return null
  const tokens = tokensOf(formula)
  if (tokens === null) return null
  const parser = { tokens, at: 0, depth: 0, values }
  const value = choice(parser)
  return parser.at === tokens.length && Number.isFinite(value) ? value : null
}

interface Parser {
  readonly tokens: readonly string[]
  readonly values: ReadonlyMap<string, number>
  at: number
  depth: number
}

const token =
  /\s*(\{[^{}]{1,100}\}|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[a-z_]\w*|\*\*|<=|>=|==|!=|[-+*/%()<>?:,])/iy

function tokensOf(formula: string): string[] | null {
  const text = formula.trim()
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (match?.[1] === undefined) return null
    tokens.push(match[1])
  }
  return tokens
}

// Not a number stands for what can't be computed; it makes everything around it so too.
const nothing = Number.NaN

function choice(parser: Parser): number {
  if (++parser.depth > 100) return nothing
  const condition = comparison(parser)
  let value = condition
  if (accept(parser, '?')) {
    const yes = choice(parser)
    const no = accept(parser, ':') ? choice(parser) : nothing
    value = Number.isNaN(condition) ? nothing : condition === 0 ? no : yes
  }
  parser.depth--
  return value
}

function comparison(parser: Parser): number {
  const left = sum(parser)
  const sign = accept(parser, '<', '>', '<=', '>=', '==', '!=')
  if (sign === null) return left
  const right = sum(parser)
  if (Number.isNaN(left) || Number.isNaN(right)) return nothing
  switch (sign) {
    case '<':
      return Number(left < right)
    case '>':
      return Number(left > right)
    case '<=':
      return Number(left <= right)
    case '>=':
      return Number(left >= right)
    case '==':
      return Number(left === right)
    default:
      return Number(left !== right)
  }
}

function sum(parser: Parser): number {
  let value = product(parser)
  for (;;) {
    const sign = accept(parser, '+', '-')
    if (sign === null) return value
    const next = product(parser)
    value = sign === '+' ? value + next : value - next
  }
}

function product(parser: Parser): number {
  let value = signed(parser)
  for (;;) {
    const sign = accept(parser, '*', '/', '%')
    if (sign === null) return value
    const next = signed(parser)
    if (sign === '*') value *= next
    else if (sign === '/') value /= next
    else value = Math.trunc(value) % Math.trunc(next)
  }
}

function signed(parser: Parser): number {
  let negative = false
  for (;;) {
    const sign = accept(parser, '+', '-')
    if (sign === null) break
    if (sign === '-') negative = !negative
  }
  const value = power(parser)
  return negative ? -value : value
}

function power(parser: Parser): number {
  const base = atom(parser)
  if (accept(parser, '**') === null) return base
  if (++parser.depth > 100) return nothing
  const exponent = signed(parser)
  parser.depth--
  return base ** exponent
}

function atom(parser: Parser): number {
  const next = parser.tokens[parser.at]
  if (next === undefined) return nothing
  parser.at++
  if (next === '(') {
    const value = choice(parser)
    return accept(parser, ')') === null ? nothing : value
  }
  if (next.startsWith('{')) return parser.values.get(next.slice(1, -1)) ?? nothing
  if (/^[\d.]/.test(next)) return Number(next)
  return accept(parser, '(') === null ? nothing : called(next, argumentsOf(parser))
}

function argumentsOf(parser: Parser): number[] {
  const given: number[] = []
  if (accept(parser, ')') !== null) return given
  do given.push(choice(parser))
  while (accept(parser, ',') !== null)
  return accept(parser, ')') === null ? [nothing] : given
}

function accept(parser: Parser, ...wanted: readonly string[]): string | null {
  const next = parser.tokens[parser.at]
  if (next === undefined || !wanted.includes(next)) return null
  parser.at++
  return next
}

const ofOne: ReadonlyMap<string, (x: number) => number> = new Map([
  ['abs', Math.abs],
  ['acos', Math.acos],
  ['acosh', Math.acosh],
  ['asin', Math.asin],
  ['asinh', Math.asinh],
  ['atan', Math.atan],
  ['atanh', Math.atanh],
  ['ceil', Math.ceil],
  ['cos', Math.cos],
  ['cosh', Math.cosh],
  ['deg2rad', (degrees: number) => (degrees * Math.PI) / 180],
  ['exp', Math.exp],
  ['expm1', Math.expm1],
  ['floor', Math.floor],
  ['intval', Math.trunc],
  ['log', Math.log],
  ['log10', Math.log10],
  ['log1p', Math.log1p],
  ['rad2deg', (radians: number) => (radians * 180) / Math.PI],
  ['round', (x: number) => rounded(x, 0)],
  ['sin', Math.sin],
  ['sinh', Math.sinh],
  ['sqrt', Math.sqrt],
  ['tan', Math.tan],
  ['tanh', Math.tanh],
])

const ofTwo: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ['atan2', Math.atan2],
  ['fmod', (x: number, y: number) => x % y],
  ['intdiv', (x: number, y: number) => Math.trunc(x / y)],
  ['log', (x: number, base: number) => Math.log(x) / Math.log(base)],
  ['pow', (x: number, y: number) => x ** y],
  ['round', rounded],
])

function called(name: string, given: readonly number[]): number {
  const [x, y] = given
  const function_ = name.toLowerCase()
  if (x === undefined) return function_ === 'pi' ? Math.PI : nothing
  if (function_ === 'min') return Math.min(...given)
  if (function_ === 'max') return Math.max(...given)
  if (y === undefined) return ofOne.get(function_)?.(x) ?? nothing
  return given.length === 2 ? (ofTwo.get(function_)?.(x, y) ?? nothing) : nothing
}

/** Half away from zero, as PHP does it. */
function rounded(x: number, decimals: number): number {
  const factor = 10 ** decimals
  return (Math.sign(x) * Math.round(Number((Math.abs(x) * factor).toPrecision(15)))) / factor
}

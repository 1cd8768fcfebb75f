/** One thing in a value. Pairs and points are written `A B` and `1 2`. */
export type Scalar = string | number | boolean

/** A value of a QTI variable: nothing in `list` is NULL. */
export interface Value {
  /** `identifier`, `string`, `integer`, `float`, `boolean`, `pair`, `directedpair`, `point` … */
  readonly base: string
  readonly cardinality: 'single' | 'multiple' | 'ordered' | 'record'
  readonly list: readonly Scalar[]
}

export const nothing: Value = { base: 'string', cardinality: 'single', list: [] }

export function single(base: string, scalar: Scalar): Value {
  return { base, cardinality: 'single', list: [scalar] }
}

export function truth(value: boolean): Value {
  return single('boolean', value)
}

/** A number, or NULL where it isn't one. */
export function numeral(value: number, base = 'float'): Value {
  return Number.isFinite(value) ? single(base, value) : nothing
}

/** What a text says as a value of a base type; `null` where it says none. */
export function scalarOf(base: string, text: string): Scalar | null {
  const trimmed = text.trim()
  switch (base) {
    case 'integer':
    case 'float':
    case 'duration': {
      const number = Number(trimmed.replace(/^\+/, ''))
      return trimmed === '' || !Number.isFinite(number) ? null : number
    }
    case 'boolean':
      return trimmed === 'true' || trimmed === '1'
    case 'pair':
      return trimmed.split(/\s+/).toSorted().join(' ')
    case 'directedpair':
    case 'point':
      return trimmed.split(/[\s,]+/).join(' ')
    case 'identifier':
      return trimmed === '' ? null : trimmed
    default:
      return trimmed
  }
}

/** A base type as written in a file, in our way of writing it. */
export function baseOf(text: string | undefined): string {
  const base = (text ?? 'string').trim().toLowerCase()
  return base === 'int' ? 'integer' : base
}

/** `match` of QTI: the same things, in the same order where there is one. The second is what is right. */
export function isSame(one: Value, other: Value): boolean {
  // Several right answers to a response that takes one: any of them.
  if (one.list.length === 1 && other.cardinality === 'single')
    return other.list.some((scalar) => sameScalar(scalar, one.list[0]))
  if (one.list.length !== other.list.length) return false
  if (one.cardinality === 'ordered' || one.list.length < 2)
    return one.list.every((scalar, index) => sameScalar(scalar, other.list[index]))
  const left = [...other.list]
  return one.list.every((scalar) => {
    const at = left.findIndex((candidate) => sameScalar(scalar, candidate))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function sameScalar(one: Scalar, other: Scalar | undefined): boolean {
  if (typeof one === typeof other) return one === other
  return other !== undefined && String(one) === String(other)
}

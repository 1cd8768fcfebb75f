import { entry } from '@quizmentor/engine/question/parts'
import type { Numeric } from '@quizmentor/engine/question/numeric'
import { newPartId } from '../part.ts'

export interface UnitDraft {
  readonly id: string
  readonly name: string
  /** What one of it is worth in the unit of the key. */
  readonly factor: number | null
}

export interface NumericDraft {
  readonly type: 'numeric'
  readonly value: number | null
  readonly tolerance: Numeric['key']['tolerance']
  readonly units: readonly UnitDraft[]
  /** The unit of the value, by id. */
  readonly unit: string | null
  /** The unit and factors of a key whose units aren't offered: said with the right number alone. */
  readonly unoffered?: Pick<Numeric['key'], 'unit' | 'factors'> | undefined
  readonly otherNumbers?: readonly OtherNumberDraft[] | undefined
}

/** A number that isn't right and yet is worth something, or has something said to it. */
export interface OtherNumberDraft {
  readonly id: string
  readonly value: number | null
  readonly tolerance: Numeric['key']['tolerance']
  /** 0 to 1. */
  readonly credit: number
  readonly feedback: string
}

export function blankNumeric(): NumericDraft {
  return {
    type: 'numeric',
    value: null,
    tolerance: { kind: 'absolute', amount: 0 },
    units: [],
    unit: null,
  }
}

export function newUnit(): UnitDraft {
  return { id: newPartId(), name: '', factor: null }
}

export function newOtherNumber(): OtherNumberDraft {
  const tolerance = { kind: 'absolute', amount: 0 } as const
  return { id: newPartId(), value: null, tolerance, credit: 0, feedback: '' }
}

export function readNumeric({ type, body, key }: Numeric): NumericDraft {
  const units = body.units.map((name) => ({
    id: newPartId(),
    name,
    factor: entry(key.factors, name) ?? null,
  }))
  return {
    type,
    value: key.value,
    tolerance: key.tolerance,
    units,
    unit: units.find(({ name }) => name === key.unit)?.id ?? null,
    unoffered: unofferedOf(body.units, key),
    otherNumbers: key.others?.map((other) => ({
      ...other,
      id: newPartId(),
      feedback: other.feedback ?? '',
    })),
  }
}

export function numericBody(draft: NumericDraft): Numeric['body'] {
  return { units: named(draft).map(({ name }) => name) }
}

export function numericKey(draft: NumericDraft): Numeric['key'] | null {
  if (draft.value === null) return null
  const units = named(draft)
  const unit = units.find(({ id }) => id === draft.unit)
  const factors = units.flatMap(({ id, name, factor }) =>
    factor === null || id === unit?.id ? [] : [[name, factor] as const],
  )
  const others = (draft.otherNumbers ?? []).flatMap(({ value, tolerance, credit, feedback }) =>
    value === null
      ? []
      : [{ value, tolerance, credit, ...(feedback.trim() !== '' && { feedback }) }],
  )
  return {
    value: draft.value,
    tolerance: draft.tolerance,
    ...(units.length === 0 && draft.unoffered?.unit !== undefined
      ? { unit: draft.unoffered.unit }
      : unit !== undefined && { unit: unit.name }),
    factors: { ...draft.unoffered?.factors, ...Object.fromEntries(factors) },
    ...(others.length > 0 && { others }),
  }
}

function unofferedOf(
  units: readonly string[],
  { unit, factors }: Numeric['key'],
): NumericDraft['unoffered'] {
  const others = Object.entries(factors).filter(([name]) => !units.includes(name))
  return (unit === undefined || units.includes(unit)) && others.length === 0
    ? undefined
    : {
        ...(unit !== undefined && !units.includes(unit) && { unit }),
        factors: Object.fromEntries(others),
      }
}

function named({ units }: NumericDraft): UnitDraft[] {
  return units
    .map((unit) => ({ ...unit, name: unit.name.trim() }))
    .filter(({ name }) => name !== '')
}

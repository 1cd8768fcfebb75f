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
  /** Other numbers that are worth something. */
  readonly others?: Numeric['key']['others']
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
    others: key.others,
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
  return {
    value: draft.value,
    tolerance: draft.tolerance,
    ...(unit !== undefined && { unit: unit.name }),
    factors: Object.fromEntries(factors),
    ...(draft.others !== undefined && { others: draft.others }),
  }
}

function named({ units }: NumericDraft): UnitDraft[] {
  return units
    .map((unit) => ({ ...unit, name: unit.name.trim() }))
    .filter(({ name }) => name !== '')
}

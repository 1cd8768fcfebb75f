import type { Schema } from '@quizmentor/contract/json-schema'

/** A value that fits a schema, to show. `components` are the named parts it may refer to. */
export function exampleOf(schema: Schema, components: Readonly<Record<string, Schema>>): unknown {
  return fitting(schema, { components, depth: 0, index: 0 })
}

interface Place {
  readonly components: Readonly<Record<string, Schema>>
  readonly depth: number
  /** In the innermost list: entries differ. */
  readonly index: number
}

const deepest = 12

function fitting(schema: Schema, place: Place): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum !== undefined) return schema.enum[0]
  if (place.depth > deepest) return null

  const inside = { ...place, depth: place.depth + 1 }
  const choice = (schema.oneOf ?? schema.anyOf)?.[0]
  if (schema.$ref !== undefined) return fitting(named(schema.$ref, place), inside)
  if (choice !== undefined) return fitting(choice, inside)
  if (schema.properties !== undefined) return fittingObject(schema, inside)
  if (schema.type === 'array') return fittingList(schema, inside)
  return fittingScalar(schema, place)
}

function named(reference: string, { components }: Place): Schema {
  return components[reference.slice(reference.lastIndexOf('/') + 1)] ?? {}
}

function fittingObject(schema: Schema, place: Place): Record<string, unknown> {
  const required = new Set(schema.required)
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      required.has(name) && typeof field === 'object' ? [[name, fitting(field, place)]] : [],
    ),
  )
}

function fittingList({ items, minItems = 1 }: Schema, place: Place): unknown[] {
  if (typeof items !== 'object' || Array.isArray(items)) return []
  return Array.from({ length: Math.max(1, minItems) }, (_, index) =>
    fitting(items, { ...place, index }),
  )
}

const formats: Readonly<Record<string, string>> = {
  uuid: '0199a0f2-7c1e-7a44-9d3b-2f6f0c1d8e55',
  email: 'ada@example.org',
  'date-time': '2026-09-30T18:00:00Z',
  uri: 'https://example.org/',
}

function fittingScalar(schema: Schema, { index }: Place): unknown {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? (typeof schema.exclusiveMinimum === 'number' ? 1 : 0)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'object':
      return {}
    default:
      return formats[schema.format ?? ''] ?? 'abcdefgh'.charAt(index % 8)
  }
}

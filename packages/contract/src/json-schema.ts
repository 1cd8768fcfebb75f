import { z } from 'zod'

/** A JSON Schema, draft 2020-12. */
export type Schema = z.core.JSONSchema.JSONSchema

/** JSON Schemas that share their named parts. */
export interface SchemaCollection {
  /** What may be sent to be parsed by `schema`. */
  input(schema: z.ZodType): Schema
  /** What comes out of `schema`. */
  output(schema: z.ZodType): Schema
  /** The named parts that were used so far. */
  components(): Record<string, Schema>
}

/**
 * A collection in which the objects, unions and enumerations among `exported` have the name they
 * are exported by. A part that is sent in another form than it comes out has two names.
 */
export function schemaCollection(exported: Readonly<Record<string, unknown>>): SchemaCollection {
  const registry = z.registry<{ id: string }>()
  const oneForm = new Set<string>()
  const parts = new Map<string, Schema>()

  for (const [exportedName, schema] of Object.entries(exported)) {
    if (!(schema instanceof z.ZodType) || !isWorthANameOfItsOwn(schema)) continue
    const name = exportedName.charAt(0).toUpperCase() + exportedName.slice(1)
    const [input, output] = [toSchema(schema, 'input'), toSchema(schema, 'output')]
    if (JSON.stringify(input) === JSON.stringify(output)) oneForm.add(name)
    registry.add(schema, { id: name })
  }

  function toSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const { $schema: _, ...converted } = z.toJSONSchema(schema, {
      io,
      metadata: registry,
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        simplify(jsonSchema)
        const { examples } = z.globalRegistry.get(zodSchema) ?? {}
        if (Array.isArray(examples)) jsonSchema.examples = examples
      },
    })
    return converted
  }

  function convert(schema: z.ZodType, io: 'input' | 'output'): Schema {
    const { $defs, ...converted } = toSchema(schema, io)
    const finalName = (name: string) => name + (io === 'input' && !oneForm.has(name) ? 'Input' : '')
    redirect([$defs, converted], finalName)
    for (const [name, part] of Object.entries($defs ?? {})) parts.set(finalName(name), part)
    return converted
  }

  return {
    input: (schema) => convert(schema, 'input'),
    output: (schema) => convert(schema, 'output'),
    components: () => Object.fromEntries([...parts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function isWorthANameOfItsOwn({ def }: z.ZodType): boolean {
  return def.type === 'object' || def.type === 'union' || def.type === 'enum'
}

/** Leaves out what says nothing to a reader: patterns of well-known formats, JavaScript's limits. */
function simplify(schema: Schema): void {
  if (schema.format !== undefined) delete schema.pattern
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  delete schema.id
}

/** Makes the references in a schema lead to the components of an OpenAPI document. */
function redirect(value: unknown, finalName: (name: string) => string): void {
  if (typeof value !== 'object' || value === null) return
  if ('$ref' in value && typeof value.$ref === 'string')
    value.$ref = `#/components/schemas/${finalName(value.$ref.replace('#/$defs/', ''))}`
  for (const inside of Object.values(value)) redirect(inside, finalName)
}

/** Numbers with their names, indented as they are nested. */
export function table(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return `${indent}${shown(value)}`
  const entries = Object.entries(value)
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries
    .map(([name, each]: [string, unknown]) =>
      typeof each === 'object' && each !== null
        ? `${indent}${name}\n${table(each, `${indent}  `)}`
        : `${indent}${name.padEnd(width)}  ${shown(each)}`,
    )
    .join('\n')
}

function shown(value: unknown): string {
  if (typeof value !== 'number') return String(value)
  if (Number.isInteger(value)) return value.toLocaleString('en-GB')
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 4 })
}

/** A table of Markdown. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(header), row(header.map(() => '---')), ...rows.map(row)]
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

export function milliseconds(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 2 })
}

export function fixed(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits)
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

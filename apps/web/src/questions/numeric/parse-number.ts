/**
 * The number that somebody typed, or `null` for none. Both decimal signs are understood; what could
 * mean two things (`1,000`) is read as the language writes it.
 */
export function parseNumber(text: string, language: string): number | null {
  const typed = text
    .replace(/[\s'’_]/gu, '')
    .replace(/[−–‒]/g, '-')
    .replace(/^\+/, '')
    .replace(/[×x*·]10\^?(?=[-+\d])/i, 'e')
  if (!/^-?(?:\d[\d.,]*|[.,]\d+)(?:e[-+]?\d{1,3})?$/i.test(typed)) return null
  const [digits = '', exponent] = typed.toLowerCase().split('e')
  const plain = withPoint(digits, language)
  if (plain === null) return null
  const value = Number(exponent === undefined ? plain : `${plain}e${exponent}`)
  return Number.isFinite(value) ? value : null
}

/** The digits with a point as the decimal sign and no signs between groups. */
function withPoint(digits: string, language: string): string | null {
  const signs: readonly string[] = digits.match(/[.,]/g) ?? []
  const kinds = new Set(signs)
  if (signs.length === 0) return digits
  if (kinds.size === 2) {
    // The last sign is the decimal one, the other stands between groups.
    const decimal = signs.at(-1) ?? '.'
    if (signs.indexOf(decimal) !== signs.length - 1) return null
    const [whole = '', fraction = ''] = digits.split(decimal)
    return groupsMerged(whole)?.concat('.', fraction) ?? null
  }
  const [sign = '.'] = signs
  if (signs.length > 1) return groupsMerged(digits)
  const grouped = sign === groupSign(language) && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(digits)
  return grouped ? digits.replace(sign, '') : digits.replace(sign, '.')
}

function groupsMerged(digits: string): string | null {
  return /^-?\d{1,3}(?:[.,]\d{3})+$|^-?\d+$/.test(digits) ? digits.replace(/[.,]/g, '') : null
}

function groupSign(language: string): string {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567)
  return parts.find((part) => part.type === 'group')?.value ?? ''
}

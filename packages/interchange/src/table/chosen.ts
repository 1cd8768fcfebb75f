interface Numbered {
  readonly number: number
  readonly text: string
}

/**
 * The numbers of the options that a key names: by their text, letters or numbers, several of them
 * parted by commas, semicolons or bars. None where a part of the key names no option.
 */
export function chosen(options: readonly Numbered[], key: string): number[] {
  const whole = byText(options, key)
  if (whole !== undefined && !/^\s*\d+\s*$/.test(key)) return [whole]
  const parts = key.split(/[,;|]|\band\b|&/).map((part) => part.trim())
  const asked = parts.filter((part) => part !== '')
  for (const find of [byNumber, byLetter, byText]) {
    const numbers = asked.map((part) => find(options, part))
    const found = numbers.filter((number) => number !== undefined)
    if (found.length > 0 && found.length === numbers.length) return [...new Set(found)]
  }
  return whole === undefined ? [] : [whole]
}

function byNumber(options: readonly Numbered[], part: string): number | undefined {
  const number = /^(?:option|answer|ans|choice)?\s*_?(\d{1,2})(?:\.0)?$/i.exec(part)?.[1]
  return options.find((option) => option.number === Number(number ?? Number.NaN))?.number
}

function byLetter(options: readonly Numbered[], part: string): number | undefined {
  const letter = /^(?:(?:option|answer|ans|choice)[\s_]*)?([a-z])[.)]?$/i
    .exec(part)?.[1]
    ?.toLowerCase()
  if (letter === undefined) return undefined
  return options.find(({ number }) => number === letter.charCodeAt(0) - 96)?.number
}

function byText(options: readonly Numbered[], part: string): number | undefined {
  const plain = part.trim().toLowerCase()
  const exact = options.find(({ text }) => text.trim() === part.trim())
  return (exact ?? options.find(({ text }) => text.trim().toLowerCase() === plain))?.number
}

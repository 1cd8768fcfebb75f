import { UsageError, type CommandCall } from './command.ts'

/** The text that an option gives, if it is given. */
export function textOf(values: CommandCall['values'], name: string): string | undefined {
  const given = values[name]
  return typeof given === 'string' ? given : undefined
}

interface Range {
  readonly from?: number
  readonly to?: number
  readonly whole?: boolean
}

/** The number that an option gives; `fallback` where it isn't given. */
export function numberOf(
  values: CommandCall['values'],
  name: string,
  fallback: number,
  range: Range = {},
): number {
  return optionalNumber(values, name, range) ?? fallback
}

/** The number that an option gives, if it is given. */
export function optionalNumber(
  values: CommandCall['values'],
  name: string,
  { from = -Infinity, to = Infinity, whole = false }: Range = {},
): number | undefined {
  const given = textOf(values, name)
  if (given === undefined) return undefined
  const value = Number(given)
  const fits = Number.isFinite(value) && value >= from && value <= to
  if (given.trim() !== '' && fits && (!whole || Number.isInteger(value))) return value
  const bounds = [
    ...(from > -Infinity ? [`at least ${from}`] : []),
    ...(to < Infinity ? [`at most ${to}`] : []),
  ]
  const kind = whole ? 'a whole number' : 'a number'
  throw new UsageError(
    `--${name} is ${[kind, bounds.join(' and ')].filter(Boolean).join(' of ')}, not "${given}".`,
  )
}

/** Which of some words an option gives, in whatever letters. */
export function wordOf<T extends string>(
  values: CommandCall['values'],
  name: string,
  words: readonly T[],
  fallback?: T,
): T {
  const given = textOf(values, name)
  if (given === undefined && fallback !== undefined) return fallback
  const word = words.find((each) => each.toLowerCase() === given?.toLowerCase())
  if (word !== undefined) return word
  throw new UsageError(
    given === undefined
      ? `--${name} is missing: ${words.join(', ')}.`
      : `--${name} is one of ${words.join(', ')}, not "${given}".`,
  )
}

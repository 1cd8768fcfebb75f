import type { Language } from '../../i18n/language.ts'

/** Estimates with two decimals, always: they stand one below the other. */
export interface Exact {
  (value: number): string
  /** With its standard error. */
  readonly within: (value: number, standardError: number) => string
}

/** Writes estimates as a language does. */
export function exactIn(language: Language): Exact {
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'negative',
  })
  // With a proper minus, which is as wide as a digit.
  const exact = (value: number) => format.format(value).replace('-', '−')
  return Object.assign(exact, {
    within: (value: number, standardError: number) => `${exact(value)} ± ${exact(standardError)}`,
  })
}

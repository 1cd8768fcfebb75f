import { useMemo } from 'react'
import { useLanguage } from '../i18n/strings.tsx'

/** Writes numbers as they are, in the language in use: an answer of 42.195 is not 42.2. */
export function useExactNumber(): (value: number) => string {
  const { language } = useLanguage()
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 })
    return (value) => format.format(value)
  }, [language])
}

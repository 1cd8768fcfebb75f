import { patternTexts } from '../text-pattern.ts'

/**
 * Whether a text fits an XML Schema pattern, for patterns that can be tried in little time: with at
 * most two repetitions, and with groups only where the whole stands for few texts. `null`: it isn't
 * such a one.
 */
export function fitsSimplePattern(pattern: string, text: string): boolean | null {
  const repeated = pattern.match(/[*+{]/g)?.length ?? 0
  const optional = pattern.match(/\?/g)?.length ?? 0
  const longest = pattern.includes('(') || repeated + optional > 2 ? 300 : 1_000
  if (pattern.length > 500 || text.length > longest || repeated > 2) return null
  if (/\\[^dwsDWS.*+?[\]{}()$^|\\/-]|-\[/.test(pattern)) return null
  // As many ways to try as there are texts that it stands for.
  const isPlain = repeated + optional <= 2 && !/[()^$]/.test(pattern)
  if (!isPlain && patternTexts(pattern) === null) return null
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    return null
  }
}

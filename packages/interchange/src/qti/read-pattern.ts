/**
 * Whether a text fits an XML Schema pattern, for patterns that can be tried in little time: without
 * groups, with at most two repetitions. `null`: it isn't such a one.
 */
export function fitsSimplePattern(pattern: string, text: string): boolean | null {
  const repeated = pattern.match(/[*+?{]/g)?.length ?? 0
  if (pattern.length > 200 || text.length > 1_000 || repeated > 2) return null
  if (/[()^$]|\\[^dwsDWS.*+?[\]{}|\\-]|-\[/.test(pattern)) return null
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    return null
  }
}

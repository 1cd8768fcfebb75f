import { z } from 'zod'

/** How a written answer is compared with the accepted ones. */
export const textMatch = z.strictObject({
  accepted: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
  caseSensitive: z.boolean().default(false),
  /** Whether é and e differ. */
  accentSensitive: z.boolean().default(false),
  /** Edits (Damerau–Levenshtein, optimal string alignment) that are still right; 0 is exact. */
  typos: z.int().min(0).max(3).default(0),
})
export type TextMatch = z.infer<typeof textMatch>

/** Whether `given` is one of the accepted answers under the rules of `match`. */
export function matchesText(match: TextMatch, given: string): boolean {
  const answer = folded(match, given)
  if (answer === '') return false
  return match.accepted.some((accepted) => {
    const target = folded(match, accepted)
    if (target === answer) return true
    // A typo in a very short word makes another word.
    const allowed = Math.min(match.typos, Math.floor(target.length / 4))
    return allowed > 0 && editDistance(target, answer, allowed) <= allowed
  })
}

/** Compatibility forms, quotes, dashes and spaces made the same, then case and accents as asked. */
function folded(match: TextMatch, text: string): string {
  let result = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim()
  if (!match.caseSensitive) result = result.toLowerCase()
  if (!match.accentSensitive) result = result.normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC')
  return result
}

/** Optimal string alignment distance; gives `limit + 1` as soon as it is certain to exceed it. */
function editDistance(left: string, right: string, limit: number): number {
  const a = [...left]
  const b = [...right]
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      current.push(best)
    }
    if (Math.min(...current) > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return last[b.length] ?? limit + 1
}

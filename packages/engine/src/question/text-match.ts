import { z } from 'zod'
import { markdown, trimmedText } from './parts.ts'

/** How a written answer is compared with the accepted ones. */
export const textMatch = z.strictObject({
  accepted: z.array(trimmedText.min(1).max(200)).min(1).max(50),
  caseSensitive: z.boolean().default(false),
  /** Whether é and e differ. */
  accentSensitive: z.boolean().default(false),
  /** Edits (Damerau–Levenshtein, optimal string alignment) that are still right; 0 is exact. */
  typos: z.int().min(0).max(3).default(0),
  /** Whether * in an accepted answer stands for any text; without typos then. */
  wildcards: z.boolean().optional(),
})

/** Answers that aren't right and yet are worth something, or have something said to them. */
export const otherAnswers = z
  .array(
    z.strictObject({
      accepted: z.array(trimmedText.min(1).max(200)).min(1).max(50),
      credit: z.number().min(0).max(1),
      feedback: markdown.optional(),
    }),
  )
  .max(50)
  .optional()

export type TextMatch = z.infer<typeof textMatch>

/** Whether `given` is one of the accepted answers under the rules of `match`. */
export function matchesText(match: TextMatch, given: string): boolean {
  const answer = folded(match, given)
  if (answer === '') return false
  return match.accepted.some((accepted) => {
    const target = folded(match, accepted)
    if (match.wildcards === true && target.includes('*')) return fitsPattern(target, answer)
    return target === answer || (match.typos > 0 && isNear(target, answer, match.typos))
  })
}

/** Of the answers that aren't right and have something said to them, the first that fits. */
export function otherAnswer(
  match: TextMatch & { readonly others?: z.infer<typeof otherAnswers> },
  given: string,
) {
  return match.others?.find(({ accepted }) => matchesText({ ...match, accepted }, given))
}

/** Whether a text fits a pattern in which * stands for any text. In linear time. */
function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop() ?? ''
  if (text.length < first.length + last.length) return false
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  const end = text.length - last.length
  for (const piece of rest) {
    const at = text.indexOf(piece, from)
    if (at < 0 || at + piece.length > end) return false
    from = at + piece.length
  }
  return true
}

/** The accepted answers that nothing can match, because folding leaves nothing of them. */
export function unmatchable(match: TextMatch): number[] {
  return match.accepted.flatMap((accepted, index) =>
    // Folding leaves letters and digits; most answers have one of these.
    /[a-z\d]/i.test(accepted) || folded(match, accepted) !== '' ? [] : [index],
  )
}

function isNear(target: string, answer: string, typos: number): boolean {
  // A typo in a very short word makes another word, a typo in a number another number.
  const allowed = Math.min(typos, Math.floor([...target].length / 4))
  return (
    allowed > 0 &&
    digitsOf(target) === digitsOf(answer) &&
    editDistance(target, answer, allowed) <= allowed
  )
}

function digitsOf(text: string): string {
  return text.replace(/\P{Nd}+/gu, ' ').trim()
}

/**
 * Compatibility forms, quotes, dashes and spaces made the same, a full stop at the end dropped,
 * then case and accents as asked.
 */
function folded(match: TextMatch, text: string): string {
  let result = text
    // Some of these stand for a quote or a minus only before NFKC.
    .replace(/[‘’‚‛ʼ`´′]/gu, "'")
    .replace(/[“”„‟«»″]/gu, '"')
    .replace(/[‐-―−]/gu, '-')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/⁄/gu, '/')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=[\p{L}\p{N}])\.$/u, '')
  // Upper case first: it spells ß as SS, so that both ways of writing it meet.
  if (!match.caseSensitive) result = result.toUpperCase().toLowerCase()
  if (!match.accentSensitive) result = withoutAccents(result)
  return result.normalize('NFC')
}

// Letters with a stroke or tied together, which Unicode doesn't take apart.
const plainLetters = new Map(
  ['ø o', 'Ø O', 'ł l', 'Ł L', 'đ d', 'Đ D', 'æ ae', 'Æ AE', 'œ oe', 'Œ OE'].map((pair) => {
    const [letter = '', plain = ''] = pair.split(' ')
    return [letter, plain] as const
  }),
)

/** Only marks that are an accent: in other scripts a combining mark may be a vowel. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/[øØłŁđĐæÆœŒ]/gu, (letter) => plainLetters.get(letter) ?? letter)
}

/**
 * Optimal string alignment distance where it is at most `limit`, else anything above. Only cells
 * within `limit` of the diagonal are looked at, so the time is linear in the length.
 */
function editDistance(left: string, right: string, limit: number): number {
  const a = [...left]
  const b = [...right]
  const beyond = limit + 1
  if (Math.abs(a.length - b.length) > limit) return beyond
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(beyond)
    if (row <= limit) current[0] = row
    const end = Math.min(b.length, row + limit)
    for (let column = Math.max(1, row - limit); column <= end; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min(
        (last[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
        (last[column - 1] ?? beyond) + cost,
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (beforeLast[column - 2] ?? beyond) + 1)
      current[column] = best
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? beyond
}

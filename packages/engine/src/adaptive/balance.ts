import type { Random } from '../question/parts.ts'

// How strongly chance is corrected: with 0 the part that is owed most would nearly always be next,
// and parts of small weight would come too early in every short session.
const patience = 3

/**
 * Draws the part of a blueprint that the next question should come from: by weight, and the more
 * likely the more questions the part is owed already. Long sessions keep to the blueprint, short
 * ones do so on average. Only parts that are `open` are drawn; −1 where none is.
 */
export function drawPart(
  weights: readonly number[],
  asked: readonly number[],
  open: readonly boolean[],
  random: Random,
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const count = asked.reduce((sum, each) => sum + each, 0)
  const shares = weights.map((weight, part) => {
    if (open[part] !== true) return 0
    const share = weight / total
    return Math.max(0, share * (count + 1 + patience) - (asked[part] ?? 0))
  })
  // Where everything open had more than its share already, by weight alone.
  return shares.some((share) => share > 0)
    ? draw(shares, random)
    : draw(
        weights.map((weight, part) => (open[part] === true ? weight : 0)),
        random,
      )
}

/**
 * The part of a blueprint that the next question comes from, without chance: the quota method of
 * apportionment (Balinski & Young 1975). After any number of questions no part is a whole question
 * away from its share, as long as every part has questions left. −1 where no part is `open`.
 */
export function nextPart(
  weights: readonly number[],
  asked: ArrayLike<number>,
  open: (part: number) => boolean,
): number {
  let total = 0
  let count = 1
  for (const [part, weight] of weights.entries()) {
    total += weight
    count += asked[part] ?? 0
  }
  let next = -1
  let mostOwed = 0
  let isDue = false
  for (const [part, weight] of weights.entries()) {
    if (weight <= 0 || !open(part)) continue
    const already = asked[part] ?? 0
    // One more would keep it within its share, rounded up.
    const due = already < (weight / total) * count - rounding
    const owed = weight / (already + 1)
    if (next >= 0 && (due === isDue ? owed <= mostOwed : isDue)) continue
    next = part
    mostOwed = owed
    isDue = due
  }
  return next
}

const rounding = 1e-9

function draw(shares: readonly number[], random: Random): number {
  let left = random() * shares.reduce((all, each) => all + each, 0)
  let last = -1
  for (const [part, share] of shares.entries()) {
    if (share <= 0) continue
    if (left < share) return part
    left -= share
    last = part
  }
  return last
}

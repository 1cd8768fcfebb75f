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

import type { Random } from '../question/parts.ts'

/**
 * Draws the part of a blueprint that the next question should come from: in proportion to how many
 * questions each part is owed by its weight. Long sessions keep to the blueprint, and short ones do
 * so on average, light parts included. Only parts that are `open` are drawn; −1 where none is.
 */
export function drawPart(
  weights: readonly number[],
  asked: readonly number[],
  open: readonly boolean[],
  random: Random,
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const count = asked.reduce((sum, each) => sum + each, 0)
  const owed = weights.map((weight, part) =>
    open[part] === true
      ? Math.max(0, (weight / total) * (count + 1) - (asked[part] ?? 0))
      : 0,
  )
  const sum = owed.reduce((all, each) => all + each, 0)
  // Everything open had more than its share already: then by weight alone.
  const shares = sum > 0 ? owed : weights.map((weight, part) => (open[part] === true ? weight : 0))
  return draw(shares, random)
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

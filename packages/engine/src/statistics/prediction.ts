/** The mean of −ln of the probability that was given to what happened; 0 is perfect. */
export function logLoss(predicted: ArrayLike<number>, happened: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < predicted.length; at++) {
    const p = predicted[at] ?? NaN
    sum -= Math.log(happened[at] === 1 ? p : 1 - p)
  }
  return sum / predicted.length
}

/**
 * The probability that what happened was predicted higher than what didn't: the area under the
 * receiver operating characteristic, by ranks (Hanley and McNeil, 1982), ties counting half.
 */
export function areaUnderCurve(predicted: ArrayLike<number>, happened: ArrayLike<number>): number {
  const order = Uint32Array.from({ length: predicted.length }, (_, at) => at).sort(
    (one, other) => (predicted[one] ?? 0) - (predicted[other] ?? 0),
  )
  let ranks = 0
  let positives = 0
  for (let from = 0; from < order.length;) {
    const value = predicted[order[from] ?? 0]
    let to = from
    while (to < order.length && predicted[order[to] ?? 0] === value) to++
    const rank = (from + to + 1) / 2
    for (; from < to; from++) {
      if (happened[order[from] ?? 0] !== 1) continue
      ranks += rank
      positives++
    }
  }
  const negatives = order.length - positives
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** The grades that Moodle lets an answer have, of either sign, beside 0. */
const grades = [
  ...[1, 0.9, 5 / 6, 0.8, 0.75, 0.7, 2 / 3, 0.6, 0.5, 0.4, 1 / 3, 0.3, 0.25, 0.2],
  ...[1 / 6, 1 / 7, 1 / 8, 1 / 9, 0.1, 0.05],
]

/** The grade that Moodle takes and that is nearest. */
export function nearestGrade(fraction: number): number {
  const size = Math.abs(fraction)
  const nearest = [...grades, 0].reduce((best, grade) =>
    Math.abs(grade - size) < Math.abs(best - size) ? grade : best,
  )
  return Math.sign(fraction) * nearest
}

/** A percentage as a fraction, −1 to 1: 33.33333 is a third, as Moodle has it. */
export function fractionOf(percent: number): number {
  const fraction = Math.min(1, Math.max(-1, percent / 100))
  if (fraction === 0 || fraction === 1) return fraction
  const grade = nearestGrade(fraction)
  return Math.abs(grade - fraction) < 0.000_05 ? grade : fraction
}

/**
 * Difficulty b from an author's guess of 1 (nearly everybody knows) to 10 (hardly anybody knows):
 * (guess − 5.5) · 0.55, so that the scale spans −2.475 to 2.475 around the average learner.
 */
export function fromAuthorsDifficulty(guess: number): number {
  return (guess - 5.5) * 0.55
}

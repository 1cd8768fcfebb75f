/**
 * The spots chosen once one more is pressed; `null` where no more may be chosen. Where one may be,
 * another takes its place.
 */
export function spotsWith(chosen: readonly string[], id: string, most: number): string[] | null {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id)
  if (most === 1) return [id]
  return most > 0 && chosen.length >= most ? null : [...chosen, id]
}

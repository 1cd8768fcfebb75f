/** The code of a game in a text that somebody shared: in a join link, else six digits by themselves. */
export function gameCodeIn(text: string): string | null {
  const inLink = /\/j\/(\d{6})(?!\d)/.exec(text)
  const alone = /(?<!\d)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(text)
  return inLink?.[1] ?? (alone ? `${alone[1]}${alone[2]}` : null)
}

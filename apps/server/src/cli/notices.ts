import type { ImportNotice } from '@quizmentor/contract/interchange'

const mostPlaces = 3

/** What is told of a file, for people: what is the same is told once, with its first places. */
export function noticeLines(notices: readonly ImportNotice[]): string[] {
  const alike = Map.groupBy(notices, ({ code, reason }) => `${reason} (${code})`)
  return [...alike].map(([said, all]) => {
    const places = all.slice(0, mostPlaces).map(({ where }) => where)
    const more = all.length - places.length
    return more === 0
      ? `  ${places.join(', ')}: ${said}`
      : `  ${all.length} × ${said}: ${places.join(', ')} and ${more} more`
  })
}

import type { ImportNotice } from '@quizmentor/contract/interchange'

/** Notices of one kind, in the file's order. */
export interface NoticeGroup {
  readonly code: string
  readonly notices: readonly ImportNotice[]
  /** What is said of every one of them; `null` where it differs from place to place. */
  readonly reason: string | null
}

/** Notices by what they are about, the most frequent kind first. */
export function grouped(notices: readonly ImportNotice[]): NoticeGroup[] {
  const byCode = Map.groupBy(notices, ({ code }) => code)
  return [...byCode]
    .map(([code, all]) => ({
      code,
      notices: all,
      reason: all.every(({ reason }) => reason === all[0]?.reason) ? (all[0]?.reason ?? '') : null,
    }))
    .toSorted((one, other) => other.notices.length - one.notices.length)
}

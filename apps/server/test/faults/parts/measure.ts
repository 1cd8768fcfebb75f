import type { Ear } from '../../live-kill/ear.ts'
import type { Game } from '../../live-kill/game.ts'
import type { StoredGame } from '../../live-kill/stored.ts'

/** The value that so large a share is not above; infinite where too many are. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** What everybody is shown at once. Who answered or joined is counted, now and then. */
const seenByAll = (name: string) => name !== 'answered' && name !== 'joined'

/** How long what happened in a game since a moment took to everybody's page, in milliseconds. */
export function shownTimes({ ears }: Game, { events }: StoredGame, from: number): number[] {
  const recent = events.filter(({ at, event }) => at >= from && seenByAll(event.name))
  return ears.flatMap(({ heard }) => {
    const shown = heard.flatMap(({ at, message }) => {
      if (message.t === 'view') return [{ at, version: message.view.version }]
      return message.t === 'phase' ? [{ at, version: message.version }] : []
    })
    return recent.flatMap(({ at, seq }) => {
      const first = shown.find((each) => each.at >= from && each.version >= seq)
      return [first === undefined ? Infinity : Math.max(0, first.at - at)]
    })
  })
}

/**
 * How long everybody who was there at a moment was away after it: 0 for whose connection lasted until
 * the end of a span, infinite for who never came back.
 */
export function awayTimes(ears: readonly Ear[], at: number, until: number): number[] {
  return ears.flatMap((ear) => {
    const line = ear.lines.find(
      ({ firstViewAt, closedAt }) =>
        firstViewAt !== null && firstViewAt <= at && (closedAt ?? Infinity) > at,
    )
    if (line === undefined) return []
    if (line.closedAt === null || line.closedAt > until) return [0]
    return [(ear.backAfter(at) ?? Infinity) - at]
  })
}

/** How long answers said since a moment took to be acknowledged, in milliseconds. */
export function acknowledgeTimes({ ears, history }: Game, from: number): number[] {
  return ears.flatMap(({ heard }) =>
    heard.flatMap(({ at, message }) => {
      if (message.t !== 'accepted') return []
      const said = history.answers.get(message.id)
      return said === undefined || said.at < from ? [] : [at - said.at]
    }),
  )
}

/** The longest time between two acknowledgements that overlaps a span, in milliseconds. */
export function longestSilence({ ears }: Game, from: number, until: number): number {
  const times = ears
    .flatMap(({ heard }) =>
      heard.flatMap(({ at, message }) => (message.t === 'accepted' ? [at] : [])),
    )
    .toSorted((one, other) => one - other)
  let longest = 0
  for (const [index, at] of times.entries()) {
    const next = times[index + 1] ?? at
    if (next >= from && at <= until) longest = Math.max(longest, next - at)
  }
  return longest
}

const dayMs = 86_400_000

/** When the day that it is in a time zone began there; `null` for a zone that doesn't exist. */
export function startOfDay(now: number, timeZone: string): number | null {
  const clock = wallClock(timeZone)
  if (clock === null) return null
  const today = Math.floor(clock(now) / dayMs) * dayMs
  // Midnight by the offset of now; where the clocks changed since, by the offset of then.
  const guess = today - (clock(now) - now)
  const corrected = today - (clock(guess) - guess)
  return clock(corrected) >= today ? corrected : guess
}

type WallClock = (at: number) => number

/** To make one takes longer than all else that a learner's home does; zones are few. */
const clocks = new Map<string, WallClock>()
const mostClocks = 1_000

/** Reads the clock on the wall, as if it were UTC. */
function wallClock(timeZone: string): WallClock | null {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const made = newWallClock(timeZone)
  if (clocks.size >= mostClocks) clocks.clear()
  if (made !== null) clocks.set(timeZone, made)
  return made
}

function newWallClock(timeZone: string): WallClock | null {
  try {
    const format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return (at) => {
      const part = Object.fromEntries(
        format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
      )
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
      return Date.UTC(year, month - 1, day, hour, minute, second)
    }
  } catch {
    return null
  }
}

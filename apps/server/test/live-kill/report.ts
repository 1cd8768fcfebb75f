import type { Kill } from './killer.ts'
import type { Run } from './run.ts'

/** What a run was like, in words. */
export function report({ killer, tables }: Run, seed: number): string {
  const { kills, hits } = killer
  const answers = tables.flatMap(({ game }) => [...game.history.answers.values()])
  const commands = tables.flatMap(({ game }) => [...game.history.commands.values()])
  const players = tables.reduce((sum, table) => sum + table.players.length, 0)
  const outages = kills.map(({ at, listensAt }) => listensAt - at)
  const pages = comingBack(kills, tables)
  const steady = pages.filter(({ isSteady }) => isSteady)
  return [
    `seed ${seed}: ${kills.length} kills, ${tables.length} games, ${players} players`,
    `  killed in: ${[...hits].map(([phase, count]) => `${phase} ${count}`).join(', ')}`,
    `  while something was held: ${kills.filter((kill) => kill.held !== null).length}`,
    `  answers: ${counted(answers.map(({ outcome }) => outcome))}`,
    `  commands: ${counted(commands.map(({ outcome }) => outcome))}`,
    `  nobody listened for ${ms(outages, 0.5)} (p50), ${ms(outages, 0.95)} (p95)`,
    `  back with the right screen, once somebody listened: ${inWords(pages)}`,
    `  of those, connected for longer than 5 s before and not looked at: ${inWords(steady)}`,
  ].join('\n')
}

/** A page that was open when the program died. */
interface Page {
  /** How long after the next one listened it showed the game again. */
  readonly backMs: number
  /** Whether its client trusted the server: one that was lost again and again takes its time. */
  readonly isSteady: boolean
}

/** Pages that had more than a second to come back, until the next death or until they were closed. */
function comingBack(kills: readonly Kill[], tables: Run['tables']): Page[] {
  const ears = tables.flatMap(({ game }) => game.ears)
  return kills.flatMap(({ at, listensAt }, index) => {
    const until = kills[index + 1]?.at ?? Infinity
    return ears.flatMap((ear) => {
      const since = ear.shownSince(at)
      const hadTime = Math.min(until, ear.leftAt) - listensAt > 1_000
      if (since === null || !hadTime) return []
      const back = ear.backAfter(listensAt) ?? Infinity
      const wasWoken = ear.wokenAt.some((woken) => woken > at && woken < back)
      return [{ backMs: back - listensAt, isSteady: at - since > 5_000 && !wasWoken }]
    })
  })
}

function inWords(pages: readonly Page[]): string {
  if (pages.length === 0) return 'nobody'
  const backMs = pages.map((page) => page.backMs)
  const within = backMs.filter((each) => each <= 1_000)
  const percent = Math.round((100 * within.length) / backMs.length)
  return (
    `${percent} % of ${backMs.length} within a second; ` +
    `${ms(backMs, 0.5)} (p50), ${ms(backMs, 0.9)} (p90)`
  )
}

function counted(all: readonly string[]): string {
  const counts = Map.groupBy(all, (each) => each)
  return [...counts]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([name, { length }]) => `${length} ${name}`)
    .join(', ')
}

function ms(all: readonly number[], quantile: number): string {
  const sorted = all.toSorted((one, other) => one - other)
  const found = sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0
  return found === Infinity ? 'later than the next death' : `${Math.round(found)} ms`
}

import { checkHistory } from './check-history.ts'
import { checkViews } from './check-views.ts'
import { Recount } from './recount.ts'
import { type Table, World, type WorldParts } from './world.ts'

/** How long clients may take to find out that their line is dead, and to come back. */
const mendingMs = 60_000
/** How long it takes at most until everybody hears of the last event. */
const tellingMs = 5_000
const longestGameMs = 20 * 60_000
const learningMs = 4 * 60_000

export interface Outcome {
  readonly seed: number
  /** What went wrong; empty: all is well. */
  readonly faults: readonly string[]
  readonly games: number
  readonly answers: number
}

/** Plays what a seed decides, and checks everything. */
export async function simulate(seed: number, trace: WorldParts['trace'] = null): Promise<Outcome> {
  const unhandled: string[] = []
  const onUnhandled = (error: unknown) => void unhandled.push(`unhandled: ${describe(error)}`)
  process.on('unhandledRejection', onUnhandled)
  try {
    const world = new World({ seed, trace })
    const { faults } = world.watch
    try {
      await play(world)
      if (faults.length === 0) faults.push(...(await leaks(world, seed)))
    } catch (error) {
      faults.push(describe(error))
    }
    faults.push(...unhandled)
    const answers = world.tables.reduce((sum, { game }) => sum + game.log.answerIds.size, 0)
    return { seed, faults, games: world.tables.length, answers }
  } finally {
    process.off('unhandledRejection', onUnhandled)
  }
}

/** Plays a world to the end of its games, and checks them on the way. */
export async function play(world: World): Promise<void> {
  const { time, tables, watch } = world
  await drive(world, () => checkAll(world))
  if (!world.isFinished) watch.fault('a game does not come to its end')
  const isLearned = ({ game }: Table) => game.log.learnedAt !== null
  await time.pass(learningMs, () => tables.every(isLearned))
  if (!tables.every(isLearned)) watch.fault('learning never goes on from a game')
}

/** Lets everything happen that a world has in store, unless it `isOver` before. */
async function drive(world: World, check: () => void, isOver = () => false): Promise<void> {
  const { time, tables, misfortune } = world
  const isFinished = () => world.isFinished || isOver()
  world.begin()
  await time.pass(misfortune.overAfterMs, isFinished)
  world.settle()
  for (const { host } of tables) host.isResting = true
  await time.pass(mendingMs, isOver)
  check()
  for (const { host } of tables) host.isResting = false
  if (world.isFinished) return
  await time.pass(longestGameMs, isFinished)
  await time.pass(tellingMs, isOver)
  check()
}

function checkAll({ tables, watch }: World): void {
  for (const { game, players, host, screen } of tables) {
    const recount = new Recount(game.setup, game.log.events)
    const faults = [
      ...recount.faults,
      ...checkHistory(game, recount),
      ...checkViews({ game, players, host: host.page, screen }, recount),
    ]
    for (const fault of faults) watch.fault(fault)
  }
}

/**
 * Plays the same again, with another key for one question: until its reveal nobody may be sent
 * anything else than before.
 */
async function leaks(world: World, seed: number): Promise<string[]> {
  const [first] = world.tables
  if (first === undefined) return []
  const otherKey = seed % first.game.setup.questions.length
  const other = new World({ seed, otherKey })
  const isRevealed = () => other.watch.revealed.has(`0 ${otherKey}`)
  await drive(other, () => {}, isRevealed)
  const { shown } = other.watch
  const differs = shown.findIndex((frame, index) => frame !== world.watch.shown[index])
  if (differs === -1) return []
  return [
    `the key of question ${otherKey} shows before its reveal: ` +
      `${world.watch.shown[differs]} was ${shown[differs]} with another key`,
  ]
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

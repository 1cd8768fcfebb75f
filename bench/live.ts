import { writeFile } from 'node:fs/promises'
import { budgetOf, ratioToBareWs } from './live-parts/budget.ts'
import { measure, nameOf, type Measured } from './live-parts/measure.ts'
import { withWorld } from './live-parts/ours.ts'
import { planOf } from './live-parts/plan.ts'
import { reportOf } from './live-parts/report.ts'

export { options } from './live-parts/plan.ts'

/**
 * Live games in the real program on a real database, beside bare `ws` and Socket.IO: joining,
 * answering, updates to all, everybody back at once. Without options it measures everything and
 * writes `results/live.md`.
 */
export async function run(values: unknown) {
  const plan = planOf(values)
  const say = (what: string) => void process.stdout.write(`${what}\n`)
  const measured = await withWorld((world) => {
    if (!plan.isQuick) return measure(world, plan, say)
    // There is no time to start the program for each part.
    return world.withProgram((ours) =>
      measure({ ...world, withProgram: (work) => work(ours) }, plan, say),
    )
  })
  if (plan.isFull)
    await writeFile(new URL('results/live.md', import.meta.url), `${reportOf(measured)}\n`)
  return shown(measured)
}

function shown(measured: Measured) {
  const { commit, answers, updates, storm } = measured
  const budget = budgetOf(measured)
  return {
    commit,
    ...Object.fromEntries(
      answers.map(({ plan, ours, stored, idleMB, bareWs, socketIo }) => [
        nameOf(plan),
        {
          ...ours,
          ackAboveCommitP99Ms: ours.answers.p99Ms - commit.p99Ms,
          idleMB,
          stored,
          ...(bareWs && { bareWs }),
          ...(socketIo && { socketIo }),
        },
      ]),
    ),
    ...(updates && { updates: { ...updates, ratioToBareWs: ratioToBareWs(updates) } }),
    ...(storm && { storm }),
    budget: {
      ...Object.fromEntries(
        budget.map(({ what, wanted, measured: found, kept }) => [
          what,
          `${kept ? 'kept' : 'MISSED'}: ${found} (${wanted})`,
        ]),
      ),
      kept: budget.every(({ kept }) => kept),
    },
  }
}

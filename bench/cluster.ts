import { writeFile } from 'node:fs/promises'
import { budgetOf, nameOf } from './cluster-parts/budget.ts'
import { measure, type Measured } from './cluster-parts/measure.ts'
import { planOf } from './cluster-parts/plan.ts'
import { reportOf } from './cluster-parts/report.ts'

export { options } from './cluster-parts/plan.ts'

/**
 * Live games of the real program spread over two nodes, half of each game's players on the other one,
 * beside the same games on one node and on bare `ws`. Without options it measures
 * everything and writes `results/cluster.md`.
 */
export async function run(values: unknown) {
  const plan = planOf(values)
  const measured = await measure(plan, (what) => void process.stdout.write(`${what}\n`))
  if (plan.isFull)
    await writeFile(new URL('results/cluster.md', import.meta.url), `${reportOf(measured)}\n`)
  return shown(measured)
}

function shown(measured: Measured) {
  const budget = budgetOf(measured)
  return {
    ...(measured.noRedis !== null && { withoutRedis: measured.noRedis }),
    ...Object.fromEntries(
      measured.runs.map((each) => [
        nameOf(each),
        { ...each.played, ...(each.stored && { stored: each.stored }) },
      ]),
    ),
    rows: measured.rows,
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

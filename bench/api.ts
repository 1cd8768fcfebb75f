import { writeFile } from 'node:fs/promises'
import { budgetOf, nameOf } from './api-parts/budget.ts'
import { measure, type Measured } from './api-parts/measure.ts'
import { planOf } from './api-parts/plan.ts'
import { reportOf } from './api-parts/report.ts'

export { options } from './api-parts/plan.ts'

/**
 * The HTTP API of the real program on a real PostgreSQL: learners who practise at once, on one node
 * and on two, and reads on many connections, beside a bare Fastify with `pg`. Without options it
 * measures everything and writes `results/api.md`.
 */
export async function run(values: unknown) {
  const plan = planOf(values)
  const measured = await measure(plan, (what) => void process.stdout.write(`${what}\n`))
  if (plan.isFull)
    await writeFile(new URL('results/api.md', import.meta.url), `${reportOf(measured)}\n`)
  return shown(measured)
}

function shown(measured: Measured) {
  const { practice, reads, rows } = measured
  const budget = budgetOf(measured)
  return {
    practice: Object.fromEntries(
      practice.map(({ learners, nodes, thinkMs, ...load }) => [
        nameOf({ learners, nodes, thinkMs }),
        load,
      ]),
    ),
    reads: Object.fromEntries(reads.map(({ name, ...load }) => [name, load])),
    ...(rows && { rows }),
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

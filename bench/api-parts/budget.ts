import { count, ms, type BudgetRow } from '../live-parts/budget.ts'
import type { Measured } from './measure.ts'
import type { PracticeLoad } from './practice-load.ts'
import { isAllStored } from './stored.ts'

const shareOfBare = 0.5
const readP95Ms = 200

export function nameOf({
  learners,
  nodes,
  thinkMs,
}: Pick<PracticeLoad, 'learners' | 'nodes' | 'thinkMs'>): string {
  const thinking = thinkMs > 0 ? ` who think ${thinkMs / 1_000} s` : ''
  return `${count(learners)} learners${thinking}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`
}

/** What was to be reached, and what of it was. */
export function budgetOf({ practice, reads }: Measured): BudgetRow[] {
  return [
    ...practice.map(({ failed, stored, ...load }) => ({
      what: `${nameOf(load)}: calls that failed; answers acknowledged and stored once`,
      wanted: `0; ${count(stored.acknowledged)}`,
      measured: `${count(failed)}; ${count(stored.stored - stored.lost - stored.twice - stored.changed)}`,
      kept: failed === 0 && isAllStored(stored),
    })),
    ...reads.flatMap(({ name, connections, ours, toBare, paced }) => [
      {
        what: `${name}, ${count(connections)} connections: throughput to bare Fastify and pg`,
        wanted: `at least ${shareOfBare}, none failed`,
        measured: `${toBare.toFixed(2)}, ${ours.failed} failed`,
        kept: toBare >= shareOfBare && ours.failed === 0,
      },
      ...(paced === null
        ? []
        : [
            {
              what: `${name}, ${count(connections)} connections, ${count(paced.asked)} a second: p95`,
              wanted: `below ${ms(readP95Ms)}, none failed`,
              measured: `${ms(paced.p95Ms)}, ${paced.failed} failed`,
              kept: paced.p95Ms < readP95Ms && paced.failed === 0,
            },
          ]),
    ]),
  ]
}

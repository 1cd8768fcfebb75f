import { loadWithPractice, type PracticeLoad } from './practice-load.ts'
import { loadWithReads, type ReadsBeside } from './read-load.ts'
import type { Plan } from './plan.ts'
import { sizesOfRows, type GrowingTable, type RowSize } from './rows.ts'
import { withSite } from './site.ts'

export interface Measured {
  readonly practice: readonly PracticeLoad[]
  readonly reads: readonly ReadsBeside[]
  /** `null` where it was not asked for. */
  readonly rows: Readonly<Record<GrowingTable, RowSize>> | null
}

/** Starts an installation, and puts it under load on one node and on two. */
export function measure(plan: Plan, say: (what: string) => void): Promise<Measured> {
  return withSite({}, async (site) => {
    const practice: PracticeLoad[] = []
    const reads: ReadsBeside[] = []
    for (const nodes of plan.nodes)
      await site.withNodes(nodes, async (programs) => {
        const { questions } = plan
        const warmUp = { learners: plan.warmUp, questions, thinkMs: 0 }
        let cookies: readonly string[] = []
        if (plan.warmUp > 0) cookies = (await loadWithPractice(site, programs, warmUp)).cookies
        const hurried = plan.learners.map((learners) => ({ learners, questions, thinkMs: 0 }))
        for (const each of [...hurried, ...plan.thoughtful]) {
          say(`${each.learners} learners at once, nodes: ${nodes}`)
          const done = await loadWithPractice(site, programs, each)
          practice.push(done.load)
          cookies = done.cookies
        }
        const [program] = programs
        if (plan.reads === null || nodes > 1 || program === undefined) return
        say(`reads on ${plan.reads.connections} connections`)
        reads.push(...(await loadWithReads(site, program, plan.reads, cookies)))
      })
    if (plan.rows !== null) say('the size of rows')
    return { practice, reads, rows: plan.rows && (await sizesOfRows(site, plan.rows)) }
  })
}

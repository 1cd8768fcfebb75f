import { writeFile } from 'node:fs/promises'
import { capacityOf } from './capacity-parts/arithmetic.ts'
import { capacityPage } from './capacity-parts/page.ts'

/** Runs nothing: reckons with what the other benchmarks measured, and writes `docs/capacity.md`. */
export async function run() {
  await writeFile(new URL('../docs/capacity.md', import.meta.url), `${capacityPage()}\n`)
  return Object.fromEntries(
    [10_000, 100_000, 1_000_000].map((learners) => [
      `${learners.toLocaleString('en-GB')} learners`,
      capacityOf(learners),
    ]),
  )
}
